package dev.anyhook.testkit.vendors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.anyhook.JobState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service as one should not write it: it believes whatever is posted and acts on it each time. A forgetful one
 * differs from a remembering one, which at least acts once on each job.
 */
final class NaiveService implements AutoCloseable {
    private static final Pattern JOB = Pattern.compile("\"(?:generationId|run_id|requestId)\":\"([^\"]+)\"");
    private static final Pattern END = Pattern.compile("\"status\":\"(complete|completed|degraded|failed|error)\"");

    private final HttpServer http;
    private final boolean remembering;
    private final ConcurrentMap<String, JobState> remembered = new ConcurrentHashMap<>();
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ArrayDeque<>();
    private volatile Runnable alsoDoing = () -> {};

    private NaiveService(boolean remembering) {
        this.remembering = remembering;
        try {
            this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::take);
        http.start();
    }

    static NaiveService forgetful() {
        return new NaiveService(false);
    }

    static NaiveService remembering() {
        return new NaiveService(true);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** The next answers, without acting on what was sent unless they say success; 200 afterwards. */
    synchronized void answer(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    /** What it does on each delivery besides, before it answers. */
    void alsoDoes(Runnable task) {
        alsoDoing = task;
    }

    List<Outcome> outcomes() {
        return new ArrayList<>(outcomes);
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            alsoDoing.run();
            Integer answer = answers.poll();
            int status = answer == null ? 200 : answer;
            if (status == 200) {
                act(body);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void act(String body) {
        Matcher job = JOB.matcher(body);
        Matcher end = END.matcher(body);
        if (job.find() && end.find()) {
            JobState state = switch (end.group(1)) {
                case "complete", "completed" -> JobState.SUCCEEDED;
                case "degraded" -> JobState.DEGRADED;
                default -> JobState.FAILED;
            };
            boolean first = remembered.putIfAbsent(job.group(1), state) == null;
            if (first || !remembering) {
                outcomes.add(new Outcome(job.group(1), state));
            }
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
