package dev.anyhook.receiver;

/** The jobs of which a vendor has told something, the newest ten thousand. Safe for any number of threads. */
final class KnownJobs {
    private static final int MOST = 10_000;

    private final Remembered<JobAt, Boolean> known = new Remembered<>(MOST);

    void add(String endpoint, String jobId) {
        var job = new JobAt(endpoint, jobId);
        synchronized (known) {
            known.remove(job); // It is the newest then.
            known.put(job, true);
        }
    }

    boolean has(String endpoint, String jobId) {
        synchronized (known) {
            return known.get(new JobAt(endpoint, jobId)) != null;
        }
    }

    private record JobAt(String endpoint, String jobId) {}
}
