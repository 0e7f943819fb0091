package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.receiver.Inbox.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When all places are taken, whoever is new gets the place that is missed least. */
final class CrowdedTest {
    private static final int PLACES = 10;
    private static final String UNDER_WAY = "under way";

    private static HttpOptions oneLoopOfTen(HttpOptions options) {
        return options.withEventLoops(1).withLimits(options.limits().withMaxConnections(PLACES));
    }

    private static String claim(String body) {
        return Requests.post("/webhooks/tokened/" + Rig.TOKEN, body);
    }

    private static void bring(Wire wire, String request) throws IOException {
        assertThat(wire.send(request).read().essence()).isEqualTo(Requests.OK);
    }

    /** Sends the head of a delivery, whose body {@link #UNDER_WAY} is to follow, and sees that it has arrived. */
    private static Wire begin(Wire wire) throws IOException {
        String whole = Requests.signed(UNDER_WAY, "Expect: 100-continue");
        wire.send(whole.substring(0, whole.length() - UNDER_WAY.length()));
        assertThat(wire.readHead().status()).isEqualTo(100);
        return wire;
    }

    /** As many connections as there may be, each of which has brought a claim. */
    private static List<Wire> holders(Rig rig) throws IOException {
        List<Wire> holders = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            holders.add(rig.wire());
            bring(holders.get(i), claim("claim " + i));
        }
        return holders;
    }

    /** Or strangers who bring nothing would, one by one, take the places of all others. */
    @Test
    void strangersTakeAQuarterOfThePlacesAtMostFromThoseWhoBroughtSomething() throws IOException {
        try (LogBook log = LogBook.open();
                Rig rig = Rig.start(CrowdedTest::oneLoopOfTen)) {
            List<Wire> holders = holders(rig);
            List<Wire> strangers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                strangers.add(rig.wire());
            }
            assertThat(holders.get(0).readUntilClosed()).isEmpty();
            assertThat(holders.get(1).readUntilClosed()).isEmpty();
            for (Wire stranger : strangers.subList(0, 48)) {
                assertThat(stranger.readUntilClosed()).isEmpty();
            }

            for (Wire wire : holders.subList(2, PLACES)) {
                bring(wire, claim("still here " + wire));
            }
            assertThat(log.with("crowded: more than 10 connections on one event loop"))
                    .hasSize(1);
        }
    }

    /** Whoever is next would close it again, before its first delivery can have come. */
    @Test
    void whoeverIsNewHasTimeToSendAHeadThoughOthersHoldAllPlaces() throws IOException {
        try (Rig rig = Rig.start(CrowdedTest::oneLoopOfTen)) {
            List<Wire> holders = holders(rig);
            Wire genuine = rig.wire();
            rig.wire();
            assertThat(holders.get(1).readUntilClosed()).isEmpty();

            bring(genuine, Requests.signed("delivery"));
        }
    }

    /** Half a delivery needs no secret: those who send that must not be worth more than who has just come. */
    @Test
    void whoeverIsNewHasTimeToSendAHeadThoughOthersHaveHalfSentTheirs() throws IOException {
        try (Rig rig = Rig.start(CrowdedTest::oneLoopOfTen)) {
            List<Wire> begun = new ArrayList<>();
            for (int i = 0; i < PLACES; i++) {
                begun.add(begin(rig.wire()));
            }
            Wire genuine = rig.wire();
            for (int i = 0; i < 4; i++) {
                rig.wire();
                assertThat(begun.get(i + 1).readUntilClosed()).isEmpty();
            }

            bring(genuine, Requests.signed("delivery"));
        }
    }

    /** A sender may have its connections open long before there is anything to send. */
    @Test
    void aDeliveryThatHasJustBegunIsNotCutOffBeforeThoseThatNeverEnd() throws IOException {
        try (Rig rig = Rig.start(CrowdedTest::oneLoopOfTen)) {
            Wire genuine = rig.wire();
            for (int i = 1; i < PLACES; i++) {
                begin(rig.wire());
            }
            begin(genuine);
            for (int i = 1; i < PLACES; i++) {
                begin(rig.wire());
            }

            bring(genuine, UNDER_WAY);
        }
    }

    /** Whoever can make claims could bring one now and then on each of as many connections as there may be. */
    @Test
    void nobodyHoldsAllPlacesByBringingSomethingNowAndThen() throws IOException {
        try (Rig rig = Rig.start(CrowdedTest::oneLoopOfTen)) {
            List<Wire> holders = holders(rig);
            bring(holders.get(0), claim("another claim"));

            bring(rig.wire(), Requests.signed("delivery"));

            assertThat(holders.get(1).readUntilClosed())
                    .as("the one that brought something longest ago")
                    .isEmpty();
            bring(holders.get(0), claim("one more"));
        }
    }

    /** Whoever holds all other places could close one new connection by the next, before its delivery has arrived. */
    @Test
    void aFirstDeliveryThatIsUnderWayIsNotCutOffByThoseThatBringNothing() throws IOException {
        try (Rig rig = Rig.start(CrowdedTest::oneLoopOfTen)) {
            List<Wire> holders = holders(rig);
            Wire genuine = begin(rig.wire());
            for (int i = 0; i < 20; i++) {
                rig.wire();
            }

            bring(genuine, UNDER_WAY);
            bring(holders.get(PLACES - 1), claim("the last of the holders"));
        }
    }

    /** Those that send half of one and no more have a quarter of the places to themselves, and no more than that. */
    @Test
    void aFirstDeliveryHasTimeToArriveThoughOthersNeverEnd() throws IOException {
        try (Rig rig = Rig.start(CrowdedTest::oneLoopOfTen)) {
            List<Wire> holders = holders(rig);
            Wire genuine = begin(rig.wire());
            begin(rig.wire());

            bring(genuine, UNDER_WAY);
            for (int i = 0; i < 20; i++) {
                begin(rig.wire());
            }
            for (Wire wire : holders.subList(3, PLACES)) {
                bring(wire, claim("still here " + wire));
            }
        }
    }

    @Test
    void aDeliveryThatIsUnderWayIsNotCutOffWhileOthersWaitForTheirNext() throws IOException {
        try (Rig rig = Rig.start(CrowdedTest::oneLoopOfTen)) {
            List<Wire> holders = holders(rig);
            begin(holders.get(0));

            rig.wire();
            assertThat(holders.get(1).readUntilClosed()).isEmpty();

            bring(holders.get(0), UNDER_WAY);
        }
    }

    @Test
    void nobodyComesInWhileTheInboxIsAskedToKeepSomethingOfAll() throws Exception {
        var inbox = new ReluctantInbox();
        List<Wire> waiting = new ArrayList<>();
        List<CompletableFuture<Outcome>> appends = new ArrayList<>();
        try (LogBook log = LogBook.open();
                Rig rig = Rig.start(inbox, CrowdedTest::oneLoopOfTen)) {
            for (int i = 0; i < PLACES; i++) {
                waiting.add(rig.wire().send(Requests.signed("delivery " + i)));
                appends.add(inbox.nextAppend());
            }

            for (int i = 0; i < 20; i++) {
                assertThat(rig.wire().readUntilClosed()).isEmpty();
            }

            assertThat(log.with("overloaded: more than 10 connections at once")).isNotEmpty();
            appends.forEach(append -> append.complete(Outcome.STORED));
            for (Wire wire : waiting) {
                assertThat(wire.read().essence()).isEqualTo(Requests.OK);
            }
        }
    }
}
