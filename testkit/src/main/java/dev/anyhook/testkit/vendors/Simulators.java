package dev.anyhook.testkit.vendors;

import dev.anyhook.simulators.DiffioSimulator;
import dev.anyhook.simulators.MovableClock;
import dev.anyhook.simulators.NexioSimulator;
import dev.anyhook.simulators.SiviSimulator;
import dev.anyhook.simulators.VendorSimulator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The simulators that were asked for, on one clock; each starts when it is first asked for. */
final class Simulators {
    private final Map<Vendor, VendorSimulator> started = new EnumMap<>(Vendor.class);
    private final MovableClock clock;
    private final InstantSource dates;
    private @Nullable URI receiver;

    Simulators(MovableClock clock, InstantSource dates) {
        this.clock = clock;
        this.dates = dates;
    }

    MovableClock clock() {
        return clock;
    }

    synchronized VendorSimulator get(Vendor vendor) {
        return started.computeIfAbsent(vendor, this::start);
    }

    private VendorSimulator start(Vendor vendor) {
        VendorSimulator simulator = switch (vendor) {
            case DIFFIO -> DiffioSimulator.start(clock);
            case NEXIO -> NexioSimulator.start(clock);
            case SIVI -> SiviSimulator.start(clock);
        };
        simulator.deliveries().dateBy(dates);
        if (receiver != null) {
            simulator.deliverVia(receiver);
        }
        return simulator;
    }

    synchronized void deliverVia(URI origin) {
        receiver = origin;
        started.values().forEach(simulator -> simulator.deliverVia(origin));
    }

    synchronized Set<Vendor> vendors() {
        Set<Vendor> vendors = EnumSet.noneOf(Vendor.class);
        vendors.addAll(started.keySet());
        return vendors;
    }

    synchronized void forEach(Consumer<VendorSimulator> action) {
        started.values().forEach(action);
    }

    /** The ids of all jobs there are. */
    Set<String> jobIds() {
        Set<String> ids = new HashSet<>();
        forEach(simulator -> ids.addAll(simulator.jobs().keySet()));
        return ids;
    }

    /** Moves the clock by {@code time}, and stops at every delivery that falls due in between to send it. */
    void pass(Duration time) {
        Instant end = clock.instant().plus(time);
        for (Optional<Instant> due = nextDue(); due.isPresent() && !due.get().isAfter(end); due = nextDue()) {
            passUntil(due.get());
        }
        passUntil(end);
    }

    /** Lets time pass until no vendor has anything left to send. */
    void settle() {
        for (Optional<Instant> due = nextDue(); due.isPresent(); due = nextDue()) {
            passUntil(due.get());
        }
    }

    private void passUntil(Instant instant) {
        if (instant.isAfter(clock.instant())) {
            clock.set(instant);
        }
        forEach(simulator -> simulator.deliveries().deliverDue());
    }

    private synchronized Optional<Instant> nextDue() {
        return started.values().stream()
                .flatMap(simulator -> simulator.deliveries().nextDue().stream())
                .min(Instant::compareTo);
    }

    /** Ends every misbehaviour that would otherwise meet the next test, and forgets what was sent to the last one. */
    void startAfresh() {
        forEach(simulator -> {
            shape(simulator, false);
            simulator.recover();
            simulator.deliveries().behave();
            simulator.deliveries().forget();
        });
    }

    /** Has a vendor send bodies of its other shape, if it has one. */
    static void shape(VendorSimulator simulator, boolean other) {
        if (simulator instanceof SiviSimulator sivi) {
            sivi.flatBodies(other);
        } else if (simulator instanceof NexioSimulator nexio) {
            nexio.eventNames(other);
        }
    }

    synchronized void close() {
        started.values().forEach(VendorSimulator::close);
        started.clear();
        receiver = null;
    }
}
