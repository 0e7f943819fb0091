package dev.anyhook.benchmarks.http;

import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.IncomingEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps each event once in a {@link SyncedFile}. It could not be opened again, forgets nothing, and is here to be
 * compared with: a durable inbox does more for the same promise.
 */
final class FileKeeper {
    private static final byte BLANK = ' ';
    private static final byte NEW_LINE = '\n';
    private static final CompletableFuture<Boolean> KEPT = CompletableFuture.completedFuture(true);

    private final ConcurrentHashMap<String, CompletableFuture<Boolean>> known = new ConcurrentHashMap<>();
    private final SyncedFile file;

    FileKeeper(Path path) throws IOException {
        this.file = new SyncedFile(path);
    }

    CompletionStage<Outcome> keep(IncomingEvent incoming) {
        String id = incoming.event().id();
        var kept = new CompletableFuture<Boolean>();
        CompletableFuture<Boolean> before = known.putIfAbsent(id, kept);
        if (before != null) {
            return before.thenApply(synced -> Outcome.DUPLICATE);
        }
        file.add(record(incoming, id), kept);
        return kept.thenApply(synced -> {
            known.replace(id, KEPT); // What callers waited on can go.
            return Outcome.STORED;
        });
    }

    private static ByteBuffer record(IncomingEvent incoming, String id) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        ByteBuffer payload = incoming.event().payload().asByteBuffer();
        return ByteBuffer.allocate(name.length + 1 + payload.remaining() + 1)
                .put(name)
                .put(BLANK)
                .put(payload)
                .put(NEW_LINE)
                .flip();
    }
}
