package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretFileTest {
    /** What stands in a file while the vendor is called. */
    private static final String BLANKS = " ".repeat(4096);

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
    void hasRoomForTheSecretBeforeThereIsOne() throws IOException {
        Path path = directory.resolve("secret");

        try (var file = SecretFile.reserve(path)) {
            assertThat(path).hasSize(BLANKS.length());
            assertThat(file.isBegun()).isFalse();
            assertThat(file.isWhole()).isFalse();
        }
    }

    @Test
    void keepsASecretThatIsLongerThanTheRoom() throws IOException {
        Path path = directory.resolve("secret");
        String secret = "s".repeat(3 * BLANKS.length());

        try (var file = SecretFile.reserve(path)) {
            file.keep("ep_1", Secret.of(secret));
            assertThat(file.isWhole()).isTrue();
        }

        assertThat(path).hasContent(secret + "\n");
    }

    @Test
    void remainsWithoutBeingWholeWhenKeepingFailed() throws IOException {
        Path path = directory.resolve("secret");

        try (var file = SecretFile.reserve(path)) {
            Thread.currentThread().interrupt(); // It closes the channel.
            assertThatThrownBy(() -> file.keep("ep_1", Secret.of("whsec_abc"))).isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(file.isBegun()).isTrue();
            assertThat(file.isWhole()).isFalse();
        }

        assertThat(path).exists();
    }

    @Test
    void takesThePlaceOfWhatAnEndedRunLeftBehind() throws IOException {
        Path path = Files.writeString(directory.resolve("secret"), BLANKS);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path otherName = Files.createLink(directory.resolve("other"), path);

        try (var file = SecretFile.reserve(path)) {
            assertThat(permissions(path)).isEqualTo("rw-------");
            file.keep("ep_1", Secret.of("whsec_abc"));
        }

        assertThat(path).hasContent("whsec_abc\n");
        assertThat(otherName).hasContent(BLANKS);
    }

    @Test
    void leavesARunThatStillWaitsItsFile() throws IOException {
        Path path = directory.resolve("secret");

        try (var file = SecretFile.reserve(path)) {
            assertThatThrownBy(() -> SecretFile.reserve(path))
                    .isInstanceOf(WrongUseException.class)
                    .hasMessage(path + " waits for the secret of another run; name another file");
            file.keep("ep_1", Secret.of("whsec_abc"));
        }

        assertThat(path).hasContent("whsec_abc\n");
    }

    @Test
    void saysThatAFileIsEmptyAndLeavesIt() throws IOException {
        Path path = Files.writeString(directory.resolve("secret"), "");

        assertThatThrownBy(() -> SecretFile.reserve(path))
                .isInstanceOf(WrongUseException.class)
                .hasMessage(path + " exists, though it is empty; remove it, or name another file");
        assertThat(path).isEmptyFile();
    }

    @ParameterizedTest
    @MethodSource("almostBlank")
    void neverOverwritesWhatIsNotOurBlanks(String content) throws IOException {
        Path path = Files.writeString(directory.resolve("secret"), content);

        assertThatThrownBy(() -> SecretFile.reserve(path))
                .isInstanceOf(WrongUseException.class)
                .hasMessage(path + " exists and is never overwritten; name another file, or move it away");
        assertThat(Files.readString(path)).isEqualTo(content);
    }

    static List<String> almostBlank() {
        return List.of(
                " ",
                BLANKS + " ",
                BLANKS.substring(1),
                "s" + BLANKS.substring(1),
                BLANKS.substring(1) + "\n",
                "\0".repeat(BLANKS.length()));
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
    void followsNoLinkToBlanksEither() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), BLANKS);
        Path link = Files.createSymbolicLink(directory.resolve("secret"), elsewhere);

        assertThatThrownBy(() -> SecretFile.reserve(link)).isInstanceOf(WrongUseException.class);
        assertThat(link).isSymbolicLink();
        assertThat(elsewhere).hasContent(BLANKS);
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
