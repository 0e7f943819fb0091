package dev.anyhook.testkit.vendors;

import dev.anyhook.simulators.DiffioSimulator;
import dev.anyhook.simulators.MovableClock;
import dev.anyhook.simulators.NexioSimulator;
import dev.anyhook.simulators.SiviSimulator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.function.Executable;

/**
 * The simulated vendors around a service under test: a JUnit extension that starts each when it is first asked for and
 * stops them all. In a static field they live as long as the test class, so that a service can be started once with
 * their secrets; in an instance field as long as one test. Each test begins with vendors that behave, and with no
 * attempts made.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final Vendors vendors = Vendors.simulated();
 * }</pre>
 *
 * <p>Test methods may take a {@link DiffioSimulator}, a {@link NexioSimulator}, a {@link SiviSimulator}, the
 * {@link MovableClock} and a {@link BadDay}. Tests of one class must not run in parallel.
 *
 * <p>Without JUnit it works as well, for whoever closes it.
 */
public final class Vendors
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                AutoCloseable {
    private final Simulators simulators;
    private int classes;
    private long seed = Seeds.next();
    private boolean badDayUsed;
    private Set<String> earlierJobs = Set.of();

    private Vendors(Simulators simulators) {
        this.simulators = simulators;
    }

    /**
     * Vendors for a service that looks at the system's clock. Deliveries are dated by it too; the vendors' own clock,
     * which says when retries fall due, starts now and moves as the test has it.
     */
    public static Vendors simulated() {
        return new Vendors(new Simulators(MovableClock.startingAt(Instant.now()), InstantSource.system()));
    }

    /**
     * Vendors for a service that was given {@code clock}: deliveries are dated by it and retries fall due by it. A day
     * of the vendors passes in a second, and for the service too: give its leases and time-outs room for that.
     */
    public static Vendors simulatedBy(MovableClock clock) {
        return new Vendors(new Simulators(clock, clock));
    }

    /** Diffio, started if need be. */
    public DiffioSimulator diffio() {
        return (DiffioSimulator) simulators.get(Vendor.DIFFIO);
    }

    /** Nexio's live environment, started if need be. */
    public NexioSimulator nexio() {
        return (NexioSimulator) simulators.get(Vendor.NEXIO);
    }

    /** Sivi, started if need be. */
    public SiviSimulator sivi() {
        return (SiviSimulator) simulators.get(Vendor.SIVI);
    }

    /** The vendors' clock. */
    public MovableClock clock() {
        return simulators.clock();
    }

    /**
     * Has every vendor, started or not, deliver to the service at {@code origin}: {@code http://host:port} and no more.
     */
    public void deliverVia(URI origin) {
        simulators.deliverVia(origin);
    }

    /** Lets {@code time} pass for the vendors, who send in between what falls due. */
    public void pass(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not pass backwards, as " + time + " would");
        }
        simulators.pass(time);
    }

    /** Lets time pass until the vendors have nothing left to send: all is taken or given up. */
    public void settle() {
        simulators.settle();
    }

    /** A bad day of this test's seed for the vendors started so far; the seed is told if the test fails. */
    public BadDay badDay() {
        return badDay(seed);
    }

    /** A bad day of {@code ofSeed}, such as one that a failure told. */
    public BadDay badDay(long ofSeed) {
        if (simulators.vendors().isEmpty()) {
            throw new IllegalStateException("no vendor has been started: call diffio(), nexio() or sivi() before");
        }
        seed = ofSeed;
        badDayUsed = true;
        return BadDay.of(ofSeed, simulators.vendors());
    }

    /**
     * Lives {@code day} to its end, when everything works again and nothing is left to send, and tells what really
     * happened. Endpoints have to be registered before; attempts made before are forgotten.
     */
    public Truth live(BadDay day) {
        Set<String> before = simulators.jobIds();
        var run = new DayRun(simulators, day);
        run.play();
        return Truth.of(simulators, before, run.story());
    }

    /** What really happened to the jobs that were submitted since the test began. */
    public Truth truth() {
        return Truth.of(simulators, earlierJobs, Story.UNTOLD);
    }

    /**
     * Waits until {@code assertion} holds, for ten seconds at most; then it fails as the assertion does. The vendors'
     * time passes about a hundred times as fast as ours meanwhile, so that a service on the same clock comes to its own
     * retries.
     */
    public void eventually(Executable assertion) {
        eventually(Duration.ofSeconds(10), assertion);
    }

    /** Waits until {@code assertion} holds, for {@code patience} at most, with the vendors' time passing as fast. */
    public void eventually(Duration patience, Executable assertion) {
        Patience.of(patience).await(assertion, () -> simulators.pass(Duration.ofSeconds(1)));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        classes++;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulators.startAfresh();
        earlierJobs = simulators.jobIds();
        seed = Seeds.next();
        badDayUsed = false;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        String note = Seeds.note(seed);
        boolean isTold = failure.getMessage() != null && failure.getMessage().contains(note);
        if (badDayUsed && !isTold && failure instanceof AssertionError) {
            throw new AssertionError(failure.getMessage() + System.lineSeparator() + "It was " + note, failure);
        }
        if (badDayUsed && !isTold) {
            failure.addSuppressed(new IllegalStateException("it was " + note));
        }
        throw failure;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (classes == 0) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        classes--;
        if (classes == 0) {
            close();
        }
    }

    /** Stops what was started; a vendor asked for afterwards starts anew and knows nothing. */
    @Override
    public void close() {
        simulators.close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Set.of(
                        DiffioSimulator.class,
                        NexioSimulator.class,
                        SiviSimulator.class,
                        MovableClock.class,
                        BadDay.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == DiffioSimulator.class) {
            return diffio();
        }
        if (type == NexioSimulator.class) {
            return nexio();
        }
        if (type == SiviSimulator.class) {
            return sivi();
        }
        return type == MovableClock.class ? clock() : badDay();
    }

    @Override
    public String toString() {
        return "Vendors" + simulators.vendors();
    }
}
