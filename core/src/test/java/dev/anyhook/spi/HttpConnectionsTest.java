package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On which connections requests travel, and in which protocol. */
class HttpConnectionsTest {
    private static final String GOOD = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final String SILENCE = "";

    private final RawVendor vendor = new RawVendor();
    private final VendorAccount.Transport transport =
            new HttpTransport(Duration.ofSeconds(5), Duration.ofSeconds(5), 1_000);

    @AfterEach
    void stop() throws IOException {
        vendor.close();
    }

    private int send() throws Exception {
        return transport
                .send(HttpRequest.newBuilder(vendor.base().resolve("/x")).build())
                .statusCode();
    }

    /** In HTTP/2 a deadline ends a stream and leaves the connection, however dead, for the next try. */
    @Test
    void requestsAskForNoHttp2() throws Exception {
        vendor.then(GOOD);

        assertThat(send()).isEqualTo(204);

        assertThat(vendor.heads.get(0))
                .startsWith("GET /x HTTP/1.1\r\n")
                .doesNotContainIgnoringCase("upgrade")
                .doesNotContainIgnoringCase("http2-settings");
    }

    @Test
    void aConnectionThatWentSilentIsNotUsedAgain() throws Exception {
        vendor.then(GOOD).then(SILENCE).then(GOOD).then(GOOD);

        send();
        assertThatThrownBy(this::send).isInstanceOf(HttpTimeoutException.class);
        send();
        send();

        assertThat(vendor.from.get(1)).as("a good connection is kept").isEqualTo(vendor.from.get(0));
        assertThat(vendor.from.get(2)).as("a silent one is not").isNotEqualTo(vendor.from.get(0));
        assertThat(vendor.from.get(3)).isEqualTo(vendor.from.get(2));
    }
}
