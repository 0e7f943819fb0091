package dev.anyhook.receiver;

import static dev.anyhook.receiver.Receivers.CLAIMED;
import static dev.anyhook.receiver.Receivers.SIGNED;
import static dev.anyhook.receiver.Receivers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** A refused delivery is logged once, with what a person should check. */
class RefusalsTest {
    private static final String REFUSED = "endpoint acme-live: refused a delivery: ";
    private static final String MORE = " more deliveries, not shown one by one: ";
    private static final String REWRITTEN = "; the body verifies without white space around it";

    private final MovableClock clock = new MovableClock();

    private static RawDelivery rewritten(Duration later) {
        byte[] key = Deliveries.SECRET.reveal().getBytes(StandardCharsets.UTF_8);
        return Deliveries.signed(SIGNED, key, Payload.utf8("{}"), MovableClock.START.plus(later))
                .withBody(Payload.utf8("{} "));
    }

    @Test
    void saysReasonAndDetail() throws Exception {
        RawDelivery genuine = Deliveries.signed(SIGNED, "evt_1");
        assertThat(logged(genuine.withReceivedAt(MovableClock.START.plusSeconds(400))))
                .startsWith(REFUSED + "TIMESTAMP_TOO_OLD: signed 400 s before it arrived, 300 s are allowed");
        assertThat(logged(genuine.withReceivedAt(MovableClock.START.minusSeconds(301))))
                .startsWith(REFUSED + "TIMESTAMP_IN_FUTURE: signed 301 s after it arrived");
        assertThat(logged(genuine.withHeaders(HttpHeaders.of(Map.of(), (name, value) -> true))))
                .startsWith(REFUSED + "HEADER_MISSING: ")
                .containsIgnoringCase(HmacVendor.HEADER);
        String twice = "t=" + MovableClock.START.getEpochSecond() + ",v1=" + "0".repeat(64) + ",v1=" + "1".repeat(64);
        assertThat(logged(genuine.withHeaders(
                        HttpHeaders.of(Map.of(HmacVendor.HEADER, List.of(twice)), (name, value) -> true))))
                .startsWith(REFUSED + "SIGNATURE_MISMATCH: ")
                .contains("2");
    }

