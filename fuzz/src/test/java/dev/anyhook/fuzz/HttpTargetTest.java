package dev.anyhook.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The corpus is worth something only if it comes past the door. */
class HttpTargetTest {
    private final HttpTarget target = new HttpTarget();

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void theCorpusMeetsEveryAnswerThatDoesNotTakeTime() throws IOException {
        var met = new TreeSet<Integer>();

        for (byte[] input : Corpus.inputs("http")) {
            target.answers(input).forEach(reply -> met.add(reply.status()));
        }

        assertThat(met).contains(200, 400, 401, 404, 405, 413, 415);
    }

    @Test
    void genuineDeliveriesOfEachVendorAreAccepted() throws IOException {
        for (String genuine : new String[] {
            "POST /webhooks/nexio HTTP/1.1\r\n"
                    + "Host: h\r\n"
                    + "X-Nexio-Signature: t=<now>,v1=<sig>\r\n"
                    + "Content-Length: 2\r\n\r\n"
                    + "{}",
            "POST /webhooks/sivi/<token> HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}",
            "POST /webhooks/diffio HTTP/1.1\r\nHost: h\r\nsvix-id: m\r\nsvix-timestamp: <now>\r\n"
                    + "svix-signature: v1,<sig>\r\nContent-Length: 2\r\n\r\n{}"
        }) {
            assertThat(target.answers(genuine.getBytes(StandardCharsets.US_ASCII)))
                    .as(genuine)
                    .singleElement()
                    .matches(Reply::isAccepted);
        }
    }
}
