package dev.anyhook.sivi;

/**
 * Bodies as Sivi's pages print them, read 2026-11-01: documentation samples, not recordings. The flat shape is
 * described in Sivi's sample application; no page prints one.
 */
final class Samples {
    static final String JOB = "sbhMkIZKCPp";
    static final String IMAGE =
            "https://resources.hellosivi.com/user-data/e5ef6aa0-8d6c-11ec-bd33-8d2f1bec7c21/generated/"
                    + "sg0yMSZzNnU--97026520-1f1b-11f0-ada0-01392001fe46--sh0V7MlzOPm.jpg";
    static final String LINK = "https://instant.sivi.ai/#/design/97026520-1f1b-11f0-ada0-01392001fe46";
    static final String SHARE_LINK = "https://instant.sivi.ai/#/results/97026520-1f1b-11f0-ada0-01392001fe46";

    private static final String RESULT = """
            {
              "variations": [
                {
                  "variantImageUrl": "%s",
                  "variantEditLink": "https://instant.sivi.ai/#/variant/sh0V7MlzOPm/independent-design-editor?type=edited",
                  "variantId": "sh0V7MlzOPm",
                  "variantWidth": 1080,
                  "variantHeight": 1080,
                  "variantType": "GENERATED"
                }
              ]
            }""".formatted(IMAGE);

    /** The example payload of "Update Webhook". */
    static final String UPDATE_WEBHOOK = complete("complete");

    /** The examples of "Get Request Status". */
    static final String PENDING = wrapped("\"status\": \"pending\", \"requestId\": \"" + JOB + "\", \"result\": null");

    static final String PROCESSING =
            wrapped("\"status\": \"processing\", \"requestId\": \"" + JOB + "\", \"progress\": 45, \"result\": null");
    static final String COMPLETED = complete("completed");
    static final String FAILED = wrapped("\"status\": \"failed\", \"requestId\": \"" + JOB
            + "\", \"reason\": \"Image url invalid\", \"result\": null");

    /** What Sivi's sample application says that a callback is. */
    static final String FLAT = "{\"status\": \"complete\", \"result\": " + RESULT + "}";

    private Samples() {}

    /** {@code fields} in the documented envelope. */
    static String wrapped(String fields) {
        return "{\"status\": 200, \"body\": {" + fields + "}}";
    }

    /** {@code fields} without an envelope. */
    static String flat(String fields) {
        return "{" + fields + "}";
    }

    private static String complete(String word) {
        return wrapped("""
                "queueWaitTime": 0,
                "status": "%s",
                "requestId": "%s",
                "designId": "97026520-1f1b-11f0-ada0-01392001fe46",
                "link": "%s",
                "shareLink": "%s",
                "result": %s
                """.formatted(word, JOB, LINK, SHARE_LINK, RESULT));
    }
}
