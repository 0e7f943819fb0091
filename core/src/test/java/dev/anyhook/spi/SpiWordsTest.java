package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpiWordsTest {
    private static final JobUpdate JOB = JobUpdate.of("j1", JobState.RUNNING, "busy");

    @Test
    void aTestRequestKeepsItsOwnSample() {
        ObjectNode sample = JsonNodeFactory.instance.objectNode().put("a", 1);

        var request = new TestRequest("ping", sample);
        sample.put("a", 2);

        assertThat(request.samplePayload())
                .isEqualTo(JsonNodeFactory.instance.objectNode().put("a", 1));
        assertThat(TestRequest.of("ping")).isEqualTo(new TestRequest("ping", null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TestRequest("ping", JsonNodeFactory.instance.arrayNode()))
                .withMessage("samplePayload must be a JSON object");
        assertThatNullPointerException().isThrownBy(() -> TestRequest.of(null)).withMessage("eventType");
    }

    @Test
    void resultsKeepTheirOwnCollections() {
        var answer = new HashMap<>(Map.of("a", "1"));
        var notes = new ArrayList<>(List.of("note"));
        var types = new HashSet<>(Set.of("ping"));

        var requested = new TestResult.Requested("e1", answer);
        var configured = new ConfigureResult.Configured("w1", ConfigureResult.Change.CREATED, true, notes);
        var endpoint = new VendorEndpoint("w1", "https://h.example", types, true, null, null, false);
        answer.clear();
        notes.clear();
        types.clear();

        assertThat(requested.answer()).containsExactly(Map.entry("a", "1"));
        assertThat(configured.notes()).containsExactly("note");
        assertThat(endpoint.eventTypes()).containsExactly("ping");
    }

    @Test
    void whatMustBeThereIsThere() {
        assertThatNullPointerException()
                .isThrownBy(() -> new JobReading(null, "ping", null, JOB, Payload.empty()))
                .withMessage("eventId");
        assertThatNullPointerException()
                .isThrownBy(() -> new JobReading("e1", null, null, JOB, Payload.empty()))
                .withMessage("type");
        assertThatNullPointerException()
                .isThrownBy(() -> new JobReading("e1", "ping", null, null, Payload.empty()))
                .withMessage("job");
        assertThatNullPointerException()
                .isThrownBy(() -> new JobReading("e1", "ping", null, JOB, null))
                .withMessage("payload");
        assertThatNullPointerException()
                .isThrownBy(() -> new VendorEndpoint(null, "https://h.example", Set.of(), true, null, null, false))
                .withMessage("id");
        assertThatNullPointerException()
                .isThrownBy(() -> new VendorEndpoint("w1", null, Set.of(), true, null, null, false))
                .withMessage("url");
        assertThatNullPointerException()
                .isThrownBy(() -> new VendorEndpoint("w1", "https://h.example", null, true, null, null, false))
                .withMessage("eventTypes");
    }
}
