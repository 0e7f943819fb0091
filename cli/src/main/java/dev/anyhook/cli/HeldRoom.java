package dev.anyhook.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;

/**
 * Room in a file for a secret that is still to come: so many blanks, under a lock while somebody waits. Blanks that
 * nobody has locked were left behind by a run that was ended. Where a file system never writes to the same place twice,
 * as btrfs and ZFS do, a disk may be full all the same when the secret comes.
 */
final class HeldRoom {
    private static final int BYTES = 4096;

    private HeldRoom() {}

    /** Fills a new and empty file with blanks, on the disk itself, and goes back to its beginning. */
    static void take(Path path, FileChannel channel) {
        if (isSomebodyElses(channel)) {
            throw waiting(path);
        }
        try {
            ByteBuffer blanks = blanks();
            while (blanks.hasRemaining()) {
                channel.write(blanks);
            }
            channel.force(true);
            channel.position(0);
        } catch (IOException full) {
            String why = Failures.reason(full);
            throw new UnavailableException(
                    "there is no room for the secret in " + path + ", so the vendor was not called: " + why, full);
        }
    }

    /** Where there are no locks there is nobody either who could take these blanks for left behind. */
    private static boolean isSomebodyElses(FileChannel channel) {
        try {
            return !lock(channel);
        } catch (IOException noLocksHere) {
            return false;
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    /** Removes a file that was left behind; refuses if it is anything else, or if that cannot be told. */
    static void removeLeftBehind(Path path) {
        try {
            BasicFileAttributes there = attributes(path);
            if (there.isRegularFile() && there.size() == BYTES && removed(path, there)) {
                return;
            }
            if (there.isRegularFile() && there.size() == 0) {
                throw new WrongUseException(path + " exists, though it is empty; remove it, or name another file");
            }
        } catch (IOException cannotBeTold) {
            throw refusal(path);
        }
        throw refusal(path);
    }

    /**
     * Looked at before it is opened and once it is locked, the file is the same one: the name did not pass to
     * another's.
     */
    private static boolean removed(Path path, BasicFileAttributes before) throws IOException {
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (!lock(channel)) {
                throw waiting(path);
            }
            boolean same = Objects.equals(attributes(path).fileKey(), before.fileKey());
            if (!same || !isBlank(channel)) {
                return false;
            }
            Files.delete(path);
            return true;
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isBlank(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(BYTES + 1);
        while (channel.read(content) > 0) {}
        return content.flip().equals(blanks());
    }

    private static ByteBuffer blanks() {
        byte[] blanks = new byte[BYTES];
        Arrays.fill(blanks, (byte) ' ');
        return ByteBuffer.wrap(blanks);
    }

    private static WrongUseException waiting(Path path) {
        return new WrongUseException(path + " waits for the secret of another run; name another file");
    }

    static WrongUseException refusal(Path path) {
        return new WrongUseException(path + " exists and is never overwritten; name another file, or move it away");
    }
}
