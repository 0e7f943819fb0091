package dev.anyhook.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.anyhook.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Parsers of bodies. A table of the names that came before makes small bodies quick to read; in a large one a stranger can choose
 * so many names of equal hash that reading takes a hundred times as long, so that one is read without a table.
 */
final class JsonText {
    /** The largest body that is read with a table, in bytes: names of equal hash make it four times slower. */
    static final int SMALL = 8 * 1024;

    private static final JsonFactory WITH_TABLE = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private static final JsonFactory WITHOUT_TABLE = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /** The byte order mark, which is no text. */
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private JsonText() {}

    static JsonParser parser(Payload body) throws IOException {
        if (body.size() <= SMALL) {
            return body.parser(WITH_TABLE);
        }
        ByteBuffer bytes = body.asByteBuffer();
        return isUtf8(bytes) ? WITHOUT_TABLE.createParser(strict(body)) : body.parser(WITHOUT_TABLE);
    }

    /** Not UTF-16 or UTF-32, of which the first character or the mark before it shows. */
    private static boolean isUtf8(ByteBuffer bytes) {
        for (int i = 0; i < Integer.BYTES; i++) {
            byte b = bytes.get(i);
            if (b == 0 || b == (byte) 0xfe || b == (byte) 0xff) {
                return false;
            }
        }
        return true;
    }

    /** By itself the parser would put a replacement where bytes are no text. */
    private static Reader strict(Payload body) throws IOException {
        InputStream in = body.inputStream();
        in.mark(MARK.length);
        if (!Arrays.equals(in.readNBytes(MARK.length), MARK)) {
            in.reset();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // Reports what it cannot decode.
        return new InputStreamReader(in, decoder);
    }
}
