package dev.anyhook.testkit.flawed;

import java.util.Locale;

/** The case of letters as the machine's language has it: in Turkish, the small form of I is another letter. */
final class Folding {
    private Folding() {}

    static boolean same(String one, String other) {
        return one.toLowerCase(Locale.getDefault()).equals(other.toLowerCase(Locale.getDefault()));
    }
}
