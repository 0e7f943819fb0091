package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.anyhook.WebhookException;
import dev.anyhook.spi.VendorAccount;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** V: what the vendor refuses, and what breaks on the way to it. */
abstract class CallRules {
    private static final String ERROR = "{\"error\":\"refused\",\"message\":\"refused\",\"code\":\"refused\"}";

    private final Subject subject;
    private final Operations operations;

    CallRules(Subject subject) {
        this.subject = subject;
        this.operations = new Operations(subject);
    }

    @Test
    @Rule(value = "V1", look = "swallowed errors: every status that is not good must become a WebhookException")
    @DisplayName("a refusal is a WebhookException with the vendor's status, which no repetition helps")
    void refusalsAreReported() {
        for (Operations.Operation operation : operations.calls()) {
            for (int status : new int[] {400, 401, 403}) {
                WebhookException failure = failure(operation, ScriptedVendor.always(status, ERROR));

                assertThat(failure.httpStatus())
                        .as("%s, answered %d", operation.name(), status)
                        .hasValue(status);
                assertThat(failure.retryable())
                        .as("%s, answered %d: retryable", operation.name(), status)
                        .isFalse();
            }
        }
    }

    @Test
    @Rule(value = "V2", look = "retryable(true) for 429 and 503, which say that nothing was done")
    @DisplayName("that the vendor is busy is a WebhookException which a repetition may help")
    void busyVendorsMayBeAskedAgain() {
        for (Operations.Operation operation : operations.calls()) {
            for (int status : new int[] {429, 503}) {
                WebhookException failure = failure(operation, ScriptedVendor.always(status, ERROR));

                assertThat(failure.httpStatus())
                        .as("%s, answered %d", operation.name(), status)
                        .hasValue(status);
                assertThat(failure.retryable())
                        .as("%s, answered %d: retryable", operation.name(), status)
                        .isTrue();
            }
        }
    }

    @Test
    @Rule(value = "V3", look = "the Retry-After header: VendorCall honours it and passes it on")
    @DisplayName("the vendor is not asked again sooner than it wishes, and the wish is passed on")
    void waitsAsAsked() {
        for (Operations.Operation operation : operations.calls()) {
            var vendor = new ScriptedVendor(
                    request -> Answered.of(request, 429, Map.of("Retry-After", List.of("7")), ERROR));

            WebhookException failure = failure(operation, vendor);

            assertThat(failure.retryAfter())
                    .as("%s: the wish", operation.name())
                    .contains(Duration.ofSeconds(7));
            assertThat(vendor.paused())
                    .as(
                            "%s: pauses between %d requests",
                            operation.name(), vendor.asked().size())
                    .isGreaterThanOrEqualTo(
                            Duration.ofSeconds(7L * (vendor.asked().size() - 1)));
        }
    }

    @Test
    @Rule(value = "V4", look = "IOException of the transport")
    @DisplayName("a connection that breaks is a WebhookException without a status")
    void brokenConnectionsAreReported() {
        for (Operations.Operation operation : operations.calls()) {
            WebhookException failure = failure(operation, ScriptedVendor.broken(new IOException("connection reset")));

            assertThat(failure.httpStatus())
                    .as("%s: the status", operation.name())
                    .isEmpty();
        }
    }

    @Test
    @Rule(value = "V5", look = "InterruptedException of the transport: restore the flag, throw WebhookException")
    @DisplayName("an interrupted call is a WebhookException, and the thread stays interrupted")
    void interruptionsAreKept() {
        for (Operations.Operation operation : operations.calls()) {
            var vendor = new ScriptedVendor(request -> {
                throw new InterruptedException();
            });

            Throwable thrown = catchThrowable(() -> operation.run().accept(operations.account(vendor)));

            boolean interrupted = Thread.interrupted();
            assertThat(thrown).as(told(operation, vendor)).isInstanceOf(WebhookException.class);
            assertThat(interrupted)
                    .as("%s: still interrupted", operation.name())
                    .isTrue();
        }
    }

    @Test
    @Rule(value = "V6", look = "repeatable() on a call that makes something: it may have been done before it failed")
    @DisplayName(
            "what makes something at the vendor is asked for once, and not marked as worth repeating when it may have"
                    + " been done")
    void makesNothingTwice() {
        var proven = new ArrayList<String>();
        for (Operations.Operation operation : operations.calls()) {
            if (operation.makesSomething()) {
                failsOnce(operation, request -> Answered.of(request, 500, ERROR), proven);
                failsOnce(operation, request -> Answered.of(request, 504, ERROR), proven);
                failsOnce(
                        operation,
                        request -> {
                            throw new IOException("connection reset");
                        },
                        proven);
            }
        }
        assumeTrue(!proven.isEmpty(), "no operation makes anything at the vendor that could be there twice");
    }

    private void failsOnce(Operations.Operation operation, ScriptedVendor.Script failing, List<String> proven) {
        ScriptedVendor obliging = operations.obligingVendor();
        var vendor = new ScriptedVendor(request -> {
            HttpResponse<byte[]> answer = request.method().equals("GET") ? obliging.send(request) : null;
            return answer == null ? failing.answer(request) : answer;
        });
        WebhookException failure = failure(operation, vendor);
        var times = new HashMap<String, Integer>();
        for (Asked asked : vendor.asked()) {
            if (asked.method().equals("POST") && !asked.idempotent()) {
                times.merge(asked.toString(), 1, Integer::sum);
            }
        }
        if (!times.isEmpty()) {
            proven.add(operation.name());
            assertThat(times.values())
                    .as("%s: how often it was asked for", operation.name())
                    .containsOnly(1);
            assertThat(failure.retryable())
                    .as("%s, perhaps done: retryable", operation.name())
                    .isFalse();
        }
    }

    @Test
    @Rule(value = "V7", look = "answers of good status that are not what the vendor documents")
    @DisplayName("an answer that makes no sense is a WebhookException, and no success")
    void nonsenseIsReported() {
        for (Operations.Operation operation : operations.calls()) {
            if (operation.needsAnAnswer()) {
                failure(operation, ScriptedVendor.always(200, "<html>welcome to the hotel</html>"));
                failure(operation, ScriptedVendor.always(200, ""));
            }
        }
    }

    private WebhookException failure(Operations.Operation operation, ScriptedVendor vendor) {
        VendorAccount account = operations.account(vendor);
        Throwable thrown = catchThrowable(() -> operation.run().accept(account));

        assertThat(thrown).as(told(operation, vendor)).isInstanceOf(WebhookException.class);
        WebhookException failure = (WebhookException) thrown;
        assertThat(failure.provider())
                .as("%s: the provider", operation.name())
                .isEqualTo(subject.provider().id());
        return failure;
    }

    private static String told(Operations.Operation operation, ScriptedVendor vendor) {
        return vendor.asked().isEmpty() ? operation.name() + ", which asked the vendor for nothing" : operation.name();
    }
}
