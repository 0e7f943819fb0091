package dev.anyhook.testkit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is printed, and what is logged through {@code java.util.logging}, while something runs. */
final class Overheard {
    private Overheard() {}

    static String during(Runnable what) {
        var heard = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        Logger root = Logger.getLogger("");
        Level usual = root.getLevel();
        var ear = new Ear(new PrintStream(heard, true, StandardCharsets.UTF_8));
        try {
            System.setOut(new PrintStream(new Both(out, heard), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(new Both(err, heard), true, StandardCharsets.UTF_8));
            root.addHandler(ear);
            root.setLevel(Level.ALL);
            what.run();
        } finally {
            System.setOut(out);
            System.setErr(err);
            root.removeHandler(ear);
            root.setLevel(usual);
        }
        return heard.toString(StandardCharsets.UTF_8);
    }

    /** Passes everything on, so that what other threads print meanwhile is not lost. */
    private static final class Both extends OutputStream {
        private final PrintStream usual;
        private final ByteArrayOutputStream heard;

        Both(PrintStream usual, ByteArrayOutputStream heard) {
            this.usual = usual;
            this.heard = heard;
        }

        @Override
        public void write(int b) {
            usual.write(b);
            heard.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            usual.write(bytes, from, length);
            heard.write(bytes, from, length);
        }
    }

    private static final class Ear extends Handler {
        private final SimpleFormatter words = new SimpleFormatter();
        private final PrintStream heard;

        Ear(PrintStream heard) {
            this.heard = heard;
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord logged) {
            heard.println(words.format(logged));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
