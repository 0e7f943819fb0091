package dev.anyhook.testkit.vendors;

import static dev.anyhook.testkit.vendors.VendorAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.anyhook.JobState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BadDayTest {
    private static final Trouble[] DISHONESTY = {Trouble.FORGERY, Trouble.TAMPERING};
    private static final Trouble[] LOSSES = {
        Trouble.LOSS, Trouble.SILENCE, Trouble.SERVICE_DOWN, Trouble.SHAPE, Trouble.TAMPERING
    };

    @RegisterExtension
    final Vendors vendors = Vendors.simulated();

    private final NaiveService forgetful = NaiveService.forgetful();
    private final NaiveService remembering = NaiveService.remembering();

    @BeforeEach
    void register() {
        register(vendors, remembering);
    }

    private static void register(Vendors vendors, NaiveService service) {
        vendors.diffio().register(URI.create("https://hooks.example.com/diffio"));
        vendors.nexio().register(URI.create("https://hooks.example.com/nexio"));
        vendors.sivi().register(URI.create("https://hooks.example.com/sivi"));
        vendors.deliverVia(service.uri());
    }

    @AfterEach
    void stop() {
        forgetful.close();
        remembering.close();
    }

    @Test
    void isTheSameFromTheSameSeed() {
        assertThat(vendors.badDay(7)).isEqualTo(vendors.badDay(7)).hasSameHashCodeAs(vendors.badDay(7));
        assertThat(vendors.badDay(7).toString())
                .isEqualTo(vendors.badDay(7).toString())
                .startsWith("the bad day of seed 7");
        assertThat(LongStream.range(0, 50).mapToObj(vendors::badDay).map(BadDay::toString))
                .doesNotHaveDuplicates();
        assertThat(vendors.badDay(7).seed()).isEqualTo(7);
    }

    @Test
    void isLivedTheSameWayFromTheSameSeed() {
        List<String> first = vendors.live(vendors.badDay(11)).journal();
        try (Vendors others = Vendors.simulated()) {
            register(others, forgetful);
            List<String> second = others.live(others.badDay(11)).journal();

            assertThat(second).isEqualTo(first).hasSizeGreaterThan(50);
        }
    }

    @Test
    void bringsEveryTroubleToEveryVendorThatKnowsIt() {
        List<Episode> episodes = vendors.badDay(3).episodes();

        for (Vendor vendor : Vendor.values()) {
            for (Trouble trouble : Trouble.values()) {
                assertThat(episodes.stream().anyMatch(episode -> episode.vendor() == vendor && episode.has(trouble)))
                        .as(vendor + " " + trouble)
                        .isEqualTo(vendor.knows(trouble));
            }
            assertThat(episodes)
                    .anyMatch(episode ->
                            episode.vendor() == vendor && episode.troubles().isEmpty());
        }
    }

    @Test
    void isNarrowedToSomeTroubles() {
        BadDay day = vendors.badDay(5).only(Trouble.REPEAT, Trouble.LOSS).without(Trouble.LOSS);

        assertThat(day.troubles()).containsExactly(Trouble.REPEAT);
        assertThat(day.seed()).isEqualTo(5);
        assertThat(day).isEqualTo(vendors.badDay(5).only(Trouble.REPEAT)).isNotEqualTo(vendors.badDay(5));
        assertThat(day.episodes()).hasSize(6);
    }

    @Test
    void concernsTheVendorsThatWereStartedAlone() {
        try (Vendors fresh = Vendors.simulated()) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(fresh::badDay);
            fresh.sivi();

            assertThat(fresh.badDay(1).episodes()).extracting(Episode::vendor).containsOnly(Vendor.SIVI);
        }
    }

    @Test
    void isSurvivedByAServiceThatRemembersUnlessSomebodyLies() {
        Truth truth = vendors.live(vendors.badDay().without(DISHONESTY));

        assertThat(truth.journal()).isNotEmpty();
        assertThat(truth).whereTold().wasHandledOnce(remembering.outcomes());
        assertThat(vendors.diffio()).haveNothingDue();
    }

    @Test
    void losesNothingForGoodUnlessADeliveryOfSiviIsLostOrAVendorSilent() {
        Truth truth = vendors.live(vendors.badDay().without(LOSSES).without(DISHONESTY));

        assertThat(truth.told()).isEqualTo(truth.states().keySet());
        assertThat(truth).wasHandledOnce(remembering.outcomes());
    }

    @Test
    void cannotMakeUpForWhatSiviSentOnce() {
        Truth truth = vendors.live(vendors.badDay(1).only(Trouble.LOSS));

        assertThat(truth.told())
                .as("one job of Sivi is known by its API alone")
                .hasSize(truth.states().size() - 1);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(truth).wasHandledOnce(remembering.outcomes()))
                .withMessageContaining("missing: sivi")
                .withMessageContaining("only the API does")
                .withMessageContaining("lost on its way");
        assertThat(truth).whereTold().wasHandledOnce(remembering.outcomes());
    }

    @Test
    void catchesAServiceThatActsOnEveryRepetition() {
        vendors.deliverVia(forgetful.uri());
        for (Trouble trouble : EnumSet.of(Trouble.REPEAT, Trouble.LOST_ANSWER)) {
            Truth truth = vendors.live(vendors.badDay(2).only(trouble));

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(truth).whereTold().wasHandledOnce(forgetful.outcomes()))
                    .withMessageContaining("seed 2, again with -Danyhook.seed=2")
                    .withMessageContaining("repeated: ")
                    .withMessageContaining("[" + trouble + "]");
        }
    }

    @Test
    void catchesAServiceThatBelievesForgeries() {
        Truth truth = vendors.live(vendors.badDay(2).only(Trouble.FORGERY));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(truth).whereTold().wasHandledOnce(remembering.outcomes()))
                .withMessageContaining("forged: no vendor knows a job");
    }

    @Test
    void catchesAServiceThatBelievesTamperedBodies() {
        Truth truth = vendors.live(vendors.badDay(2).only(Trouble.TAMPERING));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(truth).whereTold().wasHandledOnce(remembering.outcomes()))
                .withMessageContaining("wrong: ");
    }

    @Test
    void catchesAServiceThatRefusesWhatIsNeverRepeated() {
        remembering.answer(500, 500, 500, 500, 500);
        Truth truth = vendors.live(vendors.badDay(2).only(Trouble.DELAY));

        assertThat(truth.told()).isEqualTo(truth.states().keySet());
        boolean siviMissed = truth.jobs().entrySet().stream()
                .anyMatch(job -> job.getValue().name().startsWith("sivi")
                        && remembering.outcomes().stream()
                                .noneMatch(outcome -> outcome.jobId().equals(job.getKey())));
        assertThat(siviMissed).isTrue();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(truth).whereTold().wasHandledOnce(remembering.outcomes()))
                .withMessageContaining("was not handled");
    }

    @Test
    void takesTheVendorsApisDownForAWhile() {
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        remembering.alsoDoes(() -> statuses.add(health()));
        vendors.live(vendors.badDay(2).only(Trouble.API_DOWN));

        assertThat(statuses).contains(200).containsAnyOf(500, 503);
        assertThat(health()).isEqualTo(200);
    }

    private int health() {
        URI nexio = vendors.nexio().api().resolve("/health");
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(nexio).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Test
    void endsWithVendorsThatBehave() {
        vendors.live(vendors.badDay());
        String job = vendors.sivi().submit();
        vendors.sivi().moveTo(job, "complete");

        assertThat(vendors.sivi()).about(job).wereAnswered(200);
        assertThat(vendors.truth().states()).containsEntry(job, JobState.SUCCEEDED);
    }

    @Test
    void leavesNothingBehindThatMetNoDelivery() {
        vendors.live(vendors.badDay(1912293938)); // Its last repetition is asked for when Sivi has nothing to send.
        String job = vendors.sivi().submit();
        vendors.sivi().moveTo(job, "complete");

        assertThat(vendors.sivi()).about(job).wereAnswered(200);
    }
}
