package dev.anyhook.cli;

import dev.anyhook.Secret;
import dev.anyhook.spi.SecretSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A new file for a secret that is shown once. Made, empty and for its owner alone, before the vendor is called, so that
 * nothing but a full disk can then keep the secret from it; gone again when no secret came.
 */
final class SecretFile implements SecretSink, AutoCloseable {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path path;
    private final FileChannel channel;
    private boolean kept;

    private SecretFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes the file; refuses if there is one, even a dangling link, or if it cannot be made. */
    static SecretFile reserve(Path path) {
        try {
            return new SecretFile(path, FileChannel.open(path, NEW, ownerOnly(path)));
        } catch (FileAlreadyExistsException there) {
            throw new WrongUseException(path + " exists and is never overwritten; name another file, or move it away");
        } catch (NoSuchFileException noDirectory) {
            throw new WrongUseException(path + " cannot be made: its directory does not exist");
        } catch (IOException refused) {
            throw new WrongUseException(path + " cannot be made: " + Failures.reason(refused));
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void keep(String endpointId, Secret secret) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((secret.reveal() + "\n").getBytes(StandardCharsets.UTF_8));
        kept = true;
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(true);
        forceDirectory();
    }

    private void forceDirectory() {
        Path directory = path.toAbsolutePath().getParent();
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        } catch (IOException notOnThisSystem) {
            return;
        }
    }

    /** Whether a secret is in the file, or at least a part of it. */
    boolean isKept() {
        return kept;
    }

    /** Takes the file away again unless a secret is in it. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!kept) {
            Files.delete(path);
        }
    }
}
