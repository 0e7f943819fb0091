package dev.anyhook.benchmarks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.OptionalLong;

/** Asks a contender what every one must answer rightly before anything is timed. */
final class Check {
    /** How many deliveries it uses up, from the first on, and how many of them must be stored afterwards. */
    static final int DELIVERIES = 2;

    static final int STORED = 1;

    private final Contender contender;
    private final Deliveries deliveries;

    Check(Contender contender, Deliveries deliveries) {
        this.contender = contender;
        this.deliveries = deliveries;
    }

    /** A genuine delivery is taken, the same again is taken and not stored twice, a forged one is refused. */
    void of(Running running) throws IOException {
        expect(ask(running.port(), 0, false) == 200, "a genuine delivery is not accepted");
        expect(ask(running.port(), 0, false) == 200, "the same delivery again is not accepted");
        if (contender.judges()) {
            int status = ask(running.port(), 1, true);
            expect(status >= 400 && status < 500, "a forged delivery is answered with " + status);
        }
        expectStored(running, STORED, 0);
    }

    /** Where it stores, so many are stored as it acknowledged; of those it refused for lack of time some may be too. */
    void expectStored(Running running, long acknowledged, long doubtful) {
        OptionalLong stored = running.stored();
        boolean right = stored.isEmpty()
                || (stored.getAsLong() >= acknowledged && stored.getAsLong() <= acknowledged + doubtful);
        expect(right, "it acknowledged " + acknowledged + " deliveries and stored " + stored);
    }

    void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(contender.name() + " answers wrongly: " + otherwise);
        }
    }

    private int ask(int port, int index, boolean forged) throws IOException {
        ByteBuffer request = deliveries.buffer();
        if (forged) {
            deliveries.fillForged(request, index);
        } else {
            deliveries.fill(request, index);
        }
        var reply = new Reply();
        try (var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            while (request.hasRemaining()) {
                channel.write(request);
            }
            while (!reply.isWhole()) {
                expect(channel.read(reply.buffer()) >= 0, "it hangs up without an answer");
            }
        }
        return reply.status();
    }
}
