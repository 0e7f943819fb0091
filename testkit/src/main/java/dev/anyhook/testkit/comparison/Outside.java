package dev.anyhook.testkit.comparison;

import java.util.Set;

/** Which methods of the JDK look beyond what they are given: at a clock, a file or a connection. */
final class Outside {
    /** What of {@code java.net} only reads names. */
    private static final Set<String> NAMES = Set.of(
            "java/net/IDN",
            "java/net/URI",
            "java/net/URISyntaxException",
            "java/net/URLDecoder",
            "java/net/URLEncoder",
            "java/net/http/HttpHeaders");

    private static final Set<String> FILES = Set.of(
            "java/io/FileInputStream",
            "java/io/FileOutputStream",
            "java/io/FileReader",
            "java/io/FileWriter",
            "java/io/RandomAccessFile",
            "java/nio/file/Files");

    private static final Set<String> CLOCKS = Set.of(
            "java/lang/System.currentTimeMillis()J",
            "java/lang/System.nanoTime()J",
            "java/time/InstantSource.system()Ljava/time/InstantSource;",
            "java/util/Date.<init>()V");

    private Outside() {}

    static boolean isReachedBy(String owner, String name, String desc) {
        return FILES.contains(owner)
                || owner.startsWith("java/nio/channels/")
                || (owner.startsWith("java/net/") && !NAMES.contains(owner))
                || (owner.startsWith("java/time/") && name.equals("now"))
                || (owner.equals("java/time/Clock") && (name.startsWith("system") || name.startsWith("tick")))
                || CLOCKS.contains(owner + "." + name + desc);
    }
}
