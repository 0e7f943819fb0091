package dev.anyhook.benchmarks.http;

/**
 * What one contender did in one round. Processor time is the server's alone and includes handling what was accepted;
 * the database's is apart.
 *
 * @param perSecond deliveries accepted a second at full speed, 64 connections
 * @param restSeconds how long the server was busy after the load with what it had accepted
 * @param cpuMicros the server's processor time for each of them
 * @param databaseMicros the database's
 * @param kilobytes allocated for each of them
 * @param fullSpeed how long they took
 * @param fixedRate how long deliveries took at a fixed rate, from the moment each was due
 * @param syncs disk syncs for each delivery with 64 connections
 * @param syncsAlone disk syncs for each delivery with one connection
 * @param residentMebibytes memory resident after all that
 * @param notAccepted deliveries answered with anything but 200, or not at all
 * @param caughtUp whether all that was accepted was handled soon after each load
 * @param warmSeconds how long it was under load before all that
 */
record Figures(
        double perSecond,
        double restSeconds,
        double cpuMicros,
        double databaseMicros,
        double kilobytes,
        Latency fullSpeed,
        Latency fixedRate,
        double syncs,
        double syncsAlone,
        double residentMebibytes,
        long notAccepted,
        boolean caughtUp,
        long warmSeconds) {
    double perCpuSecond() {
        return 1e6 / cpuMicros;
    }

    /**
     * Milliseconds within which parts of the deliveries were answered.
     *
     * @param p50 half of them
     * @param p99 99 of 100
     * @param p999 999 of 1000
     */
    record Latency(double p50, double p99, double p999) {
        static Latency of(Load load) {
            return new Latency(load.millisAt(50), load.millisAt(99), load.millisAt(99.9));
        }
    }
}
