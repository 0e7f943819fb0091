package dev.anyhook.inbox.jdbc;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The file an inbox is in. It holds what vendors say of customers, so it is made for its owner's eyes only. */
final class InboxFile {
    private InboxFile() {}

    /** The absolute path of {@code file}, which exists from now on. */
    static Path prepared(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (absolute.toString().contains("?")) {
            throw new IllegalArgumentException("the inbox's path cannot hold a question mark: " + absolute);
        }
        try {
            Path folder = absolute.getParent();
            if (folder != null && !Files.exists(folder)) {
                Files.createDirectories(folder, onlyOwner(folder, "rwx------"));
            }
            Files.createFile(absolute, onlyOwner(absolute, "rw-------"));
        } catch (FileAlreadyExistsException fine) {
            return absolute;
        } catch (IOException failed) {
            throw new IllegalStateException("cannot create the inbox " + absolute, failed);
        }
        return absolute;
    }

    static void insistOnPresent(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("there is no inbox at " + file);
        }
    }

    private static FileAttribute<?>[] onlyOwner(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
