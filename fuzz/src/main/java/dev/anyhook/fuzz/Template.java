package dev.anyhook.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bytes with words in angle brackets that stand for others, so that a small input can spell what chance never would:
 * {@code <*9000:x>} is nine thousand times x, and whoever expands it knows further words, such as a signature. What is
 * no word stays as it is.
 */
final class Template {
    private static final int MAX_WORD = 80;
    private static final int MAX_TIMES = 100_000;
    private static final int MAX_SIZE = 256 * 1024;

    private Template() {}

    static byte[] expand(byte[] template, Function<String, byte @Nullable []> words) {
        var expanded = new ByteArrayOutputStream(template.length);
        int at = 0;
        while (at < template.length) {
            int end = template[at] == '<' ? end(template, at) : -1;
            byte[] meaning = end < 0 ? null : meaning(template, at + 1, end, words);
            if (meaning == null || meaning.length > MAX_SIZE - expanded.size()) {
                expanded.write(template[at++]);
            } else {
                expanded.writeBytes(meaning);
                at = end + 1;
            }
        }
        return expanded.toByteArray();
    }

    private static int end(byte[] template, int from) {
        for (int i = from + 1; i < Math.min(template.length, from + MAX_WORD); i++) {
            if (template[i] == '>') {
                return i;
            }
        }
        return -1;
    }

    private static byte @Nullable [] meaning(
            byte[] template, int from, int to, Function<String, byte @Nullable []> words) {
        String word = new String(template, from, to - from, StandardCharsets.ISO_8859_1);
        int colon = word.indexOf(':');
        if (!word.startsWith("*") || colon < 2 || colon > 7) {
            return words.apply(word);
        }
        String times = word.substring(1, colon);
        if (!times.matches("[0-9]+") || Integer.parseInt(times) > MAX_TIMES) {
            return null;
        }
        return word.substring(colon + 1).repeat(Integer.parseInt(times)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
