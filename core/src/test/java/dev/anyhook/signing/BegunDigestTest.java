package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class BegunDigestTest {
    private static final byte[] BLOCK =
            "sixty-four bytes of key, or as many as anyone would like to use.".getBytes(StandardCharsets.UTF_8);
    private static final byte[] REST = "the rest".getBytes(StandardCharsets.UTF_8);

    @Test
    void aCopyGoesOnAfterTheBlock() {
        BegunDigest begun = BegunDigest.of(BLOCK.clone(), BegunDigest::sha256);

        assertThat(begun.copy().digest(REST)).isEqualTo(theLongWay());
        assertThat(begun.copy().digest(REST)).isEqualTo(theLongWay());
    }

    @Test
    void digestsThatCannotBeCopiedAreBegunAnew() {
        BegunDigest begun = BegunDigest.of(BLOCK.clone(), Hardware::new);

        assertThat(begun.copy().digest(REST)).isEqualTo(theLongWay());
        assertThat(begun.copy().digest(REST)).isEqualTo(theLongWay());
        assertThat(begun.copy()).isInstanceOf(Hardware.class);
    }

    private static byte[] theLongWay() {
        MessageDigest digest = BegunDigest.sha256();
        digest.update(BLOCK);
        return digest.digest(REST);
    }

    /** Computes as it should, and cannot be copied. */
    private static final class Hardware extends MessageDigest {
        private final MessageDigest inside = BegunDigest.sha256();

        private Hardware() {
            super("SHA-256");
        }

        @Override
        protected void engineUpdate(byte input) {
            inside.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            inside.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            return inside.digest();
        }

        @Override
        protected void engineReset() {
            inside.reset();
        }
    }
}
