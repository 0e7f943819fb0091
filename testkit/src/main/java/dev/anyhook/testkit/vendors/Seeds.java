package dev.anyhook.testkit.vendors;

import java.security.SecureRandom;

/** Where a test's seed comes from: the system property {@value #PROPERTY}, or chance. */
final class Seeds {
    static final String PROPERTY = "anyhook.seed";

    private static final SecureRandom CHANCE = new SecureRandom();

    private Seeds() {}

    static long next() {
        String given = System.getProperty(PROPERTY);
        if (given == null) {
            return CHANCE.nextInt(Integer.MAX_VALUE);
        }
        try {
            return Long.parseLong(given.strip());
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(PROPERTY + " must be a whole number, not '" + given + "'", noNumber);
        }
    }

    /** How to live the same day again. */
    static String note(long seed) {
        return "the bad day of seed " + seed + ", again with -D" + PROPERTY + "=" + seed;
    }
}
