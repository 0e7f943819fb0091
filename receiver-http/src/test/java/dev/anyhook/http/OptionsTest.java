package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionsTest {
    @Test
    void standAsDocumentedUntilChanged() {
        HttpOptions options = HttpOptions.defaults();

        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isZero();
        assertThat(options.limits())
                .isEqualTo(HttpLimits.inHeap(Runtime.getRuntime().maxMemory()));
        assertThat(options.timeouts())
                .isEqualTo(new HttpTimeouts(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30)));
        assertThat(options.eventLoops()).isBetween(1, 4);
    }

    @ParameterizedTest
    @CsvSource({"64, 64, 16", "256, 170, 64", "1024, 682, 64", "4096, 2730, 64", "65536, 4096, 64", "1, 64, 1"})
    void takeNoMoreThanGoesIntoTheHeap(long heap, int connections, int bodies) {
        assertThat(HttpLimits.inHeap(heap << 20))
                .isEqualTo(new HttpLimits(1 << 20, 8 << 10, 4 << 10, 256, connections, bodies << 20));
    }

    @Test
    void shareOutHalfOfTheRoomForBodiesWhereALargeOneStillFits() {
        HttpLimits limits = new HttpLimits(1_000, 1, 1, 1, 10, 3_000);

        assertThat(limits.bodyShare()).isEqualTo(150);
        assertThat(limits.withMaxBuffered(1_500).bodyShare()).isEqualTo(50);
        assertThat(limits.withMaxBuffered(1_000).bodyShare()).isZero();
    }

    @Test
    void changeOneAtATime() {
        InstantSource clock = InstantSource.fixed(SigningVendor.NOW);
        Duration day = Duration.ofDays(1);

        HttpOptions changed = HttpOptions.defaults()
                .withHost("::1")
                .withPort(1)
                .withEventLoops(2)
                .withClock(clock)
                .withLimits(HttpLimits.defaults()
                        .withMaxBody(11)
                        .withMaxHeaders(12)
                        .withMaxRequestLine(13)
                        .withMaxRequests(14)
                        .withMaxConnections(15)
                        .withMaxBuffered(16))
                .withTimeouts(HttpTimeouts.defaults()
                        .withBody(day)
                        .withKeep(day.dividedBy(2))
                        .withIdle(day.dividedBy(3))
                        .withGrace(day.dividedBy(4)));

        assertThat(changed)
                .isEqualTo(new HttpOptions(
                        "::1",
                        1,
                        new HttpLimits(11, 12, 13, 14, 15, 16),
                        new HttpTimeouts(day, day.dividedBy(2), day.dividedBy(3), day.dividedBy(4)),
                        2,
                        clock));
    }

    @Test
    void letAllBodiesTogetherGrowWithOne() {
        int large = 100 << 20;

        assertThat(HttpOptions.defaults().withMaxBody(large).limits().maxBuffered())
                .isEqualTo(2 * large);
        assertThat(HttpOptions.defaults()
                        .withMaxBody(Integer.MAX_VALUE)
                        .limits()
                        .maxBuffered())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void refuseWhatCannotWork() {
        List<UnaryOperator<HttpOptions>> senseless = List.of(
                options -> options.withHost(" "),
                options -> options.withPort(-1),
                options -> options.withPort(65_536),
                options -> options.withMaxBody(0),
                options -> options.withEventLoops(0),
                Rig.limits(limits -> limits.withMaxHeaders(0)),
                Rig.limits(limits -> limits.withMaxRequestLine(0)),
                Rig.limits(limits -> limits.withMaxRequests(0)),
                Rig.limits(limits -> limits.withMaxConnections(0)),
                Rig.limits(limits -> limits.withMaxBuffered(limits.maxBody() - 1)),
                Rig.timeouts(limits -> limits.withBody(Duration.ZERO)),
                Rig.timeouts(limits -> limits.withKeep(Duration.ofNanos(1))),
                Rig.timeouts(limits -> limits.withIdle(Duration.ofSeconds(-1))),
                Rig.timeouts(limits -> limits.withGrace(Duration.ofDays(2))));

        for (UnaryOperator<HttpOptions> change : senseless) {
            assertThatIllegalArgumentException().isThrownBy(() -> change.apply(HttpOptions.defaults()));
        }
    }
}
