package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Verified;
import java.io.ByteArrayOutputStream;
import java.io.Serial;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.MacSpi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key in hardware cannot be copied: its MAC is initialised for each computation. */
class UncloneableMacTest {
    private static final Provider HARDWARE = new Hardware();

    @BeforeEach
    void plugIn() {
        Security.insertProviderAt(HARDWARE, 1);
    }

    @AfterEach
    void pullOut() {
        Security.removeProvider(HARDWARE.getName());
    }

    @Test
    void deliveriesAreVerifiedWithIt() {
        String now = Long.toString(Samples.NOW);
        var scheme = StandardWebhooksSignature.of("webhook-", TrustPolicy.signedWith(Samples.BASE64_SECRET));
        var delivery = Samples.delivery(
                Samples.BODY,
                "webhook-id",
                "msg_1",
                "webhook-timestamp",
                now,
                "webhook-signature",
                "v1," + Samples.base64(Samples.KEY, "msg_1", now, Samples.BODY));
        Uncloneable.computations = 0;

        for (int i = 0; i < 2; i++) {
            assertThat(scheme.verify(delivery, signed -> Samples.EVENT)).isEqualTo(new Verified(Samples.EVENT, "#1"));
        }

        assertThat(Uncloneable.computations).isEqualTo(2);
    }

    private static final class Hardware extends Provider {
        @Serial
        private static final long serialVersionUID = 1L;

        private Hardware() {
            super("AnyhookTestHardware", "1", "a MAC that cannot be cloned");
            putService(new Service(this, "Mac", "HmacSHA256", Uncloneable.class.getName(), null, null) {
                @Override
                public Object newInstance(@Nullable Object parameter) {
                    return new Uncloneable();
                }
            });
        }
    }

    /** HMAC-SHA256 by its definition, RFC 2104. */
    private static final class Uncloneable extends MacSpi {
        private static final int BLOCK = 64;

        private static int computations;

        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private byte[] key = new byte[BLOCK];

        @Override
        protected int engineGetMacLength() {
            return 32;
        }

        @Override
        protected void engineInit(Key given, @Nullable AlgorithmParameterSpec none) {
            key = Arrays.copyOf(given.getEncoded(), BLOCK);
        }

        @Override
        protected void engineUpdate(byte input) {
            text.write(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            text.write(input, offset, length);
        }

        @Override
        protected byte[] engineDoFinal() {
            computations++;
            byte[] inner = digest((byte) 0x36, text.toByteArray());
            text.reset();
            return digest((byte) 0x5c, inner);
        }

        @Override
        protected void engineReset() {
            text.reset();
        }

        private byte[] digest(byte pad, byte[] rest) {
            try {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                for (byte b : key) {
                    sha256.update((byte) (b ^ pad));
                }
                return sha256.digest(rest);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JDK has SHA-256", impossible);
            }
        }
    }
}
