package dev.anyhook.benchmarks.verify;

import java.nio.charset.StandardCharsets;

/** Bodies as the vendors send them, filled up to a size in bytes with a field that nobody reads. */
final class Body {
    private static final String DIFFIO = """
        "eventType":"generation.completed","eventId":"evt_1","createdAt":"2026-01-28T12:34:56Z","apiKeyId":"key_1",\
        "generationId":"gen_1","status":"complete","error":null\
        """;
    private static final String NEXIO = """
        "id":"evt_1","type":"run.completed","created_at":"2026-01-28T12:34:56Z",\
        "data":{"run":{"run_id":"run_1","status":"completed"}}\
        """;
    private static final String SIVI = """
        "status":200,"body":{"status":"complete","requestId":"req_1","progress":100,\
        "result":{"variations":[{"variantImageUrl":"https://images.example/1.png"}]},"link":"https://sivi.example/1"}\
        """;
    private static final int RARE = 100;

    private Body() {}

    static byte[] diffio(int size, Script script) {
        return bytes("{" + DIFFIO + ",\"pad\":\"", size, "\"}", script);
    }

    /** What is read comes after everything else, so that all of it must be read. */
    static byte[] diffioAtTheEnd(int size) {
        return bytes("{\"pad\":\"", size, "\"," + DIFFIO + "}", Script.ASCII);
    }

    static byte[] nexio(int size, Script script) {
        return bytes("{" + NEXIO + ",\"pad\":\"", size, "\"}", script);
    }

    static byte[] sivi(int size, Script script) {
        return bytes("{" + SIVI + ",\"pad\":\"", size, "\"}", script);
    }

    private static byte[] bytes(String head, int size, String tail, Script script) {
        int room = size - head.length() - tail.length();
        return (head + fill(room, script) + tail).getBytes(StandardCharsets.UTF_8);
    }

    private static String fill(int bytes, Script script) {
        var fill = new StringBuilder(Math.max(0, bytes));
        for (int length = 0, place = 1; length < bytes; place++) {
            boolean rare = script == Script.MIXED && place % RARE == 0 && length + 2 <= bytes;
            fill.append(rare ? 'é' : (char) ('a' + place % 26));
            length += rare ? 2 : 1;
        }
        return fill.toString();
    }
}
