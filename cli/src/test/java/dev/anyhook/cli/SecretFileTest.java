package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @TempDir
    private Path directory;

    @Test
    void keepsTheSecretForItsOwnerAlone() throws IOException {
        Path path = directory.resolve("secret");

        try (var file = SecretFile.reserve(path)) {
            assertThat(permissions(path)).isEqualTo("rw-------");
            file.keep("ep_1", Secret.of("whsec_abc"));
        }

        assertThat(path).hasContent("whsec_abc\n");
        assertThat(Files.readString(path)).isEqualTo("whsec_abc\n");
        assertThat(permissions(path)).isEqualTo("rw-------");
    }

    @Test
    void isGoneWhenNoSecretCame() throws IOException {
        Path path = directory.resolve("secret");

        SecretFile.reserve(path).close();

        assertThat(path).doesNotExist();
    }

    @Test
    void neverOverwrites() throws IOException {
        Path path = Files.writeString(directory.resolve("secret"), "older");

        assertThatThrownBy(() -> SecretFile.reserve(path))
                .isInstanceOf(WrongUseException.class)
                .hasMessage(path + " exists and is never overwritten; name another file, or move it away");
        assertThat(path).hasContent("older");
    }

    @Test
    void followsNoLink() throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        Path link = Files.createSymbolicLink(directory.resolve("secret"), elsewhere);

        assertThatThrownBy(() -> SecretFile.reserve(link)).isInstanceOf(WrongUseException.class);
        assertThat(Files.exists(elsewhere, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void needsItsDirectory() {
        Path path = directory.resolve("none/secret");

        assertThatThrownBy(() -> SecretFile.reserve(path))
                .isInstanceOf(WrongUseException.class)
                .hasMessage(path + " cannot be made: its directory does not exist");
    }

    @Test
    void needsADirectoryAndNotAFile() throws IOException {
        Path path = Files.writeString(directory.resolve("file"), "").resolve("secret");

        assertThatThrownBy(() -> SecretFile.reserve(path))
                .isInstanceOf(WrongUseException.class)
                .hasMessageStartingWith(path + " cannot be made: ");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
