package dev.anyhook.benchmarks.inbox;

import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.IncomingEvent;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** An event in a file that only grows: length, checksum, endpoint, id, type and payload. */
final class Record {
    private static final int HEAD = 8;

    private Record() {}

    static ByteBuffer of(IncomingEvent incoming) {
        WebhookEvent event = incoming.event();
        byte[] names =
                (event.endpoint() + "\n" + event.id() + "\n" + event.type() + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(
                HEAD + Long.BYTES + names.length + event.payload().size());
        bytes.position(HEAD);
        bytes.putLong(incoming.receivedAt().toEpochMilli())
                .put(names)
                .put(event.payload().asByteBuffer());
        bytes.flip();
        bytes.putInt(0, bytes.limit() - HEAD).putInt(4, checksum(bytes.array(), HEAD, bytes.limit() - HEAD));
        return bytes;
    }

    private static int checksum(byte[] bytes, int from, int length) {
        var sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }

    /** How many whole records {@code file} holds. */
    static long count(Path file) throws IOException {
        long records = 0;
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (true) {
                int length = in.readInt();
                int sum = in.readInt();
                byte[] body = in.readNBytes(length);
                if (body.length < length || checksum(body, 0, length) != sum) {
                    throw new IOException("record " + records + " is broken");
                }
                records++;
            }
        } catch (EOFException end) {
            return records;
        }
    }
}
