package dev.anyhook.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.anyhook.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads bodies with a table of the names that came before, which is quick; and one whose names are too many or too much alike
 * again, without it. Names can be chosen so that each is compared with all others: a mebibyte of them would take a third of a
 * second. Safe for any number of threads.
 */
final class JsonText {
    /** What a body may have of names, values, beginnings and ends together to be read with a table. */
    static final int FEW_TOKENS = 20_000;

    private static final JsonFactory WITHOUT_TABLE = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /** The byte order mark, which is no text. */
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private volatile JsonFactory withTable = emptyTable();

    private static JsonFactory emptyTable() {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxTokenCount(FEW_TOKENS)
                        .build())
                .build();
    }

    /** What {@code reading} makes of {@code body}; it may be asked twice. */
    <T> T read(Payload body, Reading<T> reading) throws IOException {
        try (JsonParser parser = body.parser(withTable)) {
            return reading.from(parser);
        } catch (StreamConstraintsException tooMany) {
            withTable = emptyTable(); // What a stranger has put there is in nobody's way any longer.
        }
        try (JsonParser parser = withoutTable(body)) {
            return reading.from(parser);
        }
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
