package dev.anyhook.testkit.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.testkit.flawed.AcmeWebhooks;
import dev.anyhook.testkit.flawed.ConsoleWebhooks;
import dev.anyhook.testkit.flawed.UnsignedWebhooks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule finds what verification looks at, and does not mind what else a provider does. */
class SeclusionTest {
    @ParameterizedTest
    @ValueSource(classes = {ReadsAFile.class, LooksUpAName.class, CountsTime.class, TellsTheHour.class})
    void findsWhatIsPlanted(Class<?> planted) {
        assertThat(Seclusion.violations(planted)).anyMatch(violation -> violation.startsWith(planted.getName() + "."));
    }

    @Test
    void saysWhere() {
        assertThat(Seclusion.violations(TellsTheHour.class))
                .anyMatch(violation ->
                        violation.matches(".*\\$TellsTheHour\\.verify \\(line [1-9][0-9]*\\) calls Clock\\.systemUTC"));
    }

    @Test
    void doesNotMindWhatVerificationDoesNotLeadTo() {
        assertThat(Seclusion.violations(Busy.class)).noneMatch(violation -> violation.contains("$Busy."));
    }

    @ParameterizedTest
    @ValueSource(classes = {AcmeWebhooks.class, ConsoleWebhooks.class, UnsignedWebhooks.class})
    void findsNothingInSoundCode(Class<?> sound) {
        assertThat(Seclusion.violations(sound)).isEmpty();
    }

    private static VerificationResult verdict(Object why) {
        return new Rejected(VerificationResult.Reason.SIGNATURE_MISMATCH, "because of " + why);
    }

    static final class ReadsAFile implements DeliveryVerifier {
        @Override
        public VerificationResult verify(RawDelivery delivery) {
            return verdict(read(Path.of("secrets")));
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                return "";
            }
        }
    }

    static final class LooksUpAName implements DeliveryVerifier {
        @Override
        public VerificationResult verify(RawDelivery delivery) {
            try {
                return verdict(InetAddress.getByName(delivery.target().getHost()));
            } catch (IOException unknown) {
                return verdict(unknown);
            }
        }
    }

    static final class CountsTime implements DeliveryVerifier {
        @Override
        public VerificationResult verify(RawDelivery delivery) {
            LongSupplier time = System::nanoTime;
            return verdict(time.getAsLong());
        }
    }

    static final class TellsTheHour implements DeliveryVerifier {
        @Override
        public VerificationResult verify(RawDelivery delivery) {
            return verdict(Clock.systemUTC().instant());
        }
    }

    static final class Busy implements DeliveryVerifier {
        @Override
        public VerificationResult verify(RawDelivery delivery) {
            return verdict(URI.create("/webhooks").resolve(delivery.target()).getPath() + delivery.receivedAt());
        }

        static long unrelated() {
            return System.nanoTime();
        }
    }
}
