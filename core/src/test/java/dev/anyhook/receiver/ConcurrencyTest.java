package dev.anyhook.receiver;

import static dev.anyhook.receiver.Receivers.CLAIMED;
import static dev.anyhook.receiver.Receivers.SIGNED;
import static dev.anyhook.receiver.Receivers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.RawDelivery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many senders at once: each event is kept once and handled once. */
@Timeout(120)
class ConcurrencyTest {
    private static final int SENDERS = 64;

    private final MovableClock clock = new MovableClock();
    private final WatchedInbox inbox = new WatchedInbox();
    private final Seen seen = new Seen();
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);

    @AfterEach
    void stopSending() throws InterruptedException {
        senders.shutdownNow();
        assertThat(senders.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    /** What every sender was answered; all send at the same moment. */
    private List<Acknowledgement> atOnce(WebhookReceiver receiver, IntFunction<RawDelivery> deliveries)
            throws Exception {
        return atOnce(i -> answer(receiver, deliveries.apply(i)));
    }

    private List<Acknowledgement> atOnce(IntFunction<Acknowledgement> sender) throws Exception {
        var start = new CyclicBarrier(SENDERS);
        List<Callable<Acknowledgement>> tasks = IntStream.range(0, SENDERS)
                .<Callable<Acknowledgement>>mapToObj(i -> () -> {
                    start.await();
                    return sender.apply(i);
                })
                .toList();
        var answers = new ArrayList<Acknowledgement>();
        for (Future<Acknowledgement> answer : senders.invokeAll(tasks)) {
            answers.add(answer.get());
        }
        return answers;
    }

    @Test
    void oneEventSentByAllIsKeptOnceAndHandledOnce() throws Exception {
        try (var receiver =
                Receivers.signed(inbox, clock).on(EventFilter.any(), seen).build()) {
            for (int round = 0; round < 20; round++) {
                RawDelivery delivery = Deliveries.signed(SIGNED, "evt_" + round, "job_" + round, "SUCCEEDED");
                List<Acknowledgement> answers = atOnce(receiver, i -> delivery);

                assertThat(Collections.frequency(answers, Acknowledgement.ACCEPTED))
                        .isEqualTo(1);
                assertThat(Collections.frequency(answers, Acknowledgement.DUPLICATE))
                        .isEqualTo(SENDERS - 1);
                inbox.settled();
                assertThat(seen.rest()).hasSize(1);
            }
        }
    }

    @Test
    void oneEndToldInManyWordsIsHandledOnce() throws Exception {
        try (var receiver =
                Receivers.signed(inbox, clock).on(EventFilter.any(), seen).build()) {
            List<Acknowledgement> answers = atOnce(
                    receiver, i -> Deliveries.signed(SIGNED, "evt_" + i, "j1", i % 2 == 0 ? "SUCCEEDED" : "FAILED"));

            assertThat(answers).hasSize(SENDERS).containsOnly(Acknowledgement.ACCEPTED);
            inbox.settled();
            assertThat(seen.rest()).hasSize(1);
        }
    }

    @Test
    void manyClaimsOfOneEndAreConfirmedToOne() throws Exception {
        var vendor = new ScriptedJobs().says("SUCCEEDED");
        try (var receiver = Receivers.confirming(inbox, clock, vendor)
                .on(EventFilter.any(), seen)
                .build()) {
            List<String> words =
                    List.of("SUCCEEDED", "RUNNING", "QUEUED", "FAILED", "odd", "odder", "oddest", "DEGRADED");
            List<Acknowledgement> answers = atOnce(receiver, i -> Deliveries.claim(CLAIMED, "j1", words.get(i % 8)));

            assertThat(Collections.frequency(answers, Acknowledgement.ACCEPTED)).isBetween(1, 8);
            for (int i = 0; i < Collections.frequency(answers, Acknowledgement.ACCEPTED) + 1; i++) {
                assertThat(inbox.settled().as()).isNotInstanceOf(Settlement.Released.class);
            }
            assertThat(seen.rest()).hasSize(1);
        }
    }

    @Test
    void handlersThatOftenFailAreEachSuccessfulOnce() throws Exception {
        Map<String, Integer> successes = new ConcurrentHashMap<>();
        try (var receiver = Receivers.signed(inbox, clock)
                .retries(new RetryPolicy(1_000, Duration.ZERO, 1, Duration.ZERO))
                .on(EventFilter.any(), event -> {
                    if (ThreadLocalRandom.current().nextInt(3) > 0) {
                        throw new IOException("not this time");
                    }
                    successes.merge(event.id(), 1, Integer::sum);
                })
                .build()) {
            atOnce(receiver, i -> Deliveries.signed(SIGNED, "evt_" + i));
            int done = 0;
            while (done < SENDERS) {
                done += inbox.settled().as() instanceof Settlement.Done ? 1 : 0;
            }

            assertThat(successes)
                    .hasSize(SENDERS)
                    .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
        }
    }

    @Test
    void whoSendsWhileItClosesIsToldTheTruth() throws Exception {
        for (int round = 0; round < 20; round++) {
            Set<String> kept = ConcurrentHashMap.newKeySet();
            var keeping = new WatchedInbox() {
                @Override
                public CompletionStage<Outcome> append(IncomingEvent incoming) {
                    return super.append(incoming).whenComplete((outcome, failed) -> {
                        if (outcome == Outcome.STORED) {
                            kept.add(incoming.event().id());
                        }
                    });
                }
            };
            var receiver =
                    Receivers.signed(keeping, clock).on(EventFilter.any(), seen).build();
            Set<String> accepted = ConcurrentHashMap.newKeySet();
            List<Acknowledgement> answers = atOnce(i -> {
                if (i == SENDERS / 2) {
                    receiver.close();
                }
                Acknowledgement answer = answer(receiver, Deliveries.signed(SIGNED, "evt_" + i));
                if (answer == Acknowledgement.ACCEPTED) {
                    accepted.add("evt_" + i);
                }
                return answer;
            });

            assertThat(answers.get(SENDERS / 2)).isEqualTo(Acknowledgement.UNAVAILABLE);
            assertThat(answers).isSubsetOf(Acknowledgement.ACCEPTED, Acknowledgement.UNAVAILABLE);
            assertThat(accepted).isEqualTo(kept);
            assertThat(seen.rest()).extracting(call -> call.event().id()).isSubsetOf(kept);
        }
    }
}
