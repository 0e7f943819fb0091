package dev.anyhook.inbox.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.Locale;
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
    private static final Pattern NO_PLACE = Pattern.compile("[@;&=]");

    private static final String REWRITE = "reWriteBatchedInserts";

    /** What is wrong with rewriting batches. */
    static final String HIDES_DUPLICATES = REWRITE + " hides which rows of a batch are duplicates";

    private PostgresUrl() {}

    static DataSource source(String url) {
        int question = url.indexOf('?');
        String bare = question < 0 ? url : url.substring(0, question);
        if (!bare.startsWith(SCHEME) || NO_PLACE.matcher(bare).find()) {
            throw new IllegalArgumentException("this is no URL of a PostgreSQL database: expected"
                    + " jdbc:postgresql://host:port/database?user=...&password=...");
        }
        Properties settings = defaults();
        if (question >= 0) {
            for (String setting : url.substring(question + 1).split("&", -1)) {
                int equals = setting.indexOf('=');
                String name = decoded(equals < 0 ? setting : setting.substring(0, equals));
                String value = equals < 0 ? "" : decoded(setting.substring(equals + 1));
                refuseRewriting(name, value);
                settings.setProperty(name, value);
            }
        }
        settings.setProperty("logServerErrorDetail", "false"); // Details hold rows.
        return new PlainSource(() -> DriverManager.getConnection(bare, settings));
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
            throw new IllegalArgumentException(HIDES_DUPLICATES + ": take it out of the inbox's URL");
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException holdsTheText) {
            throw new IllegalArgumentException("the URL of the inbox's database is not well encoded");
        }
    }
}
