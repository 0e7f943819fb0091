package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DigestsTest {
    @Test
    void aBodyIsDigestedByItsBytes() {
        // SHA-256 of nothing and of abc, from FIPS 180-4.
        assertThat(Digests.ofBody(Payload.empty()))
                .isEqualTo("body:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Digests.ofBody(Payload.utf8("abc")))
                .isEqualTo("body:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void fieldsKeepTheirPlacesAndTheirEnds() {
        List<String[]> different = List.of(
                new String[] {},
                new String[] {null},
                new String[] {""},
                new String[] {"", ""},
                new String[] {null, ""},
                new String[] {"", null},
                new String[] {"a"},
                new String[] {"a", ""},
                new String[] {"", "a"},
                new String[] {"a", null},
                new String[] {"ab", "c"},
                new String[] {"a", "bc"},
                new String[] {"abc"},
                new String[] {"1:a"},
                new String[] {"-:"},
                new String[] {"é"},
                new String[] {"?"},
                new String[] {"\uFFFD"},
                new String[] {"\uD800"},
                new String[] {"\uD801"},
                new String[] {"\uDC00\uD800"});

        Set<String> digests = different.stream().map(Digests::ofFields).collect(Collectors.toSet());

        assertThat(digests).hasSize(different.size()).allMatch(digest -> digest.matches("fields:[0-9a-f]{64}"));
    }

    @Test
    void theDigestOfFieldsNeverChanges() {
        // SHA-256 of "3:abc-:2:é", since ids that inboxes hold must stay what they are.
        assertThat(Digests.ofFields("abc", null, "é"))
                .isEqualTo(Digests.ofBody(Payload.utf8("3:abc-:2:é")).replace("body:", "fields:"));
    }

    @Test
    void anIdThatCanBeOneIsKept() {
        Payload body = Payload.utf8("{}");
        String digest = Digests.ofBody(body);

        assertThat(Digests.ofBodyUnless("evt_1", body)).isEqualTo("evt_1");
        assertThat(Digests.ofBodyUnless("x".repeat(256), body)).isEqualTo("x".repeat(256));
        assertThat(Digests.ofBodyUnless("x".repeat(257), body)).isEqualTo(digest);
        assertThat(Digests.ofBodyUnless(" ", body)).isEqualTo(digest);
        assertThat(Digests.ofBodyUnless("", body)).isEqualTo(digest);
        assertThat(Digests.ofBodyUnless(null, body)).isEqualTo(digest);
    }
}
