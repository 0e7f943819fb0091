package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A started server takes up connections at the pace of its loops. */
class PaceTest {
    private static final int CROWD = 300;

    /** Files that this process may open or close for reasons of its own. */
    private static final int OTHERS = 8;

    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);

    /**
     * Or those that make room would be closed behind all that are still to come, and hold what they have sent until
     * then.
     */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hardlyAnyIsTakenUpWhileTheLoopIsBusy() throws Exception {
        InstantSource stuck = () -> {
            busy.countDown();
            await(free);
            return SigningVendor.NOW;
        };
        try (Rig rig = Rig.start(options -> options.withEventLoops(1).withClock(stuck))) {
            Wire first = rig.wire().send(Requests.signed("delivery"));
            await(busy);
            long files = openFiles();
            List<Wire> crowd = new ArrayList<>();
            crowd.add(rig.wire());
            Spin.until(() -> openFiles() >= files + 2);
            while (crowd.size() < CROWD) {
                crowd.add(rig.wire());
            }

            assertThat(openFiles() - files - CROWD)
                    .as("the other ends that are there")
                    .isBetween(1L, (long) PacedServerChannel.MOST_ON_THEIR_WAY + OTHERS);

            free.countDown();
            assertThat(first.read().essence()).isEqualTo(Requests.OK);
            for (Wire wire : crowd) {
                assertThat(wire.send(Requests.plain("GET", "/readyz")).read().status())
                        .isEqualTo(200);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }
}
