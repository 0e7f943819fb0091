package dev.anyhook.cli.config;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Trust;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the words of the file mean. Each refuses with the rest of a sentence that begins with the value. */
final class Values {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(B|KiB|MiB)?");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m|h)?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%\\[\\]-]+");
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    private Values() {}

    static String host(String text) {
        if (!HOST.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a host; give a name or an address, such as 127.0.0.1");
        }
        return text.replace("[", "").replace("]", "");
    }

    static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("is not a port; give 0 to 65535, where 0 picks a free one");
        }
        return Integer.parseInt(text);
    }

    static int size(String text) {
        Matcher parts = SIZE.matcher(text);
        long bytes = parts.matches() ? Long.parseLong(parts.group(1)) * unit(parts.group(2)) : 0;
        if (bytes < 1 || bytes > LARGEST_BODY) {
            throw new IllegalArgumentException(
                    "is not a size; give 1 to 64MiB, in bytes or with KiB or MiB, such as 512KiB");
        }
        return (int) bytes;
    }

    private static long unit(String name) {
        return "MiB".equals(name) ? 1024 * 1024 : "KiB".equals(name) ? 1024 : 1;
    }

    static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "is not a duration; give seconds, or a number with s, m or h, such as 5m");
        }
        long number = Long.parseLong(parts.group(1));
        String unit = parts.group(2);
        Duration duration = "h".equals(unit)
                ? Duration.ofHours(number)
                : "m".equals(unit) ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
        if (duration.isZero() || duration.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("is out of range; give 1s to 24h");
        }
        return duration;
    }

    static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false");
        };
    }

    static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notOne) {
            throw new IllegalArgumentException("is not a URL");
        }
    }

    static KeyEncoding keyEncoding(String text) {
        return word(KeyEncoding.class, text);
    }

    static Trust trust(String text) {
        return word(Trust.class, text);
    }

    private static <E extends Enum<E>> E word(Class<E> type, String text) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        String word = text.replace('-', '_');
        if (!words.contains(word)) {
            throw new IllegalArgumentException("is not one of " + String.join(", ", words));
        }
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
