package dev.anyhook.e2e;

import java.util.LinkedHashMap;
import java.util.Map;

/** Secrets that occur nowhere else, so that any trace of them is a leak. */
final class Canaries {
    static final String DIFFIO_SECRET = "whsec_Y2FuYXJ5LWRpZmZpby1zaWduaW5nLXNlY3JldA==";
    static final String NEXIO_SECRET = "whsec_canary_nexio_signing_secret_8f2c";
    static final String NEXIO_BEARER = "canary-nexio-bearer-51d0";
    static final String SIVI_TOKEN = "canary-sivi-url-token-77aa";
    static final String API_KEY = "nx_live_canary0api0key0c3";

    private Canaries() {}

    /** The environment of a process that holds them all. */
    static Map<String, String> environment() {
        var all = new LinkedHashMap<String, String>();
        all.put("DIFFIO_SECRET", DIFFIO_SECRET);
        all.put("NEXIO_SECRET", NEXIO_SECRET);
        all.put("NEXIO_BEARER", NEXIO_BEARER);
        all.put("SIVI_TOKEN", SIVI_TOKEN);
        all.put("API_KEY", API_KEY);
        return all;
    }
}
