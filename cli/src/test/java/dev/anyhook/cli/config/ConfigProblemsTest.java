package dev.anyhook.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that is wrong with a file is said at once: where, what, and the way out. */
class ConfigProblemsTest {
    private static final String SMALLEST = "endpoints: { n: { provider: nexio, secrets: whsec_abc } }\n";

    @TempDir
    private Path directory;

    @Test
    void saysAllInTheOrderOfTheFile() {
        List<String> problems = Reading.of(directory, """
                server:
                  prot: 1
                  port: 70000
                inbox: { url: "jdbc:h2:x" }
                endpoints:
                  a: { provider: diffio, secrets: ["${MISSING}"] }
                  b:
                    provider: sivi
                  c: { provider: nexio, secrets: whsec_abc, tolerance: 9d }
                sinks:
                  - { type: file }
                extra: 1
                """).problems();

        assertThat(problems)
                .containsExactly(
                        "FILE:2: server.prot: unknown key; known are host, max-body, port; did you mean 'port'?",
                        "FILE:3: server.port: '70000' is not a port; give 0 to 65535, where 0 picks a free one",
                        "FILE:4: inbox.url: is not an inbox; write jdbc:sqlite:PATH, jdbc:postgresql://HOST/DATABASE or"
                                + " memory, or leave the key out for jdbc:sqlite:anyhook-data/inbox.db",
                        "FILE:6: endpoints.a.secrets[0]: the environment variable MISSING is not set; set it, or give a"
                                + " default with ${MISSING:-default}",
                        "FILE:7: endpoints.b: sivi does not sign: add url-token, a long random text that only the"
                                + " vendor learns; or write accept-unsigned: true to believe anyone",
                        "FILE:9: endpoints.c.tolerance: '9d' is not a duration; give seconds, or a number with s, m or"
                                + " h, such as 5m",
                        "FILE:11: sinks[0].type: 'file' is not a type of sink; the only one is stdout",
                        "FILE:12: extra: unknown key; known are endpoints, inbox, server, sinks");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "server: 8080 | server: must be a mapping of keys to values",
                "server: { port: 65536 } | server.port: '65536' is not a port; give 0 to 65535, where 0 picks a free one",
                "server: { port: -1 } | server.port: '-1' is not a port; give 0 to 65535, where 0 picks a free one",
                "server: { port: } | server.port: has no value; give one, or leave the key out",
                "server: { port: [1] } | server.port: must be a single value",
                "server: { host: 'a b' } | server.host: 'a b' is not a host; give a name or an address, such as 127.0.0.1",
                "server: { max-body: 0 } | server.max-body: '0' is not a size; give 1 to 64MiB, in bytes or with KiB or MiB, such as 512KiB",
                "server: { max-body: 65MiB } | server.max-body: '65MiB' is not a size; give 1 to 64MiB, in bytes or with KiB or MiB, such as 512KiB",
                "server: { max-body: 1MB } | server.max-body: '1MB' is not a size; give 1 to 64MiB, in bytes or with KiB or MiB, such as 512KiB",
                "inbox: { url: file } | inbox.url: is not an inbox; write jdbc:sqlite:PATH, jdbc:postgresql://HOST/DATABASE or memory, or leave the key out for jdbc:sqlite:anyhook-data/inbox.db",
                "inbox: { url: 'jdbc:sqlite:' } | inbox.url: does not name a file; write jdbc:sqlite:PATH, jdbc:postgresql://HOST/DATABASE or memory, or leave the key out for jdbc:sqlite:anyhook-data/inbox.db",
                "inbox: { url: 'jdbc:sqlite::memory:' } | inbox.url: does not name a file; write jdbc:sqlite:PATH, jdbc:postgresql://HOST/DATABASE or memory, or leave the key out for jdbc:sqlite:anyhook-data/inbox.db",
                "inbox: { url: 'jdbc:sqlite:a?b' } | inbox.url: does not name a file; write jdbc:sqlite:PATH, jdbc:postgresql://HOST/DATABASE or memory, or leave the key out for jdbc:sqlite:anyhook-data/inbox.db",
                "inbox: { ordered-per-job: per-job } | inbox.ordered-per-job: 'per-job' is neither true nor false",
                "inbox: { url: memory, ordered-per-job: true } | inbox.ordered-per-job: wants an inbox in a file or a database; one in memory knows no order",
                "inbox: { url: 'jdbc:postgresql://u:p@h/d' } | inbox.url: has a user before its host; let it end in ?user=...&password=... instead, URL-encoded",
                "inbox: { url: 'jdbc:postgresql://h/d;password=p' } | inbox.url: has settings before a question mark; let it end in ?user=...&password=..., URL-encoded",
                "inbox: { url: 'jdbc:postgresql://h/d&password=p' } | inbox.url: has settings before a question mark; let it end in ?user=...&password=..., URL-encoded",
                "inbox: { url: 'jdbc:postgresql://h/d?rewritebatchedinserts=true' } | inbox.url: asks for reWriteBatchedInserts, which hides which events are duplicates; take that out",
                "inbox: { url: 'jdbc:postgresql://h/d?password=100%' } | inbox.url: is not well encoded: two hexadecimal digits follow each %; write %25 for one",
                "inbox: { path: x } | inbox.path: unknown key; known are ordered-per-job, url",
                "sinks: [] | sinks: must be a list with at least one entry",
                "sinks: { type: stdout } | sinks: must be a list with at least one entry",
                "sinks: [{ trust: signed }] | sinks[0]: needs a type; the only one is stdout",
                "sinks: [{ type: stdout, trust: CLAIMED }] | sinks[0].trust: 'CLAIMED' is not one of claimed, confirmed, signed",
                "servers: {} | servers: unknown key; known are endpoints, inbox, server, sinks; did you mean 'server'?",
                "[a]: b | ?: a key must be a word",
            })
    void refusesAroundTheEndpoints(String line, String problem) {
        assertThat(Reading.of(directory, SMALLEST + line).problems()).containsExactly("FILE:2: " + problem);
    }

    @Test
    void refusesTwoEndpointsThatShareASecret() {
        String config = "endpoints:\n"
                + "  one: { provider: nexio, secrets: [a-secret-of-its-own-1, shared-secret-of-two] }\n"
                + "  other: { provider: nexio, secrets: shared-secret-of-two }\n";

        assertThat(Reading.of(directory, config).problems())
                .containsExactly("FILE:3: endpoints.other.secrets: share one with endpoint 'one':"
                        + " a delivery for one would be believed at the other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{ secrets: x } | : needs a provider, one of diffio, nexio, sivi",
                "{ provider: acme, secrets: x } | .provider: 'acme' is not a provider; found are diffio, nexio, sivi; jars of further vendors go into ANYHOOK_CLASSPATH",
                "{ provider: nexoi, secrets: x } | .provider: 'nexoi' is not a provider; found are diffio, nexio, sivi; did you mean 'nexio'?",
                "{ provider: diffio } | : diffio signs its deliveries: add secrets with the endpoint's signing secret",
                "{ provider: diffio, secrets: [] } | .secrets: is an empty list; leave the key out, or give a value",
                "{ provider: diffio, secrets: '' } | .secrets: a secret is missing or blank",
                "{ provider: diffio, secrets: ' x' } | .secrets: a secret begins or ends with white space; was a line end copied with it?",
                "{ provider: diffio, secrets: 'whsec_%' } | .secrets: the secret is not standard base64 after whsec_; was it copied whole?",
                "{ provider: diffio, secrets: { a: b } } | .secrets: must be a single value",
                "{ provider: nexio, secrets: x, key-encoding: RAW } | .key-encoding: 'RAW' is not one of raw, strip_prefix, base64",
                "{ provider: nexio, secrets: x, tolerance: 0 } | .tolerance: '0' is out of range; give 1s to 24h",
                "{ provider: nexio, secrets: x, tolerance: 25h } | .tolerance: '25h' is out of range; give 1s to 24h",
                "{ provider: nexio, secrets: x, accept-unsigned: yes } | .accept-unsigned: 'yes' is neither true nor false",
                "{ provider: nexio, secrets: x, accept-unsigned: true } | .accept-unsigned: nexio signs its deliveries, so nothing unsigned is ever its own; take this key out",
                "{ provider: sivi, accept-unsigned: false } | : sivi does not sign: add url-token, a long random text that only the vendor learns; or write accept-unsigned: true to believe anyone",
                "{ provider: sivi, accept-unsigned: true, secrets: x } | .secrets: sivi does not sign, so no secret could ever match; take this key out",
                "{ provider: sivi, url-token: a/b } | .url-token: a URL token is 1 to 256 of the characters A-Z a-z 0-9 . _ ~ -",
                "{ provider: nexio, secrets: x, api-base: 'http://example.com' } | .api-base: 'http://example.com' cannot be used: give an https URL, or an http URL of this machine",
                "{ provider: nexio, secrets: x, api-base: 'https://h/?a=b' } | .api-base: 'https://h/?a=b' cannot be used: give a URL without user, query and fragment",
                "{ provider: nexio, secrets: x, api-base: 'a b' } | .api-base: 'a b' is not a URL",
                "{ provider: nexio, secrets: x, api-base: ftp } | .api-base: 'ftp' cannot be used: give an https URL, or an http URL of this machine",
            })
    void refusesWhatAnEndpointCannotBe(String endpoint, String problem) {
        assertThat(Reading.of(directory, "endpoints:\n  e: " + endpoint).problems())
                .containsExactly("FILE:2: endpoints.e" + problem);
    }

    @Test
    void refusesAKeyThatAnotherVendorHas() {
        assertThat(Reading.of(directory, "endpoints: { n: { provider: nexio, secrets: x, mode: live } }")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("FILE:1: endpoints.n.mode: unknown key for the provider nexio; known are accept-unsigned,");
    }

    @Test
    void hasTheProviderJudgeThePolicy() {
        assertThat(Reading.of(
                                directory,
                                "endpoints: { d: { provider: diffio, secrets: " + Reading.DIFFIO_SECRET
                                        + ", key-encoding: raw } }")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("FILE:1: endpoints.d: Diffio signs every delivery");
    }

    @Test
    void refusesANameThatNoUrlCanHold() {
        assertThat(Reading.of(directory, "endpoints:\n  'a/b': { provider: nexio, secrets: x }")
                        .problems())
                .containsExactly(
                        "FILE:2: endpoints.a/b: an endpoint's name is up to 64 letters, digits, dots, dashes and underscores, the first a letter or a digit: 'a/b'");
    }

    @Test
    void refusesAKeyGivenTwice() {
        var text = "endpoints:\n  n:\n    provider: nexio\n    secrets: x\n    secrets: y\n  n: {}\nendpoints: {}\n";

        assertThat(Reading.of(directory, text).problems())
                .containsExactly(
                        "FILE:5: endpoints.n.secrets: given a second time, first in line 4; keep one",
                        "FILE:6: endpoints.n: given a second time, first in line 2; keep one",
                        "FILE:7: endpoints: given a second time, first in line 1; keep one");
    }

    @ParameterizedTest
    @CsvSource({"''", "'# nothing'", "'endpoints:'", "'endpoints: {}'", "'server: {}'"})
    void refusesAFileWithoutEndpoints(String text) {
        assertThat(Reading.of(directory, text).problems())
                .singleElement()
                .asString()
                .endsWith("no endpoint is configured; add one under endpoints");
    }

    @Test
    void listsTheEndpointsWhenThereIsNoSuchOne() {
        assertThat(Reading.of(directory, "\nendpoints: { diffio-live: {}, sivi: {} }")
                        .problems(Purpose.TEST, "difio-live"))
                .containsExactly("FILE:2: endpoints: no endpoint is called 'difio-live'; configured are diffio-live,"
                        + " sivi; did you mean 'diffio-live'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a: b: c | not YAML: mapping values are not allowed here",
                "a: *s3cret | * begins an alias, which is not taken here; quote the value, or write it out",
                "a: &s3cret b | & begins an anchor, which is not taken here; quote the value, or write it out",
                "a: !s3cret b | ! begins a tag, which is not taken here; quote the value",
                "a: !!binary b | ! begins a tag, which is not taken here; quote the value",
                "a: !s3cret!x b | not YAML: it cannot be understood from here on",
                "a: { b: ${X} } | not YAML: expected ',' or '}', but got {; inside { } and [ ] put quotes around \"${NAME}\"",
            })
    void refusesOtherYamlWithoutQuotingIt(String text, String problem) {
        assertThat(Reading.of(directory, "\n" + text).problems()).containsExactly("FILE:2: " + problem);
    }

    @ParameterizedTest
    @CsvSource({"sinks: [stdout],sinks[0]", "endpoints: { n: x },endpoints.n", "inbox: memory,inbox"})
    void refusesAWordWhereAMappingBelongs(String text, String key) {
        assertThat(Reading.of(directory, text).problems())
                .filteredOn(problem -> problem.startsWith("FILE:1: " + key + ":"))
                .containsExactly("FILE:1: " + key + ": must be a mapping of keys to values");
    }

    @ParameterizedTest
    @CsvSource({"nexio, ''", "'[]', ''", "'endpoints: nexio', ' endpoints:'"})
    void saysNothingOfWhatIsMissingWhereThereIsNoMapping(String text, String key) {
        String problem = "FILE:1:" + key + " must be a mapping of keys to values";

        assertThat(Reading.of(directory, text).problems()).containsExactly(problem);
        assertThat(Reading.of(directory, text).problems(Purpose.TEST, "n")).containsExactly(problem);
    }

    @Test
    void refusesASecondDocument() {
        assertThat(Reading.of(directory, SMALLEST + "---\nsecret: s3cret").problems())
                .singleElement()
                .asString()
                .startsWith("FILE:2: not YAML: ")
                .doesNotContain("s3cret");
    }

    @Test
    void refusesDepthBeforeItHurts() {
        assertThat(Reading.of(directory, "a: " + "[".repeat(100_000)).problems())
                .containsExactly("FILE:1: nested too deeply");
    }

    @Test
    void refusesACharacterThatYamlDoesNotAllow() {
        assertThat(Reading.of(directory, SMALLEST + "a: \u0007").problems())
                .containsExactly("FILE:1: not YAML: it holds a character that YAML does not allow");
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        assertThat(Reading.of(directory, "#".repeat(256 * 1024 + 1)).problems())
                .containsExactly("FILE: larger than 262144 bytes; is it the right file?");
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        Path file = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xFF, 1});

        assertThatThrownBy(() -> Config.forServing(file, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": not text in UTF-8");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path file = directory.resolve("none.yaml");

        assertThatThrownBy(() -> Config.forServing(file, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": no such file; name the configuration with --config FILE");
    }
}
