package dev.anyhook.benchmarks.inbox;

import dev.anyhook.receiver.IncomingEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A write to the end of a file and a sync: what one caller alone cannot undercut. */
final class BareFile implements Store {
    private final Path file;
    private final FileChannel channel;

    BareFile(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
    }

    @Override
    public synchronized boolean append(IncomingEvent incoming) throws IOException {
        ByteBuffer bytes = Record.of(incoming);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
        return true;
    }

    @Override
    public long count() throws IOException {
        return Record.count(file);
    }

    @Override
    public boolean tellsDuplicates() {
        return false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