    private String logged(RawDelivery delivery) throws InterruptedException {
        try (LogBook logs = LogBook.open()) {
            try (var receiver = Receivers.signed(InMemoryInbox.create(), clock).build()) {
                assertThat(answer(receiver, delivery)).isEqualTo(Acknowledgement.REFUSED);
            }
            List<LogBook.Line> lines = logs.await(REFUSED, 1);
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0).level()).isEqualTo(Level.WARN);
            return lines.get(0).text();
        }
    }

    @Test
    void diagnosesOnceASecondAtMostAndLogsTheOthersPlainly() throws Exception {
        try (LogBook logs = LogBook.open()) {
            try (var receiver = Receivers.signed(InMemoryInbox.create(), clock).build()) {
                for (int i = 0; i < 5; i++) {
                    answer(receiver, rewritten(Duration.ZERO));
                }
                answer(receiver, rewritten(Duration.ofMillis(999)));
                answer(receiver, rewritten(Duration.ofMillis(-999)));
            }
            assertThat(logs.await(REFUSED, 7)).hasSize(7);
            assertThat(logs.with(REWRITTEN)).hasSize(1);
        }
    }

    @Test
    void goesOnDiagnosingWhenTheClockIsSetBack() throws Exception {
        try (LogBook logs = LogBook.open()) {
            try (var receiver = Receivers.signed(InMemoryInbox.create(), clock).build()) {
                answer(receiver, rewritten(Duration.ZERO));
                answer(receiver, rewritten(Duration.ofSeconds(1)));
                answer(receiver, rewritten(Duration.ofHours(-2)));
            }
            assertThat(logs.await(REWRITTEN, 3)).hasSize(3);
        }
    }

    @Test
    void logsTenASecondOfOneReasonAndThenHowManyMore() throws Exception {
        RawDelivery stale = Deliveries.signed(SIGNED, "evt_1").withReceivedAt(MovableClock.START.plusSeconds(400));
        RawDelivery bare = stale.withHeaders(HttpHeaders.of(Map.of(), (name, value) -> true));
        try (LogBook logs = LogBook.open()) {
            try (var receiver = Receivers.signed(InMemoryInbox.create(), clock).build()) {
                refuse(receiver, stale, 10);
                assertThat(logs.with(REFUSED + "TIMESTAMP_TOO_OLD")).hasSize(10);

                clock.move(Duration.ofMillis(999));
                refuse(receiver, stale, 90);
                assertThat(logs.with(REFUSED + "TIMESTAMP_TOO_OLD")).hasSize(10);
                refuse(receiver, bare, 1);
                assertThat(logs.with(REFUSED + "HEADER_MISSING"))
                        .as("another reason")
                        .hasSize(1);
                assertThat(logs.with(MORE)).isEmpty();

                clock.move(Duration.ofMillis(1));
                refuse(receiver, stale, 1);
                assertThat(logs.with(REFUSED + "TIMESTAMP_TOO_OLD")).hasSize(11);
                assertThat(logs.with("refused 90" + MORE + "TIMESTAMP_TOO_OLD")).hasSize(1);

                clock.move(Duration.ofHours(-2));
                refuse(receiver, stale, 15);
                assertThat(logs.with(REFUSED + "TIMESTAMP_TOO_OLD"))
                        .as("the clock was set back")
                        .hasSize(21);
                assertThat(logs.with(MORE)).hasSize(1);
            }
            assertThat(logs.with("refused 5" + MORE + "TIMESTAMP_TOO_OLD"))
                    .as("at the end")
                    .hasSize(1);
        }
    }

    private static void refuse(WebhookReceiver receiver, RawDelivery delivery, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(answer(receiver, delivery)).isEqualTo(Acknowledgement.REFUSED);
        }
    }

    @Test
    void logsTenWrongUrlTokensASecond() {
        URI wrong = URI.create("/webhooks/" + CLAIMED + "/guessed");
        try (var logs = LogBook.open();
                var receiver = Receivers.confirming(InMemoryInbox.create(), clock, new ScriptedJobs().says("RUNNING"))
                        .build()) {
            for (int i = 0; i < 30; i++) {
                assertThat(receiver.listensAt(CLAIMED, wrong)).isFalse();
            }
            assertThat(logs.with("refused a delivery: TOKEN_MISMATCH")).hasSize(10);

            clock.move(Duration.ofSeconds(1));
            assertThat(receiver.listensAt(CLAIMED, wrong)).isFalse();
            assertThat(logs.with("refused a delivery: TOKEN_MISMATCH")).hasSize(11);
            assertThat(logs.with("refused 20" + MORE + "TOKEN_MISMATCH")).hasSize(1);
        }
    }

    @Test
    void logsAWrongUrlTokenOnceWhoeverAsks() {
        URI wrong = URI.create("/webhooks/" + CLAIMED + "/guessed");
        try (var logs = LogBook.open();
                var receiver = Receivers.confirming(InMemoryInbox.create(), clock, new ScriptedJobs().says("RUNNING"))
                        .build()) {
            assertThat(receiver.listensAt(CLAIMED, wrong)).isFalse();
            assertThat(logs.with("endpoint hearsay-live: refused a delivery: TOKEN_MISMATCH"))
                    .hasSize(1);

            answer(receiver, Deliveries.to(wrong.getPath(), CLAIMED, "{}"));
            assertThat(logs.with("endpoint hearsay-live: refused a delivery: TOKEN_MISMATCH"))
                    .hasSize(2);
            assertThat(logs.everything()).doesNotContain("guessed");
        }
    }

    @Test
    void logsNothingWhenAStrangerKnocksOnADoorThatIsNotThere() {
        try (var logs = LogBook.open();
                var receiver = Receivers.signed(InMemoryInbox.create(), clock).build()) {
            assertThat(receiver.listensAt("no\nsuch", URI.create("/webhooks/no")))
                    .isFalse();
            assertThat(answer(receiver, Deliveries.to("/webhooks/no", "no\nsuch", "{}")))
                    .isEqualTo(Acknowledgement.NOT_FOUND);

            assertThat(logs.everything()).doesNotContain("such");
        }
    }

    @Test
    void anEndpointListensWhereItsTokenIs() {
        try (var receiver = Receivers.confirming(InMemoryInbox.create(), clock, new ScriptedJobs().says("RUNNING"))
                .build()) {
            String right = "/webhooks/" + CLAIMED + "/" + Deliveries.TOKEN.reveal();

            assertThat(receiver.listensAt(CLAIMED, URI.create(right))).isTrue();
            assertThat(receiver.listensAt(CLAIMED, URI.create(right + "?x=1"))).isTrue();
            assertThat(receiver.listensAt(CLAIMED, URI.create(right + "x"))).isFalse();
            assertThat(receiver.listensAt(CLAIMED, URI.create(right + "/"))).isFalse();
        }
    }
}
