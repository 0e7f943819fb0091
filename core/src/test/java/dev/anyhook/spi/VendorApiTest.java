package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.anyhook.ProviderId;
import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorApiTest {
    private final List<HttpRequest> sent = new ArrayList<>();
    private final VendorAccount account = VendorAccount.of(Secret.of("key")).over(request -> {
        sent.add(request);
        throw new IOException("nobody there");
    });

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example",
                "https://api.example:8443/v1",
                "https://127.0.0.1/",
                "http://localhost:8080",
                "http://LOCALHOST",
                "http://127.0.0.1:1",
                "http://127.255.255.254/v1",
                "http://[::1]:8080/v1"
            })
    void takesASecureBaseOrOneOnThisMachine(URI base) {
        call(api(base), "/things");

        assertThat(sent.get(0).uri()).isEqualTo(URI.create(base.toString().replaceAll("/$", "") + "/things"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example",
                "http://10.0.0.1",
                "http://0.0.0.0",
                "http://128.0.0.1",
                "http://127.0.0.1.example",
                "http://localhost.example",
                "http://localhost.",
                "http://[::2]",
                "ftp://localhost",
                "localhost",
                "https:/things",
                "/things",
                "https://user@api.example",
                "https://api.example/v1?x=y",
                "https://api.example/v1#x"
            })
    void refusesAnyOther(URI base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> api(base))
                .withMessageStartingWith("an API base must be https, or http on this machine only");
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,true",
        "127.0.0.1,true",
        "127.1.2.3,true",
        "[::1],true",
        "[0:0:0:0:0:0:0:1],true",
        "[::ffff:127.0.0.1],true",
        "126.0.0.1,false",
        "127.0.0.256,false",
        "127.0.0.1.1,false",
        "127.0.0,false",
        "2130706433,false",
        "0x7f.0.0.1,false",
        "[::],false",
        "[fe80::1],false",
        "[nonsense],false",
        "::1,false",
        "'',false",
        "localhost.localdomain,false"
    })
    void knowsThisMachineWithoutAskingANameServer(String host, boolean loopback) {
        assertThat(VendorApi.isLoopback(host)).isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "things",
                "@evil.example/",
                ".evil.example/",
                ":1/",
                "",
                "/jobs/../keys",
                "/jobs/..",
                "/jobs/./x",
                "/jobs/.",
                "/jobs/..?x=y",
                "/jobs/%2e%2E/keys",
                "/a b",
                "/a#b",
                "/a\\b"
            })
    void refusesAPathThatWouldLeadElsewhere(String path) {
        VendorApi api = api(URI.create("https://api.example/v1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> api.call("read", "GET", path))
                .withMessage("a path must begin with a slash, be encoded, and have no dot segments")
                .withNoCause();
    }

    @Test
    void anAccountsBaseTakesPrecedenceOverTheDocumentedOne() {
        var elsewhere = account.at(URI.create("http://localhost:1/base/"));

        call(
                VendorApi.of(ProviderId.of("acme"), elsewhere, URI.create("https://api.example"), body -> null),
                "/x?y=%2F");

        assertThat(sent.get(0).uri()).isEqualTo(URI.create("http://localhost:1/base/x?y=%2F"));
    }

    @Test
    void headersTravelWithEveryCallAndTheApiItselfStaysAsItIs() {
        VendorApi bare = api(URI.create("https://api.example"));
        VendorApi full =
                bare.withHeader("Authorization", "Bearer ", Secret.of("key")).withHeader("X-Two", "", Secret.of("two"));

        call(bare, "/a");
        call(full, "/b");
        call(full, "/c");

        assertThat(sent.get(0).headers().map()).isEqualTo(Map.of("Accept", List.of("application/json")));
        for (HttpRequest request : sent.subList(1, 3)) {
            assertThat(request.headers().map())
                    .isEqualTo(Map.of(
                            "Accept", List.of("application/json"),
                            "Authorization", List.of("Bearer key"),
                            "X-Two", List.of("two")));
        }
    }

    @Test
    void aSecretThatNoHeaderCanHoldIsNotQuoted() {
        VendorApi api = api(URI.create("https://api.example"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> api.withHeader("X-Key", "", Secret.of("canary\nkey")))
                .withMessage("the value for X-Key has a character that no header may hold")
                .withNoCause();
    }

    @Test
    void anAccountPrintsNoKeyAndHoldsNoNull() {
        assertThat(VendorAccount.of(Secret.of("canary")).with("mode", "live").toString())
                .doesNotContain("canary");
        assertThat(account.with("mode", "test").with("mode", "live").settings()).isEqualTo(Map.of("mode", "live"));
        assertThatNullPointerException()
                .isThrownBy(() -> VendorAccount.of(null))
                .withMessage("apiKey");
        assertThatNullPointerException().isThrownBy(() -> account.over(null)).withMessage("transport");
    }

    private VendorApi api(URI base) {
        return VendorApi.of(
                ProviderId.of("acme"),
                account.at(base),
                URI.create("https://documented.example"),
                body -> new VendorErrors.Said(null, null));
    }

    private static void call(VendorApi api, String path) {
        try {
            api.call("read", "GET", path).send();
            throw new AssertionError("nobody was there to answer");
        } catch (WebhookException expected) {
            assertThat(expected.operation()).isEqualTo("read");
        }
    }
}
