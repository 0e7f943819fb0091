package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.Payload;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacSha256Test {
    private static final int LONGEST_KEY = 200;

    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
                + "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
                + "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "0102030405060708090a0b0c0d0e0f10111213141516171819,"
                + "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd,"
                + "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
    })
    void agreesWithRfc4231(String key, String message, String mac) {
        byte[] computed =
                sign(HexFormat.of().parseHex(key), new byte[0], HexFormat.of().parseHex(message));

        assertThat(HexFormat.of().formatHex(computed)).isEqualTo(mac);
    }

    @Test
    void agreesWithRfc4231OnAKeyLongerThanABlock() {
        byte[] key = new byte[131];
        Arrays.fill(key, (byte) 0xaa);
        byte[] message = HexFormat.of()
                .parseHex("54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048"
                        + "617368204b6579204669727374");

        assertThat(HexFormat.of().formatHex(sign(key, new byte[0], message)))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    @Test
    void agreesWithTheJdkForEveryLengthOfKeyAndMessage() {
        var random = new Random(20_261_101);
        for (int length = 1; length <= LONGEST_KEY; length++) {
            byte[] key = bytes(random, length);
            HmacSha256 prepared = HmacSha256.of("any", key);
            for (int size : new int[] {0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000}) {
                byte[] prefix = bytes(random, random.nextInt(70));
                byte[] body = bytes(random, size);

                assertThat(prepared.sign(prefix, Payload.copyOf(body))).isEqualTo(ofTheJdk(key, prefix, body));
            }
        }
    }

    @Test
    void remembersNothingOfAMessage() {
        HmacSha256 prepared = HmacSha256.of("any", Samples.KEY);
        byte[] first = prepared.sign(new byte[] {1}, Samples.BODY);
        prepared.sign(new byte[] {2}, Payload.empty());

        assertThat(prepared.sign(new byte[] {1}, Samples.BODY)).isEqualTo(first);
    }

    @Test
    void isPreparedWithTheKeyAsItIsNow() {
        byte[] key = Samples.KEY.clone();
        HmacSha256 prepared = HmacSha256.of("any", key);
        byte[] first = prepared.sign(new byte[0], Samples.BODY);
        Arrays.fill(key, (byte) 0);

        assertThat(prepared.sign(new byte[0], Samples.BODY)).isEqualTo(first);
        assertThat(first).isEqualTo(ofTheJdk(Samples.KEY, new byte[0], Samples.BODY.toByteArray()));
    }

    @Test
    void refusesAnEmptyKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HmacSha256.of("live", new byte[0]))
                .withMessage("secret live is an empty key");
    }

    private static byte[] sign(byte[] key, byte[] prefix, byte[] body) {
        return HmacSha256.of("any", key).sign(prefix, Payload.copyOf(body));
    }

    private static byte[] ofTheJdk(byte[] key, byte[] prefix, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(prefix);
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
