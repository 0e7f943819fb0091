package dev.anyhook.testkit.vendors;

import static dev.anyhook.testkit.vendors.VendorAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.anyhook.simulators.DiffioSimulator;
import dev.anyhook.simulators.MovableClock;
import dev.anyhook.simulators.NexioSimulator;
import dev.anyhook.simulators.SiviSimulator;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class VendorsTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final List<URI> SEEN = new ArrayList<>();

    @Test
    void inAStaticFieldLiveAsLongAsTheClass() {
        TestExecutionSummary summary = run(PerClass.class);

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(3);
        assertThat(SEEN).hasSize(3).containsOnly(SEEN.get(0));
        assertThat(isListening(SEEN.get(0))).isFalse();
    }

    @Test
    void inAnInstanceFieldLiveAsLongAsTheTest() {
        TestExecutionSummary summary = run(PerTest.class);

        assertThat(summary.getFailures()).isEmpty();
        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates().noneMatch(VendorsTest::isListening);
    }

    @Test
    void giveTestsTheirParameters() {
        assertThat(run(Parameters.class).getFailures()).isEmpty();
    }

    @Test
    void tellTheSeedWhenATestOfABadDayFails() {
        List<Throwable> failures = run(Failing.class).getFailures().stream()
                .map(TestExecutionSummary.Failure::getException)
                .toList();

        assertThat(failures)
                .hasSize(3)
                .anySatisfy(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("no luck")
                        .hasMessageMatching("(?s).*the bad day of seed \\d+, again with -Danyhook.seed=\\d+"));
        assertThat(failures)
                .anySatisfy(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .satisfies(note -> assertThat(note).hasMessageContaining("-Danyhook.seed=")));
        assertThat(failures).anySatisfy(failure -> assertThat(failure).hasMessage("without a day"));
    }

    @Test
    void takeTheSeedFromASystemProperty() {
        System.setProperty(Seeds.PROPERTY, "4711");
        try (Vendors vendors = Vendors.simulated()) {
            vendors.sivi();

            assertThat(vendors.badDay().seed()).isEqualTo(4711);
            System.setProperty(Seeds.PROPERTY, "many");
            assertThatIllegalArgumentException()
                    .isThrownBy(Vendors::simulated)
                    .withMessageContaining("anyhook.seed must be a whole number, not 'many'");
        } finally {
            System.clearProperty(Seeds.PROPERTY);
        }
    }

    @Test
    void deliverToTheServiceWheneverTheyStart() {
        try (var service = NaiveService.remembering();
                Vendors vendors = Vendors.simulated()) {
            vendors.nexio().register(URI.create("https://hooks.example.com/nexio"));
            vendors.deliverVia(service.uri());
            vendors.sivi().register(URI.create("https://hooks.example.com/sivi"));
            vendors.nexio().moveTo(vendors.nexio().submit(), "completed");
            vendors.sivi().moveTo(vendors.sivi().submit(), "failed");

            assertThat(service.outcomes()).hasSize(2);
            assertThat(vendors).hasToString("Vendors[nexio, sivi]");
        }
    }

    @Test
    void dateDeliveriesByTheClockThatTheServiceHas() {
        MovableClock clock = MovableClock.startingAt(NOON);
        try (Vendors shared = Vendors.simulatedBy(clock);
                Vendors own = Vendors.simulated()) {
            own.pass(Duration.ofDays(3));
            assertThat(dateOfADelivery(shared)).isEqualTo(NOON);
            assertThat(Duration.between(dateOfADelivery(own), Instant.now())).isLessThan(Duration.ofMinutes(5));
        }
    }

    @Test
    void sendWhatFallsDueWhileTimePasses() {
        try (Vendors vendors = Vendors.simulatedBy(MovableClock.startingAt(NOON))) {
            DiffioSimulator diffio = vendors.diffio();
            diffio.register(URI.create("https://hooks.example.com/diffio"));
            diffio.submit();
            vendors.pass(Duration.ofMinutes(40));

            assertThat(diffio.deliveries().attempts())
                    .extracting(attempt -> Duration.between(NOON, attempt.at()))
                    .containsExactly(
                            Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(305), Duration.ofSeconds(2105));
            assertThat(vendors.clock().instant()).isEqualTo(NOON.plusSeconds(2400));
            vendors.settle();
            assertThat(diffio).haveAttempts(8).haveNothingDue();
            assertThatIllegalArgumentException().isThrownBy(() -> vendors.pass(Duration.ofSeconds(-1)));
        }
    }

    @Test
    void waitForWhatBecomesTrueAndNoLonger() {
        try (Vendors vendors = Vendors.simulated()) {
            Instant start = vendors.clock().instant();
            var tries = new AtomicInteger();
            vendors.eventually(() -> assertThat(tries.incrementAndGet()).isEqualTo(3));

            assertThat(vendors.clock().instant()).isEqualTo(start.plusSeconds(2));
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> vendors.eventually(
                            Duration.ofMillis(30), () -> assertThat(tries.get()).isEqualTo(99)))
                    .withMessageContaining("99");
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> vendors.eventually(() -> {
                        throw new IOException("broken");
                    }));
            assertThatIllegalArgumentException().isThrownBy(() -> vendors.eventually(Duration.ofSeconds(-1), () -> {}));
        }
    }

    private static Instant dateOfADelivery(Vendors vendors) {
        vendors.diffio().register(URI.create("https://hooks.example.com/diffio"));
        vendors.diffio().submit();
        String date =
                vendors.diffio().deliveries().last().header("svix-timestamp").orElseThrow();
        return Instant.ofEpochSecond(Long.parseLong(date));
    }

    private static boolean isListening(URI api) {
        try (var socket = new Socket(api.getHost(), api.getPort())) {
            return socket.isConnected();
        } catch (ConnectException closed) {
            return false;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static TestExecutionSummary run(Class<?> tests) {
        SEEN.clear();
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    static class PerClass {
        @RegisterExtension
        static final Vendors vendors = Vendors.simulated();

        @Test
        void leavesMischiefBehind(DiffioSimulator diffio) {
            see(diffio);
            diffio.deliveries().repeat(9);
            diffio.failAll(500);
        }

        @Test
        void alsoLeavesMischiefBehind(DiffioSimulator diffio) {
            see(diffio);
            diffio.deliveries().cutOff();
        }

        @Nested
        class Inside {
            @Test
            void isNotTheEndOfTheClass(DiffioSimulator diffio) {
                see(diffio);
            }
        }

        private static void see(DiffioSimulator diffio) {
            SEEN.add(diffio.api());
            diffio.register(URI.create("https://hooks.example.com/diffio"));
            assertThat(vendors.truth().states()).isEmpty();
            assertThat(diffio).haveAttempts(0).haveNothingDue();
            diffio.submit();
            int endpoints = diffio.endpointIds().size();
            assertThat(diffio).haveAttempts(endpoints).haveRepetitions(0);
            assertThat(vendors.truth().states()).hasSize(1);
        }
    }

    static class PerTest {
        @RegisterExtension
        final Vendors vendors = Vendors.simulated();

        @Test
        void startsItsOwn() {
            SEEN.add(vendors.nexio().api());
            assertThat(isListening(vendors.nexio().api())).isTrue();
        }

        @Test
        void startsItsOwnToo() {
            SEEN.add(vendors.nexio().api());
        }
    }

    static class Parameters {
        @RegisterExtension
        final Vendors vendors = Vendors.simulated();

        @Test
        void areThoseOfTheField(
                DiffioSimulator diffio, NexioSimulator nexio, SiviSimulator sivi, MovableClock clock, BadDay day) {
            assertThat(diffio == vendors.diffio() && nexio == vendors.nexio() && sivi == vendors.sivi())
                    .isTrue();
            assertThat(clock).isSameAs(vendors.clock());
            assertThat(day).isEqualTo(vendors.badDay());
        }
    }

    static class Failing {
        @RegisterExtension
        final Vendors vendors = Vendors.simulated();

        @Test
        void byAnAssertion(SiviSimulator sivi, BadDay day) {
            vendors.live(day.only(Trouble.REPEAT));
            throw new AssertionError("no luck");
        }

        @Test
        void byAnException(SiviSimulator sivi, BadDay day) {
            throw new IllegalStateException("broken");
        }

        @Test
        void withoutADay() {
            throw new AssertionError("without a day");
        }
    }
}
