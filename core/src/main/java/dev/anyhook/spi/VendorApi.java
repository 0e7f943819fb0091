package dev.anyhook.spi;

import dev.anyhook.ProviderId;
import dev.anyhook.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** One account's way to a vendor's API: base, headers and error form, ready for calls. Immutable. */
public final class VendorApi {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\." + OCTET + "){3}");
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(\\.|%2[eE]){1,2}(?=[/?]|$)");

    private final ProviderId provider;
    private final VendorAccount account;
    private final String base;
    private final VendorErrors errors;
    private final Map<String, Secret> headers = new LinkedHashMap<>();

    private VendorApi(ProviderId provider, VendorAccount account, URI documented, VendorErrors errors) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.account = account;
        this.base = checked(account.api() == null ? documented : account.api());
        this.errors = Objects.requireNonNull(errors, "errors");
    }

    /**
     * The way to the vendor for {@code account}.
     *
     * @param documented the base that the vendor documents, used unless the account names another
     * @throws IllegalArgumentException if the base would send the API key in clear text beyond this machine
     */
    public static VendorApi of(ProviderId provider, VendorAccount account, URI documented, VendorErrors errors) {
        return new VendorApi(provider, account, documented, errors);
    }

    private static String checked(URI base) {
        boolean secure = "https".equals(base.getScheme());
        boolean local = "http".equals(base.getScheme()) && base.getHost() != null && isLoopback(base.getHost());
        boolean more = base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null;
        if ((!secure && !local) || base.getHost() == null || more) {
            throw new IllegalArgumentException("an API base must be https, or http on this machine only,"
                    + " without user, query or fragment: " + base.getScheme() + "://" + base.getHost());
        }
        String text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether {@code host} is this machine, without asking any name server. */
    public static boolean isLoopback(String host) {
        if ("localhost".equalsIgnoreCase(host) || LOOPBACK_V4.matcher(host).matches()) {
            return true;
        }
        try {
            return host.startsWith("[") && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    /**
     * Sends a header with every call, hidden from all messages.
     *
     * @throws IllegalArgumentException if no header can hold {@code value}, which is not shown
     */
    public VendorApi withHeader(String name, String prefix, Secret value) {
        var copy = new VendorApi(provider, account, URI.create(base), errors);
        copy.headers.putAll(headers);
        copy.headers.put(name, sendable(name, prefix + value.reveal()));
        return copy;
    }

    private static Secret sendable(String name, String value) {
        try {
            HttpRequest.newBuilder().setHeader(name, value);
        } catch (IllegalArgumentException unsendable) {
            throw new IllegalArgumentException("the value for " + name + " has a character that no header may hold");
        }
        return Secret.of(value);
    }

    /**
     * Begins a call.
     *
     * @param operation what it is called in messages
     * @param method the HTTP method
     * @param path what follows the base, beginning with a slash, with every part encoded
     * @throws IllegalArgumentException if {@code path} would lead elsewhere than it seems to
     */
    public VendorCall call(String operation, String method, String path) {
        var call = new VendorCall(provider, operation, method, target(path), account.transport(), errors);
        headers.forEach(call::header);
        return call.hiding(account.apiKey());
    }

    private URI target(String path) {
        if (!path.startsWith("/")
                || path.contains("#")
                || DOT_SEGMENT.matcher(path).find()) {
            throw misleading();
        }
        try {
            return new URI(base + path);
        } catch (URISyntaxException unencoded) {
            throw misleading();
        }
    }

    private static IllegalArgumentException misleading() {
        return new IllegalArgumentException("a path must begin with a slash, be encoded, and have no dot segments");
    }
}
