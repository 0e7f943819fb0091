package dev.anyhook.inbox.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Takes a URL apart. Its settings, a password among them, go to the driver as properties; what remains may appear in
 * messages.
 */
final class PostgresUrl {
    private static final String SCHEME = "jdbc:postgresql:";

    /** What parts settings elsewhere: the driver would take a password after it for part of the database's name. */
    private static final Pattern NO_PLACE = Pattern.compile("[;&=]");

    private static final String REWRITE = "reWriteBatchedInserts";

    /** What is wrong with rewriting batches. */
    static final String HIDES_DUPLICATES = REWRITE + " hides which rows of a batch are duplicates";

    private PostgresUrl() {}

    /** New connections to where {@code url} leads. */
    static DataSource source(String url) {
        String bare = bare(url);
        Properties settings = defaults();
        try {
            insistOnForm(bare);
            settings.putAll(settings(url));
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("the URL of the inbox's database " + refused.getMessage());
        }
        settings.setProperty("logServerErrorDetail", "false"); // Details hold rows.
        return new PlainSource(() -> DriverManager.getConnection(bare, settings));
    }

    /** What is wrong with {@code url}, after "it"; empty if nothing is. Quotes nothing of it. */
    static Optional<String> problem(String url) {
        try {
            insistOnForm(bare(url));
            settings(url);
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private static String bare(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    private static void insistOnForm(String bare) {
        if (!bare.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "is not a PostgreSQL URL; write jdbc:postgresql://host:port/database?user=...&password=...");
        }
        if (bare.contains("@")) {
            throw new IllegalArgumentException(
                    "has a user before its host; let it end in ?user=...&password=... instead, URL-encoded");
        }
        if (NO_PLACE.matcher(bare).find()) {
            throw new IllegalArgumentException(
                    "has settings before a question mark; let it end in ?user=...&password=..., URL-encoded");
        }
    }

    private static Properties settings(String url) {
        var settings = new Properties();
        int question = url.indexOf('?');
        if (question >= 0) {
            for (String setting : url.substring(question + 1).split("&", -1)) {
                int equals = setting.indexOf('=');
                String name = decoded(equals < 0 ? setting : setting.substring(0, equals));
                String value = equals < 0 ? "" : decoded(setting.substring(equals + 1));
                refuseRewriting(name, value);
                settings.setProperty(name, value);
            }
        }
        return settings;
    }

    /** A server that is gone must not keep anyone waiting for ever. */
    private static Properties defaults() {
        var settings = new Properties();
        settings.setProperty("connectTimeout", "5");
        settings.setProperty("socketTimeout", "30");
        settings.setProperty("tcpKeepAlive", "true");
        settings.setProperty("ApplicationName", "anyhook");
        return settings;
    }

    private static void refuseRewriting(String name, String value) {
        boolean asks = name.strip().equalsIgnoreCase(REWRITE);
        if (asks && !value.strip().toLowerCase(Locale.ROOT).equals("false")) {
            throw new IllegalArgumentException(
                    "asks for " + REWRITE + ", which hides which events are duplicates; take that out");
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException holdsTheText) {
            throw new IllegalArgumentException(
                    "is not well encoded: two hexadecimal digits follow each %; write %25 for one");
        }
    }
}
