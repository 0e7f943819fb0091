package dev.anyhook.testkit.vendors;

import dev.anyhook.simulators.Attempt;
import dev.anyhook.simulators.Deliveries;
import dev.anyhook.simulators.DiffioSimulator;
import dev.anyhook.simulators.NexioSimulator;
import dev.anyhook.simulators.SentDelivery;
import dev.anyhook.simulators.VendorSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One bad day as it is lived, episode by episode. */
final class DayRun {
    private static final Duration MISDATED_BY = Duration.ofMinutes(30);

    private final Simulators simulators;
    private final BadDay day;
    private final Journal journal;

    DayRun(Simulators simulators, BadDay day) {
        this.simulators = simulators;
        this.day = day;
        this.journal = new Journal(simulators.clock().instant());
    }

    /** Lives the day; afterwards everything works, and all that can still be sent has been. */
    void play() {
        simulators.forEach(simulator -> simulator.deliveries().forget());
        day.episodes().forEach(this::play);
        recoverApis();
        simulators.settle();
        simulators.forEach(simulator -> simulator.deliveries().behave()); // Of a trouble that met no delivery, too.
        simulators.forEach(journal::read);
    }

    Story story() {
        return journal.story(day.seed());
    }

    private void play(Episode episode) {
        VendorSimulator vendor = simulators.get(episode.vendor());
        begin(episode, vendor);
        work(episode, vendor);
        end(episode, vendor);
        if (!episode.has(Trouble.API_DOWN)) {
            recoverApis();
        }
        if (episode.has(Trouble.FORGERY)) {
            forge(episode.vendor(), vendor.deliveries());
        }
        simulators.pass(episode.pause());
        if (episode.has(Trouble.REPLAY)) {
            replay(episode, vendor.deliveries());
        }
    }

    private void begin(Episode episode, VendorSimulator vendor) {
        if (episode.has(Trouble.ROTATION)) {
            rotate(vendor);
        }
        if (episode.has(Trouble.SHAPE)) {
            Simulators.shape(vendor, true);
        }
        if (episode.has(Trouble.SILENCE)) {
            vendor.deliveries().goSilent();
        }
        if (episode.has(Trouble.SERVICE_DOWN)) {
            simulators.forEach(each -> each.deliveries().cutOff());
        }
        if (episode.has(Trouble.API_DOWN)) {
            vendor.failAll(episode.amount() % 2 == 0 ? 500 : 503);
        }
        if (episode.has(Trouble.REORDER)) {
            vendor.deliveries().hold();
        }
    }

    private void work(Episode episode, VendorSimulator vendor) {
        var jobs = new ArrayList<String>();
        for (int i = 0; i < episode.ends().size(); i++) {
            String job = vendor.submit();
            journal.add(job, episode);
            jobs.add(job);
        }
        for (int i = 0; i < jobs.size(); i++) {
            vendor.moveTo(jobs.get(i), "processing");
            if (i == episode.hit() && !episode.has(Trouble.SILENCE)) { // Or it would meet an event of another episode.
                prepareTheNext(episode, vendor.deliveries());
            }
            vendor.moveTo(jobs.get(i), episode.vendor().word(episode.ends().get(i), episode.amount()));
        }
    }

    private static void prepareTheNext(Episode episode, Deliveries deliveries) {
        if (episode.has(Trouble.REPEAT)) {
            deliveries.repeat(episode.amount());
        }
        if (episode.has(Trouble.DELAY)) {
            deliveries.delay(Duration.ofMinutes(episode.amount()));
        }
        if (episode.has(Trouble.LOST_ANSWER)) {
            deliveries.loseAnswer();
        }
        if (episode.has(Trouble.LOSS)) {
            deliveries.lose();
        }
        if (episode.has(Trouble.TAMPERING)) {
            deliveries.tamper(Forgeries::withAnotherEnd);
        }
        if (episode.has(Trouble.MISDATING)) {
            deliveries.misdate(episode.amount() % 2 == 0 ? MISDATED_BY : MISDATED_BY.negated());
        }
    }

    private void end(Episode episode, VendorSimulator vendor) {
        if (episode.has(Trouble.REORDER)) {
            vendor.deliveries().releaseReordered();
        }
        simulators.forEach(each -> each.deliveries().reconnect());
        vendor.deliveries().speak();
        if (episode.has(Trouble.SHAPE)) {
            Simulators.shape(vendor, false);
        }
    }

    private static void rotate(VendorSimulator vendor) {
        if (vendor instanceof DiffioSimulator diffio) {
            diffio.endpointIds().forEach(diffio::rotateSecret);
        } else if (vendor instanceof NexioSimulator nexio) {
            nexio.endpointIds().forEach(nexio::rotateSecret);
        }
    }

    /** An API that failed is mended after the next episode in which no API begins to fail. */
    private void recoverApis() {
        simulators.forEach(VendorSimulator::recover);
    }

    private static void forge(Vendor vendor, Deliveries deliveries) {
        List<Attempt> ends = genuine(deliveries).stream()
                .filter(attempt -> Vendor.state(word(attempt)).isTerminal())
                .toList();
        if (ends.isEmpty()) {
            return;
        }
        SentDelivery genuine = ends.get(ends.size() - 1).sent();
        Forgeries.ofAnotherJob(genuine).ifPresent(deliveries::forge);
        deliveries.forge(Forgeries.ofAnotherEnd(genuine));
        vendor.relabelled(genuine).ifPresent(deliveries::forge);
    }

    private static void replay(Episode episode, Deliveries deliveries) {
        List<Attempt> sent = genuine(deliveries);
        if (!sent.isEmpty()) {
            deliveries.replay(sent.get(episode.amount() * 7 % sent.size()));
        }
    }

    /** What the vendor itself made and somebody on the way could have seen. */
    private static List<Attempt> genuine(Deliveries deliveries) {
        return deliveries.attempts().stream()
                .filter(attempt -> attempt.sent().isGenuine() && attempt.mayHaveArrived())
                .toList();
    }

    private static String word(Attempt attempt) {
        return attempt.eventType().substring(attempt.eventType().indexOf('.') + 1);
    }
}
