package dev.anyhook.spi;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The JDK's HTTP client with one deadline for the whole answer, body included, and a cap on its size.
 *
 * <p>It speaks HTTP/1.1 alone, where giving up on an answer ends the connection. In HTTP/2 that would end no more than
 * a stream, and each further try would go over the same connection, even if that is dead.
 */
final class HttpTransport implements VendorAccount.Transport {
    static final HttpTransport STANDARD =
            new HttpTransport(Duration.ofSeconds(5), Duration.ofSeconds(30), 2 * 1024 * 1024);

    private final HttpClient client;
    private final Duration answer;
    private final int maxAnswerBytes;

    HttpTransport(Duration connect, Duration answer, int maxAnswerBytes) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.answer = answer;
        this.maxAnswerBytes = maxAnswerBytes;
    }

    @Override
    public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, response -> new CappedBody(maxAnswerBytes));
        try {
            return exchange.get(answer.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            exchange.cancel(true);
            throw new HttpTimeoutException("no whole answer within " + answer);
        } catch (InterruptedException stop) {
            exchange.cancel(true);
            throw stop;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException known
                    ? known
                    : new IOException("the exchange failed", failed.getCause());
        }
    }
}
