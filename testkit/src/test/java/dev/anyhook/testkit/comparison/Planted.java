package dev.anyhook.testkit.comparison;

import dev.anyhook.Secret;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/** Comparisons of secrets, most of which take longer the more is guessed. */
final class Planted {
    private Planted() {}

    static final class Equals {
        boolean same(Mac mac, byte[] body, String offered) {
            return HexFormat.of().formatHex(mac.doFinal(body)).equals(offered);
        }
    }

    static final class TheOtherWayRound {
        boolean same(Mac mac, byte[] body, String offered) {
            return offered.equalsIgnoreCase("sha256=" + HexFormat.of().formatHex(mac.doFinal(body)));
        }
    }

    static final class ArraysEquals {
        boolean same(Mac mac, byte[] body, byte[] offered) {
            return Arrays.equals(offered, mac.doFinal(body));
        }
    }

    static final class InAnotherMethod {
        boolean same(Mac mac, byte[] body, byte[] offered) {
            return alike(signed(mac, body), offered);
        }

        private static byte[] signed(Mac mac, byte[] body) {
            return mac.doFinal(body);
        }

        private static boolean alike(byte[] one, byte[] other) {
            return Objects.deepEquals(one, other);
        }
    }

    static final class KeptInAField {
        private final String token;

        KeptInAField(Secret token) {
            this.token = token.reveal();
        }

        boolean same(String offered) {
            return offered.compareTo(token) == 0;
        }
    }

    static final class LetterByLetter {
        boolean same(Mac mac, byte[] body, byte[] offered) {
            byte[] expected = mac.doFinal(body);
            for (int i = 0; i < expected.length; i++) {
                if (expected[i] != offered[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    static final class InAList {
        boolean same(Mac mac, byte[] body, String offered) {
            return List.of(offered.split(",")).contains(HexFormat.of().formatHex(mac.doFinal(body)));
        }
    }

    static final class AsAMethodReference {
        boolean same(Mac mac, byte[] body, List<String> offered) {
            String expected = HexFormat.of().formatHex(mac.doFinal(body));
            Predicate<String> same = expected::equals;
            return offered.stream().anyMatch(same);
        }
    }

    static final class InALambda {
        boolean same(Secret token, List<String> offered) {
            String expected = token.reveal();
            return offered.stream().anyMatch(each -> each.startsWith(expected));
        }
    }

    static final class FilledByAMac {
        boolean same(Mac mac, byte[] body, byte[] offered) throws ShortBufferException {
            byte[] expected = new byte[mac.getMacLength()];
            mac.update(body);
            mac.doFinal(expected, 0);
            return Arrays.equals(expected, offered);
        }
    }

    static final class FilledByADigest {
        private final byte[] expected = new byte[32];

        void expect(MessageDigest digest) throws DigestException {
            digest.digest(expected, 0, expected.length);
        }

        boolean same(byte[] offered) {
            return Arrays.mismatch(offered, expected) < 0;
        }
    }

    static final class Steady {
        boolean same(Mac mac, byte[] body, byte[] offered) throws ShortBufferException {
            byte[] expected = new byte[mac.getMacLength()];
            mac.update(body);
            mac.doFinal(expected, 0);
            return MessageDigest.isEqual(expected, offered);
        }

        boolean same(Mac mac, byte[] body, byte[] offered, Secret token, String bearer) {
            byte[] expected = mac.doFinal(body);
            int difference = expected.length ^ offered.length;
            for (int i = 0; i < expected.length && i < offered.length; i++) {
                difference |= expected[i] ^ offered[i];
            }
            boolean known = token.reveal().startsWith("whsec_") && token.matches(bearer);
            return difference == 0 && known && MessageDigest.isEqual(expected, offered) && bearer.equals("Bearer");
        }
    }
}
