package com.example.studio;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.receiver.Acknowledgement;
import dev.anyhook.receiver.WebhookReceiver;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands over what vendors send, byte for byte: nothing may read a body as text, JSON or a form before its signature is checked. */
@RestController
class Deliveries {
    private static final int LARGEST_BODY = 1024 * 1024;

    private final WebhookReceiver receiver;

    Deliveries(WebhookReceiver receiver) {
        this.receiver = receiver;
    }

    @PostMapping({"/webhooks/{endpoint}", "/webhooks/{endpoint}/{token}"})
    ResponseEntity<Void> take(@PathVariable String endpoint, HttpServletRequest request) {
        URI target;
        try {
            target = target(request);
        } catch (URISyntaxException odd) {
            return ResponseEntity.notFound().build();
        }
        if (!receiver.listensAt(endpoint, target)) { // Before a byte of a stranger's body is read.
            return ResponseEntity.notFound().build();
        }
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        } catch (IOException brokenOff) { // Or too slow.
            return ResponseEntity.status(HttpStatus.REQUEST_TIMEOUT).build();
        }
        if (body.length > LARGEST_BODY) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        var delivery = new RawDelivery(endpoint, target, headers(request), Payload.copyOf(body), Instant.now());
        return answer(receiver.receiveAndWait(delivery));
    }

    private static URI target(HttpServletRequest request) throws URISyntaxException {
        String query = request.getQueryString();
        return new URI(request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    private static HttpHeaders headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    private static ResponseEntity<Void> answer(Acknowledgement acknowledgement) {
        return switch (acknowledgement) {
            case ACCEPTED, DUPLICATE -> ResponseEntity.ok().build();
            case REFUSED -> ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
            case NOT_FOUND -> ResponseEntity.notFound().build();
            case UNAVAILABLE -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header("Retry-After", "5")
                    .build();
        };
    }
}
