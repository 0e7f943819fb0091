package dev.anyhook.benchmarks.http;

import dev.anyhook.benchmarks.disk.Folders;
import dev.anyhook.benchmarks.disk.SlowDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One contender in one round: started anew, checked, warmed, measured, checked again, stopped. */
final class Measurement {
    private static final int CONNECTIONS = 64;
    private static final Duration TO_CATCH_UP = Duration.ofSeconds(60);

    /** Under load for so long, then a pause. */
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private static final int NEXT_TO_NOTHING = 20;

    private final Mode mode;
    private final Field field;
    private final int rate;
    private final Deliveries deliveries;
    private final SlowDisk slowDisk;
    private final Path base;
    private Duration warm = Duration.ZERO;
    private int next;
    private long accepted;
    private long notAccepted;
    private long doubtful;
    private boolean caughtUp = true;

    /** With {@code rate} deliveries a second where the rate is fixed, and files in a folder in {@code base}. */
    Measurement(Mode mode, Field field, int rate, Deliveries deliveries, SlowDisk slowDisk, Path base) {
        this.mode = mode;
        this.field = field;
        this.rate = rate;
        this.deliveries = deliveries;
        this.slowDisk = slowDisk;
        this.base = base;
    }

    /** Half of the deliveries a second that the field's peer takes, warm. */
    static int halfOfPeer(Mode mode, Field field, Deliveries deliveries, SlowDisk slowDisk, Path base)
            throws IOException {
        System.err.println("the fixed rate: half of what " + field.peer().name() + " takes");
        Figures figures = new Measurement(mode, field, 1, deliveries, slowDisk, base).of(field.peer());
        System.err.println(figures);
        if (figures.notAccepted() > 0) {
            throw new IOException(field.peer().name() + " did not accept all");
        }
        return Math.max(1, (int) (figures.perSecond() / 2));
    }

    Figures of(Contender contender) throws IOException {
        Path folder = Files.createTempDirectory(base, "contender");
        var disk = new Disk(slowDisk, field.sync());
        try (Running running = contender.start(disk, folder)) {
            var check = new Check(contender, deliveries);
            check.of(running);
            next = Check.DELIVERIES;
            accepted = Check.STORED;
            warm(running);
            Figures figures = measure(running, disk);
            check.expectStored(running, accepted, doubtful);
            return figures;
        } finally {
            Folders.delete(folder);
        }
    }

    /**
     * Loads it until its compilers have next to nothing to do. In the pauses they have the processors to themselves.
     */
    private void warm(Running running) throws IOException {
        Server server = running.server();
        boolean compiles = true;
        while (warm.compareTo(mode.warmUp()) < 0 || (compiles && warm.compareTo(mode.longestWarmUp()) < 0)) {
            Duration before = server.compiling();
            load(running, CONNECTIONS, loader -> loader.closed(WARM_UP));
            compiles = server.compiling().minus(before).compareTo(WARM_UP.dividedBy(NEXT_TO_NOTHING)) > 0;
            warm = warm.plus(WARM_UP);
            catchUp(server);
        }
        notAccepted = 0;
    }

    private Figures measure(Running running, Disk disk) throws IOException {
        Server server = running.server();
        Load atRate = load(running, CONNECTIONS, loader -> loader.open(rate, mode.atFixedRate()));
        catchUp(server);
        long syncsBefore = disk.syncs();
        Load alone = load(running, 1, loader -> loader.closed(mode.withOneCaller()));
        catchUp(server);
        double syncsAlone = each(disk.syncs() - syncsBefore, alone);

        long syncs = disk.syncs();
        long allocated = server.allocated();
        Duration cpu = server.cpu();
        Duration databaseCpu = running.databaseCpu();
        Load load = load(running, CONNECTIONS, loader -> loader.closed(mode.atFullSpeed()));
        Duration rest = catchUp(server);
        return new Figures(
                load.perSecond(),
                rest.toMillis() / 1e3,
                each(server.cpu().minus(cpu).toNanos() / 1e3, load),
                each(running.databaseCpu().minus(databaseCpu).toNanos() / 1e3, load),
                each((server.allocated() - allocated) / 1e3, load),
                Figures.Latency.of(load),
                Figures.Latency.of(atRate),
                each(disk.syncs() - syncs, load),
                syncsAlone,
                server.resident() / 1024.0 / 1024.0,
                notAccepted,
                caughtUp,
                warm.toSeconds());
    }

    /** Lets it do what is left of what it took, and says how long it was busy with that. */
    private Duration catchUp(Server server) {
        Duration busy = server.awaitIdle(TO_CATCH_UP);
        caughtUp &= busy.compareTo(TO_CATCH_UP) < 0;
        return busy;
    }

    private static double each(double sum, Load load) {
        return sum / Math.max(1, load.accepted());
    }

    private Load load(Running running, int connections, Loading loading) throws IOException {
        try (var loader = new Loader(running.port(), connections, deliveries, next)) {
            Load load = loading.by(loader);
            next = loader.next();
            accepted += load.accepted();
            doubtful += load.refused() + load.lost();
            notAccepted += load.refused() + load.lost() + load.duplicates();
            if (load.ended() == 0) {
                throw new IOException("there were too few deliveries");
            }
            return load;
        }
    }

    /** A way to load. */
    @FunctionalInterface
    private interface Loading {
        Load by(Loader loader) throws IOException;
    }
}
