package dev.anyhook.cli.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where events are kept. Prints no password. */
public sealed interface InboxConfig {
    /** What a file that says nothing means. */
    InboxConfig STANDARD = Sqlite.standard(false);

    /** Whether events of one job are handed out one at a time, in the order they happened. */
    boolean orderedPerJob();

    /** In this process, and gone with it. */
    record Memory() implements InboxConfig {
        /** It knows no order. */
        @Override
        public boolean orderedPerJob() {
            return false;
        }

        @Override
        public String toString() {
            return "memory";
        }
    }

    /**
     * In a file of this machine.
     *
     * @param file relative to the working directory
     * @param orderedPerJob see {@link InboxConfig#orderedPerJob}
     */
    record Sqlite(Path file, boolean orderedPerJob) implements InboxConfig {
        /** The one that is used when no other is named. */
        static Sqlite standard(boolean orderedPerJob) {
            return new Sqlite(Path.of("anyhook-data", "inbox.db"), orderedPerJob);
        }

        @Override
        public String toString() {
            return file.toAbsolutePath().normalize().toString();
        }
    }

    /**
     * In a database that several receivers may share.
     *
     * @param url with its settings, a password among them perhaps
     * @param orderedPerJob see {@link InboxConfig#orderedPerJob}
     */
    record Postgresql(String url, boolean orderedPerJob) implements InboxConfig {
        /** Of a setting's value that may say more than a number or a word such as {@code on}. */
        private static final int SHORTEST = 5;

        /** The URL without its settings, and without what may be settings in the wrong place. */
        @Override
        public String toString() {
            return url.replaceFirst("//[^/]*@", "//").split("[?;&=]", 2)[0];
        }

        /** {@code text} without the values of the URL's settings: a driver quotes one that it does not understand. */
        public String hiddenIn(String text) {
            String shown = text;
            for (String setting : url.split("[?&]", -1)) {
                String value = setting.substring(setting.indexOf('=') + 1);
                boolean plain = value.length() < SHORTEST || setting.startsWith("user=");
                shown = plain ? shown : shown.replace(value, "...").replace(decoded(value), "...");
            }
            return shown;
        }

        private static String decoded(String value) {
            try {
                return URLDecoder.decode(value, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException asItIs) {
                return value;
            }
        }
    }
}
