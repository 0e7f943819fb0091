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
 * A new file for a secret that is shown once. Made, with room for the secret and for its owner alone, before the vendor
 * is called, so that a disk that is full refuses while nothing is lost; gone again when no secret came.
 */
final class SecretFile implements SecretSink, AutoCloseable {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path path;
    private final FileChannel channel;
    private boolean begun;
    private boolean whole;

    private SecretFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the file; refuses if there is one, even a dangling link, or if it cannot be made. What a run left behind
     * that was ended while it waited for the vendor makes way.
     */
    static SecretFile reserve(Path path) {
        try {
            return made(path);
        } catch (FileAlreadyExistsException there) {
            HeldRoom.removeLeftBehind(path);
        }
        try {
            return made(path);
        } catch (FileAlreadyExistsException quicker) {
            throw HeldRoom.refusal(path);
        }
    }

    private static SecretFile made(Path path) throws FileAlreadyExistsException {
        var file = new SecretFile(path, opened(path));
        try {
            HeldRoom.take(path, file.channel);
            file.forceDirectory();
            return file;
        } catch (WrongUseException | UnavailableException noRoom) {
            file.giveUp(noRoom);
            throw noRoom;
        }
    }

    private static FileChannel opened(Path path) throws FileAlreadyExistsException {
        try {
            return FileChannel.open(path, NEW, ownerOnly(path));
        } catch (FileAlreadyExistsException there) {
            throw there;
        } catch (NoSuchFileException noDirectory) {
            throw new WrongUseException(path + " cannot be made: its directory does not exist");
        } catch (IOException refused) {
            throw new WrongUseException(path + " cannot be made: " + Failures.reason(refused));
        }
    }

    private void giveUp(Exception why) {
        try {
            close();
        } catch (IOException alsoFailed) {
            why.addSuppressed(alsoFailed);
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
        begun = true;
        whole = false;
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.truncate(channel.position());
        channel.force(true);
        whole = true;
    }

    private void forceDirectory() {
        Path directory = path.toAbsolutePath().getParent();
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        } catch (IOException notOnThisSystem) {
            return;
        }
    }

    /** Whether the secret is in the file, and on the disk. */
    boolean isWhole() {
        return whole;
    }

    /** Whether a part of a secret may be in the file. */
    boolean isBegun() {
        return begun;
    }

    /** Takes the file away again, while it is still locked, unless something of a secret may be in it. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (!begun) {
                Files.delete(path);
            }
        }
    }
}
