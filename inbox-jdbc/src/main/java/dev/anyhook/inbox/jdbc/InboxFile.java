package dev.anyhook.inbox.jdbc;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/** The file an inbox is in. It holds what vendors say of customers, so it is made for its owner's eyes only. */
final class InboxFile {
    /** What their names begin with. */
    private static final List<String> NETWORK = List.of(
            "9p",
            "nfs",
            "cifs",
            "smb",
            "afs",
            "afp",
            "ceph",
            "glusterfs",
            "lustre",
            "fuse.sshfs",
            "fuse.glusterfs",
            "fuse.s3fs",
            "fuse.gcsfuse",
            "fuse.rclone");

    private InboxFile() {}

    /** The absolute path of {@code file}, which exists from now on. */
    static Path prepared(Path file) {
        Path absolute = absolute(file);
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

    /**
     * The kind of file system at {@code file} if it is one of the network, empty otherwise: processes on two machines
     * do not see each other's locks and memory there, and ruin the file. (SQLite's page "Write-Ahead Logging", seen
     * 2026-11-28.)
     */
    static Optional<String> network(Path file) {
        try {
            String kind = Files.getFileStore(file).type();
            return isNetwork(kind) ? Optional.of(kind) : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    static boolean isNetwork(String kind) {
        return NETWORK.stream().anyMatch(kind.toLowerCase(Locale.ROOT)::startsWith);
    }

    private static Path absolute(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (absolute.toString().contains("?")) {
            throw new IllegalArgumentException("the inbox's path cannot hold a question mark: " + absolute);
        }
        return absolute;
    }

    /**
     * Refuses what is no inbox without changing it: to open it as one would turn its journal into a write-ahead log.
     */
    static void insistOnInbox(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("there is no inbox at " + file);
        }
        Path absolute = absolute(file);
        var reading = new SQLiteConfig();
        reading.setReadOnly(true);
        try (Connection connection = reading.createConnection("jdbc:sqlite:" + absolute);
                Statement statement = connection.createStatement();
                ResultSet table = statement.executeQuery("SELECT 1 FROM sqlite_master WHERE name = 'anyhook_schema'")) {
            if (!table.next()) {
                throw new IllegalStateException(Schema.NONE);
            }
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the inbox " + absolute + " cannot be read", unreadable);
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
