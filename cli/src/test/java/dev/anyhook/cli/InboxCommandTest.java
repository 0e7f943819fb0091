package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.cli.Session.Outcome;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees and does. */
class InboxCommandTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private Session session;
    private Path file;

    /** The configuration demands a variable that is not set: nobody here needs it. */
    @BeforeEach
    void configure() throws IOException {
        file = directory.resolve("inbox.db");
        session = new Session(directory)
                .configured("inbox: { url: 'jdbc:sqlite:" + file + "' }\n"
                        + "endpoints: { n: { provider: nexio, secrets: '${NOT_SET}' } }\n");
    }

    private void keep(IncomingEvent... events) {
        try (var inbox = JdbcInbox.sqlite(file)) {
            for (IncomingEvent event : events) {
                inbox.append(event).toCompletableFuture().join();
            }
        }
    }

    /** Settles all that is due. */
    private void settle(Settlement settlement) {
        try (var inbox = JdbcInbox.sqlite(file)) {
            for (Lease lease : inbox.claim(100, Session.NOW.plus(HOUR), HOUR)) {
                assertThat(inbox.settle(lease, settlement).toCompletableFuture().join())
                        .isTrue();
            }
        }
    }

    private String json(String... args) {
        var all = new String[args.length + 3];
        all[0] = "inbox";
        all[1] = "list";
        all[2] = "--json";
        System.arraycopy(args, 0, all, 3, args.length);
        Outcome outcome = session.run(all);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        return outcome.out();
    }

    @Test
    void listsEachEntryAsSevenFieldsInALine() {
        keep(Entries.event("evt_\u00e9\u001b", "job_1"), Entries.event("evt_2", "job_2"));

        assertThat(json())
                .isEqualTo(
                        "{\"id\":\"evt_2\",\"endpoint\":\"n\",\"type\":\"run.completed\",\"state\":\"PENDING\","
                                + "\"attempts\":0,\"receivedAt\":\"2026-11-01T12:00:00Z\",\"number\":2}\n"
                                + "{\"id\":\"evt_\\u00E9\\u001B\",\"endpoint\":\"n\",\"type\":\"run.completed\","
                                + "\"state\":\"PENDING\",\"attempts\":0,\"receivedAt\":\"2026-11-01T12:00:00Z\",\"number\":1}\n");
    }

    @Test
    void filters() {
        keep(Entries.event("done", "job_1"));
        settle(new Settlement.Done());
        keep(
                Entries.event("m", "other", "job_2", JobState.SUCCEEDED, null, Session.NOW),
                Entries.event("n", "late", "job_3", JobState.SUCCEEDED, null, Session.NOW.plus(HOUR)));

        assertThat(json("--state", "done")).contains("\"done\"").hasLineCount(1);
        assertThat(json("--state", "PENDING")).hasLineCount(2);
        assertThat(json("--endpoint", "m")).contains("other").hasLineCount(1);
        assertThat(json("--since", "2026-11-01T14:00:00+01:00"))
                .contains("late")
                .hasLineCount(1);
        assertThat(json("--job", "job_1")).contains("\"done\"").hasLineCount(1);
        assertThat(json("--job", "job_1", "--state", "dead")).isEmpty();
    }

    @Test
    void listsFiftyUnlessToldOtherwise() {
        var events = new IncomingEvent[60];
        for (int i = 0; i < events.length; i++) {
            events[i] = Entries.event("evt_" + i, "job_" + i);
        }
        keep(events);

        assertThat(json()).hasLineCount(50).startsWith("{\"id\":\"evt_59\"");
        assertThat(json("--limit", "2")).hasLineCount(2);
        assertThat(json("--limit", "0")).hasLineCount(60);
        assertThat(session.run("inbox", "list", "--limit", "-1").code()).isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void alignsAListForPeople() {
        keep(
                Entries.event("evt_1", "job_1"),
                Entries.event("long-name", "e\u001b", "j", JobState.FAILED, null, Session.NOW));

        assertThat(session.run("inbox", "list").outLines())
                .containsExactly(
                        "#  RECEIVED              ENDPOINT   STATE    TRIES  TYPE           JOB              ID",
                        "2  2026-11-01T12:00:00Z  long-name  PENDING  0      run.completed  j FAILED         e\\u{1b}",
                        "1  2026-11-01T12:00:00Z  n          PENDING  0      run.completed  job_1 SUCCEEDED  evt_1");
    }

    @Test
    void listsTheDeadAndWhy() {
        keep(Entries.event("evt_1", "job_1"));
        settle(new Settlement.Dead("the handler threw"));
        keep(Entries.event("evt_2", "job_2"));

        assertThat(session.run("inbox", "dead").outLines())
                .hasSize(2)
                .last()
                .asString()
                .contains("evt_1", "DEAD", "the handler threw");
        assertThat(session.run("inbox", "dead", "--json").out()).hasLineCount(1).contains("\"DEAD\"");
    }

    @Test
    void countsWhatWaitsAndWhatWasGivenUp() {
        keep(Entries.event("evt_1", "job_1"));
        settle(new Settlement.Dead("the handler threw"));
        keep(Entries.event("evt_2", "job_2"));
        settle(new Settlement.Retry(Session.NOW.plus(HOUR), "the handler threw"));

        assertThat(session.run("inbox", "status").outLines())
                .containsExactly("pending:    1", "claims:     0", "dead:       1", "due since:  -");

        session.run("inbox", "replay", "evt_1");

        assertThat(session.run("inbox", "status", "--json").outLines())
                .containsExactly("{\"pending\":2,\"claims\":0,\"dead\":0,\"dueSince\":\"1970-01-01T00:00:00Z\"}");
    }

    @Test
    void showsAllOfAnEntry() {
        keep(Entries.event("n", "evt_1", "job_1", JobState.FAILED, "out of\u001b memory", Session.NOW));
        settle(new Settlement.Dead("the handler threw"));

        Outcome outcome = session.run("inbox", "show", "evt_1");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .containsSubsequence("number:", "1\n", "id:", "evt_1", "endpoint:", "n\n", "trust:", "signed")
                .containsSubsequence("state:", "DEAD", "attempts:", "1\n", "received at:", "2026-11-01T12:00:00Z")
                .containsSubsequence("settled at:", "last error:", "the handler threw")
                .containsSubsequence("job:", "job_1", "job's state:", "FAILED", "out of\\u{1b} memory");
        assertThat(session.run("inbox", "show", "1").out()).isEqualTo(outcome.out());
    }

    @Test
    void writesThePayloadAsItCame() {
        keep(Entries.event("evt_1", "job_1"));

        assertThat(session.run("inbox", "show", "evt_1", "--payload").out().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(Entries.PAYLOAD.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void asksWhichOfSeveralEndpointsIsMeant() {
        keep(
                Entries.event("evt_1", "job_1"),
                Entries.event("m", "evt_1", "job_1", JobState.SUCCEEDED, null, Session.NOW));

        Outcome outcome = session.run("inbox", "show", "evt_1");

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.errLines())
                .containsExactly("anyhook: several endpoints have an event of this id; add one of: --endpoint m,"
                        + " --endpoint n");
        assertThat(session.run("inbox", "show", "evt_1", "--endpoint", "m").out())
                .contains("number:          2\n");
    }

    @ParameterizedTest
    @CsvSource({"show evt_9", "show 9", "replay evt_9", "show evt_1 --endpoint m", "show 1 --endpoint m"})
    void saysThatThereIsNoSuchEntry(String command) {
        keep(Entries.event("evt_1", "job_1"));

        Outcome outcome = session.run(("inbox " + command).split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.NO);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errLines()).singleElement().asString().startsWith("no entry: ");
    }

    @Test
    void repairsUnderTheSameId() {
        keep(Entries.event("evt_1", "job_1"));
        settle(new Settlement.Dead("the handler threw"));

        Outcome outcome = session.run("inbox", "replay", "evt_1");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.outLines()).containsExactly("handed out again, as evt_1");
        assertThat(json()).hasLineCount(1).contains("\"PENDING\",\"attempts\":0");
    }

    @Test
    void runsAgainOnPurposeUnderANewId() {
        keep(Entries.event("evt_1", "job_1"));
        settle(new Settlement.Done());

        Outcome outcome = session.run("inbox", "replay", "evt_1", "--new-id", "--by", "ada", "--why", "it was deleted");

        String id = outcome.out().strip().replace("handed out again, as ", "");
        assertThat(outcome.code()).isZero();
        assertThat(id).isNotEqualTo("evt_1");
        assertThat(session.run("inbox", "show", id).out())
                .containsSubsequence("re-run asked by:", "ada\n", "because:", "it was deleted\n");
        assertThat(json("--state", "done")).contains("evt_1").hasLineCount(1);
    }

    @Test
    void repairsAllThatWasGivenUpAsFarAsFiltersSay() {
        keep(
                Entries.event("evt_1", "job_1"),
                Entries.event("evt_2", "job_2"),
                Entries.event("m", "evt_3", "job_3", JobState.SUCCEEDED, null, Session.NOW));
        settle(new Settlement.Dead("the handler threw"));
        keep(Entries.event("evt_4", "job_4"));
        settle(new Settlement.Done());

        Outcome outcome = session.run("inbox", "replay", "--state", "dead", "--endpoint", "n");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.outLines())
                .as("oldest first, so that one that is handed out meanwhile does not come before its elders")
                .containsExactly("handed out again, as evt_1", "handed out again, as evt_2");
        assertThat(json("--state", "pending")).hasLineCount(2);
        assertThat(json("--state", "dead")).hasLineCount(1).contains("evt_3");
        assertThat(session.run("inbox", "replay", "--state", "done", "--job", "job_4", "--json")
                        .out())
                .isEqualTo("{\"number\":4,\"endpoint\":\"n\",\"id\":\"evt_4\"}\n");
    }

    @Test
    void hasNothingToRepairWhereFiltersLetNothingThrough() {
        keep(Entries.event("evt_1", "job_1"));
        settle(new Settlement.Dead("the handler threw"));

        Outcome outcome = session.run("inbox", "replay", "--state", "dead", "--since", "2026-11-01T12:00:01Z");

        assertThat(outcome.code()).isEqualTo(ExitCode.NO);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errLines()).containsExactly("no entry: none in this state that the filters let through");
        assertThat(json()).contains("DEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replay",
                "replay --endpoint n",
                "replay evt_1 --state dead",
                "replay evt_1 --since 2026-11-01T12:00:00Z",
                "replay evt_1 --job job_1",
                "replay --state pending",
                "replay --state dead --new-id --by ada --why so",
                "replay --state done",
                "replay --state repeated",
                "replay --state contradicting --endpoint n",
                "discard --by ada --why so",
                "discard evt_1",
                "discard evt_1 --by ada",
                "discard --state done --by ada --why so",
                "show evt_1 --json --payload"
            })
    void refusesArgumentsThatDoNotGoTogether(String command) {
        keep(Entries.event("evt_1", "job_1"));
        settle(new Settlement.Dead("the handler threw"));

        assertThat(session.run(("inbox " + command).split(" ")).code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(json()).hasLineCount(1).contains("DEAD");
    }

    @Test
    void letsGoOfWhatWasGivenUp() {
        keep(Entries.event("evt_1", "job_1"), Entries.event("evt_2", "job_2"), Entries.event("evt_3", "job_3"));
        settle(new Settlement.Dead("the handler threw"));
        keep(Entries.event("evt_4", "job_4"));

        Outcome one = session.run("inbox", "discard", "evt_1", "--by", "ada", "--why", "the customer has left");
        Outcome waits = session.run("inbox", "discard", "evt_4", "--by", "ada", "--why", "so");
        Outcome rest = session.run("inbox", "discard", "--state", "dead", "--by", "ada", "--why", "so", "--json");

        assertThat(one.code()).isZero();
        assertThat(one.outLines()).containsExactly("discarded evt_1");
        assertThat(session.run("inbox", "show", "evt_1").out())
                .containsSubsequence("state:", "DONE", "last error:", "discarded by ada: the customer has left");
        assertThat(waits.code()).isEqualTo(ExitCode.NO);
        assertThat(waits.errLines()).containsExactly("not discarded: 4 (evt_4) is not DEAD");
        assertThat(rest.outLines())
                .containsExactly(
                        "{\"number\":2,\"endpoint\":\"n\",\"id\":\"evt_2\"}",
                        "{\"number\":3,\"endpoint\":\"n\",\"id\":\"evt_3\"}");
        assertThat(json("--state", "done")).hasLineCount(3);
        assertThat(session.run("inbox", "replay", "--state", "done", "--endpoint", "n")
                        .code())
                .as("what was let go comes back by its id alone")
                .isEqualTo(ExitCode.NO);
        assertThat(session.run("inbox", "replay", "evt_1").code()).isEqualTo(ExitCode.YES);
    }

    @Test
    void showsAllOfAnEntryToAProgram() {
        keep(Entries.event("n", "evt_1", "job_1", JobState.FAILED, "out of memory", Session.NOW));
        settle(new Settlement.Dead("the handler threw"));

        Outcome outcome = session.run("inbox", "show", "evt_1", "--json");

        assertThat(outcome.outLines())
                .singleElement()
                .asString()
                .startsWith(
                        "{\"id\":\"evt_1\",\"endpoint\":\"n\",\"type\":\"run.completed\",\"state\":\"DEAD\",\"attempts\":1,")
                .contains("\"provider\":\"nexio\",\"trust\":\"signed\",\"occurredAt\":null,\"dueAt\":null,")
                .contains("\"lastError\":\"the handler threw\",\"replayedBy\":null,\"replayedWhy\":null,")
                .endsWith(
                        "\"job\":{\"id\":\"job_1\",\"state\":\"FAILED\",\"vendorState\":\"completed\",\"error\":\"out of"
                                + " memory\",\"resultLinks\":[]},\"payloadSize\":16}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --new-id --by ada --why so"})
    void doesNotReplayWhatWaitsAnyway(String how) {
        keep(Entries.event("evt_1", "job_1"));

        Outcome outcome = session.run(("inbox replay evt_1" + how).split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.NO);
        assertThat(outcome.err())
                .matches("not replayed: 1 \\(evt_1\\) is not settled, and its handlers get it anyway,"
                        + " at [0-9-]+T[0-9:.]+Z unless they have it already\n");
        assertThat(json()).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--new-id", "--new-id --by ada", "--new-id --why so", "--by ada --why so"})
    void wantsToKnowWhoAndWhy(String how) {
        keep(Entries.event("evt_1", "job_1"));
        settle(new Settlement.Done());

        Outcome outcome = session.run(("inbox replay evt_1 " + how).split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("--new-id --by WHO --why WHY");
        assertThat(json()).hasLineCount(1).contains("DONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "dead", "show x", "replay x"})
    void makesNoInboxWhereThereIsNone(String command) throws IOException {
        Outcome outcome = session.run(("inbox " + command).split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.errLines())
                .containsExactly("anyhook: there is no inbox at inbox.db: serve makes it when it starts; is this the"
                        + " right directory?");
        assertThat(file).doesNotExist();
        session.configured("inbox: { url: memory }");
        assertThat(session.run(("inbox " + command).split(" ")).code()).isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void saysThatANewerVersionHasUsedTheInbox() throws SQLException {
        keep();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO anyhook_schema (version) VALUES (9)");
        }

        for (String command : new String[] {"inbox list", "serve"}) {
            Outcome outcome = session.with("NOT_SET", "one-of-its-own-123").run(command.split(" "));

            assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
            assertThat(outcome.errLines()).singleElement().asString().contains("schema version 9", "newer");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "dead", "show x", "replay x"})
    void makesNoInboxInAFileThatHasNone(String command) throws Exception {
        Files.createFile(file);

        Outcome outcome = session.run(("inbox " + command).split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.errLines()).singleElement().asString().contains("there is no inbox in it");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet tables = connection.getMetaData().getTables(null, null, "anyhook%", null)) {
            assertThat(tables.next()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "status", "replay x"})
    void changesNothingInADatabaseThatHasNone(String command) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE somebody_elses (id INTEGER)");
        }
        byte[] before = Files.readAllBytes(file);

        Outcome outcome = session.run(("inbox " + command).split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.errLines()).singleElement().asString().contains("there is no inbox in it");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"list", "list --json", "dead", "status", "status --json", "show evt_1", "show evt_1 --json"})
    void saysThatItCouldNotBeWritten(String command) {
        keep(Entries.event("evt_1", "job_1"));
        settle(new Settlement.Dead("the handler threw"));

        Outcome outcome = session.withRoomFor(10).run(("inbox " + command).split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.errLines()).containsExactly("anyhook: standard output cannot be written, or not all of it");
    }

    @Test
    void changesNoMoreOnceItCannotSayWhatItChanged() {
        keep(Entries.event("evt_1", "job_1"), Entries.event("evt_2", "job_2"), Entries.event("evt_3", "job_3"));
        settle(new Settlement.Dead("the handler threw"));

        Outcome outcome = session.withRoomFor(40).run("inbox", "replay", "--state", "dead");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.errLines())
                .containsExactly("anyhook: standard output cannot be written; entries that were changed: 2, the last of"
                        + " them 2 (evt_2)");
        session.withRoomFor(Integer.MAX_VALUE);
        assertThat(json("--state", "dead")).hasLineCount(1).contains("evt_3");
    }

    @Test
    void takesAnIdThatBeginsWithAnAtSignAsItIs() throws IOException {
        Files.writeString(session.file("arguments"), "evt_1");
        keep(Entries.event("evt_1", "job_1"));

        assertThat(session.run("inbox", "show", "@" + session.file("arguments")).code())
                .isEqualTo(ExitCode.NO);
    }

    @Test
    void saysThatTheFileIsNoDatabase() throws IOException {
        Files.writeString(file, "something else entirely, ".repeat(100));

        Outcome outcome = session.run("inbox", "list");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.errLines()).singleElement().asString().contains("not a database");
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws IOException {
        Files.writeString(file, "a file where a folder should be");
        session.configured("inbox: { url: 'jdbc:sqlite:" + file + "/inbox.db' }\n"
                + "endpoints: { n: { provider: nexio, secrets: one-of-its-own-123 } }\n");

        Outcome outcome = session.run("serve");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.errLines())
                .singleElement()
                .asString()
                .startsWith("anyhook: the inbox inbox.db/inbox.db cannot be used: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "inbox list", "serve --verbose"})
    void saysThatPostgresqlIsGoneWithoutThePassword(String command) throws IOException {
        session.configured("inbox: { url: 'jdbc:postgresql://127.0.0.1:1/d?user=u&password=s3cret' }\n"
                + "endpoints: { n: { provider: nexio, secrets: one-of-its-own-123 } }\n");

        Outcome outcome = session.run(command.split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.errLines())
                .first()
                .asString()
                .startsWith("anyhook: the inbox jdbc:postgresql://127.0.0.1:1/d cannot be used: ");
        assertThat(outcome.err()).doesNotContain("s3cret");
    }

    @Test
    void doesNotRepeatASettingThatTheDriverDoesNotUnderstand() throws IOException {
        session.configured("inbox: { url: 'jdbc:postgresql://127.0.0.1:1/d?sslmode=s3cret' }\n"
                + "endpoints: { n: { provider: nexio, secrets: one-of-its-own-123 } }\n");

        Outcome outcome = session.run("inbox", "list");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err()).contains("sslmode").doesNotContain("s3cret");
    }
}
