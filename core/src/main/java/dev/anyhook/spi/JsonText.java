package dev.anyhook.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.anyhook.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads bodies with a table of the names that came before, which is quick; and one of many tokens again, without it.
 * Names can be chosen so that each is compared with all others: a mebibyte of them would take a third of a second. So a
 * body that the table serves has few names, and the table has few of earlier bodies. Whether a body is read with it
 * depends on that body alone: without it, bytes that are no UTF-8 are judged more strictly, and a little beyond where
 * reading stops. Safe for any number of threads.
 */
final class JsonText {
    private static final Logger LOG = LoggerFactory.getLogger(JsonText.class);

    /** More than any vendor has; what a stranger puts there is in nobody's way for long. */
    static final int MANY_NAMES = 100;

    private static final JsonFactory WITHOUT_TABLE = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /** The byte order mark, which is no text. */
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private volatile NameTable table = new NameTable();

    /** What {@code reading} makes of {@code body}; it may be asked twice. */
    <T> T read(Payload body, Reading<T> reading) throws IOException {
        NameTable present = table;
        try (JsonParser parser = body.parser(present)) {
            return reading.from(parser);
        } catch (StreamConstraintsException tooMany) {
            LOG.trace("a body has too many tokens for a table of names");
        } finally {
            if (present.names() > MANY_NAMES) {
                table = new NameTable();
            }
        }
        try (JsonParser parser = withoutTable(body)) {
            return reading.from(parser);
        }
    }

    /** How many names of earlier bodies are in the table. */
    int names() {
        return table.names();
    }

    private static JsonParser withoutTable(Payload body) throws IOException {
        InputStream in = body.inputStream();
        byte[] first = in.readNBytes(Integer.BYTES);
        if (!isUtf8(first)) {
            return body.parser(WITHOUT_TABLE);
        }
        in.reset();
        if (first.length >= MARK.length && Arrays.equals(first, 0, MARK.length, MARK, 0, MARK.length)) {
            in.skipNBytes(MARK.length);
        }
        // By itself the parser would put a replacement where bytes are no text. This decoder reports them.
        return WITHOUT_TABLE.createParser(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    }

    /** Not UTF-16 or UTF-32, which the first bytes show. */
    private static boolean isUtf8(byte[] first) {
        for (int i = 0; i < first.length; i++) {
            boolean mark = i < 2 && (first[i] == (byte) 0xfe || first[i] == (byte) 0xff);
            if (mark || first[i] == 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads what it wants. */
    @FunctionalInterface
    interface Reading<T> {
        T from(JsonParser parser) throws IOException;
    }
}
