package dev.anyhook.benchmarks.http;

import dev.anyhook.receiver.InMemoryInbox;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An inbox that writes each event to a file with one sync for all that wait, and hands it out from memory. It could not
 * be opened again, forgets nothing, and is here to be compared with: a durable inbox does more for the same promise.
 */
final class FileInbox implements Inbox {
    private static final int CAPACITY = 5_000_000;
    private static final byte NEW_LINE = '\n';

    private final InMemoryInbox memory = InMemoryInbox.withCapacity(CAPACITY, CAPACITY);
    private final ConcurrentHashMap<String, CompletableFuture<Boolean>> known = new ConcurrentHashMap<>();
    private final SyncedFile file;

    FileInbox(Path path) throws IOException {
        this.file = new SyncedFile(path);
    }

    @Override
    public CompletionStage<Outcome> append(IncomingEvent incoming) {
        String id = incoming.event().id();
        var kept = new CompletableFuture<Boolean>();
        CompletableFuture<Boolean> before = known.putIfAbsent(id, kept);
        if (before != null) {
            return before.thenApply(synced -> Outcome.DUPLICATE);
        }
        file.add(record(incoming, id), kept);
        return kept.thenCompose(synced -> memory.append(incoming));
    }

    private static ByteBuffer record(IncomingEvent incoming, String id) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        ByteBuffer payload = incoming.event().payload().asByteBuffer();
        return ByteBuffer.allocate(name.length + 1 + payload.remaining() + 1)
                .put(name)
                .put((byte) ' ')
                .put(payload)
                .put(NEW_LINE)
                .flip();
    }

    @Override
    public List<Lease> claim(int limit, Instant now, Duration length) {
        return memory.claim(limit, now, length);
    }

    @Override
    public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
        return memory.settle(lease, settlement);
    }

    @Override
    public Optional<Instant> nextDue() {
        return memory.nextDue();
    }

    @Override
    public void onAvailable(Runnable listener) {
        memory.onAvailable(listener);
    }

    @Override
    public void close() {
        file.close();
        memory.close();
    }
}
