package dev.anyhook.receiver;

import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter.NopIndenter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The forms that a body may have had before something on the way rewrote it. */
final class Rewritings {
    /** Indenting can blow a deeply nested body up a thousandfold. */
    private static final int LARGEST = 1024 * 1024;

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final JsonMapper ASCII = EXACT.rebuild()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    private static final Separators COLON_AND_BLANK = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    /** As Python writes it unless asked otherwise. */
    private static final PrettyPrinter SPACED = new DefaultPrettyPrinter(
                    COLON_AND_BLANK.withObjectEntrySpacing(Spacing.AFTER).withArrayValueSpacing(Spacing.AFTER))
            .withObjectIndenter(NopIndenter.instance)
            .withArrayIndenter(NopIndenter.instance);
    /** As JavaScript, Python and Go write it with two blanks. */
    private static final PrettyPrinter INDENTED = new DefaultPrettyPrinter(COLON_AND_BLANK)
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    private final Payload body;
    private final Map<Payload, String> forms = new LinkedHashMap<>();

    private Rewritings(Payload body) {
        this.body = body;
    }

    /** Each other form of {@code body} once, the likeliest first, and what was done to get it. */
    static Map<Payload, String> of(Payload body) {
        var rewritings = new Rewritings(body);
        String text = new String(body.toByteArray(), StandardCharsets.UTF_8);
        rewritings.addTexts(text);
        rewritings.addJson(text);
        return rewritings.forms;
    }

    private void addTexts(String text) {
        String lines = text.replace("\r\n", "\n");
        add("with its line ends as LF", Payload.utf8(lines));
        add("with its line ends as CRLF", Payload.utf8(lines.replace("\n", "\r\n")));
        add("without white space around it", Payload.utf8(text.strip()));
        add("with a line end after it", Payload.utf8(text + "\n"));
        add("without its byte order mark", Payload.utf8(text.startsWith("\uFEFF") ? text.substring(1) : text));
        add("with a byte order mark", Payload.utf8("\uFEFF" + text));
        add("read as UTF-8 that was decoded as Latin-1", Payload.copyOf(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void addJson(String text) {
        try {
            JsonNode tree = EXACT.readTree(text);
            addJson("compact JSON", tree, new MinimalPrettyPrinter());
            addJson("spaced JSON", tree, SPACED);
            addJson("indented JSON", tree, INDENTED);
        } catch (IOException notJson) {
            return;
        }
    }

    private void addJson(String how, JsonNode tree, PrettyPrinter printer) {
        add("if re-encoded as " + how, EXACT, tree, printer);
        add("if re-encoded as " + how + " in ASCII", ASCII, tree, printer);
    }

    private void add(String how, JsonMapper mapper, JsonNode tree, PrettyPrinter printer) {
        try (var out = new Capped()) {
            mapper.writer(printer).writeValue(out, tree);
            add(how, Payload.copyOf(out.bytes()));
        } catch (IOException tooLarge) {
            return;
        }
    }

    private void add(String how, Payload form) {
        if (!form.equals(body)) {
            forms.putIfAbsent(form, how);
        }
    }

    /** Takes bytes up to {@link #LARGEST}. */
    private static final class Capped extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (bytes.size() + length > LARGEST) {
                throw new IOException("larger than " + LARGEST + " bytes");
            }
            bytes.write(source, offset, length);
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
