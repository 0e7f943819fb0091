package dev.anyhook.testkit;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be done to the value of a header. */
final class Texts {
    private static final Pattern SECONDS = Pattern.compile("(?<![0-9A-Za-z])[0-9]{9,}(?![0-9A-Za-z])");

    private Texts() {}

    /** Forms of {@code value} that are not the value: cut, lengthened, and with each character changed in turn. */
    static Set<String> changed(String value) {
        var forms = new LinkedHashSet<String>();
        for (int cut : new int[] {1, 2, value.length() / 2, value.length() - 8}) {
            if (cut > 0 && cut < value.length()) {
                forms.add(value.substring(0, value.length() - cut));
            }
        }
        for (String more : new String[] {"0", "a", "=", "00"}) {
            forms.add(value + more);
        }
        for (int i = 0; i < value.length(); i += 1 + value.length() / 200) {
            forms.add(value.substring(0, i) + neighbour(value.charAt(i)) + value.substring(i + 1));
        }
        forms.remove(value);
        return forms;
    }

    private static char neighbour(char c) {
        return switch (c) {
            case '9', 'z', 'Z' -> (char) (c - 1);
            default -> (char) (c + 1);
        };
    }

    /** {@code value} with its count of seconds written in other ways; empty when it holds none. */
    static Set<String> otherNumerals(String value) {
        var forms = new LinkedHashSet<String>();
        Matcher found = SECONDS.matcher(value);
        while (found.find()) {
            String before = value.substring(0, found.start());
            String after = value.substring(found.end());
            for (String sign : new String[] {"0", "+", "000"}) {
                forms.add(before + sign + found.group() + after);
            }
            forms.add(before + found.group() + ".0" + after);
        }
        return forms;
    }
}
