package dev.anyhook.benchmarks.verify;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the figures hold for: the processor, the system, the virtual machine, its memory, and the versions. */
final class Machine {
    private static final String OWN = "/META-INF/maven/dev.anyhook/anyhook-core/pom.properties";

    private Machine() {}

    static String describe() {
        return "%s, %d processors; %s %s; %s %s of %s"
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"),
                        System.getProperty("java.vendor"));
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }

    /**
     * How the virtual machine of each trial has its memory: with this one's arguments and collector, and {@code heap}.
     */
    static String memory(List<String> heap) {
        String collector = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(MemoryManagerMXBean::getName)
                .collect(Collectors.joining(", "));
        var arguments = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        arguments.addAll(heap);
        return "Each trial with %s; collector: %s".formatted(String.join(" ", arguments), collector);
    }

    /** Our own version where the build left it, and those of the libraries compared, from the manifest. */
    static String versions() throws IOException {
        String own = own();
        return (own == null ? "" : "Anyhook " + own + "; ") + libraries();
    }

    private static @Nullable String own() throws IOException {
        try (InputStream in = Machine.class.getResourceAsStream(OWN)) {
            var built = new Properties();
            if (in != null) {
                built.load(in);
            }
            return built.getProperty("version");
        }
    }

    private static String libraries() throws IOException {
        try (InputStream in = Machine.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            Attributes built = in == null ? new Attributes() : new Manifest(in).getMainAttributes();
            return "com.svix:svix %s; com.standardwebhooks:standardwebhooks %s; com.stripe:stripe-java %s"
                    .formatted(
                            known(built.getValue("Svix-Version")),
                            known(built.getValue("Standard-Webhooks-Version")),
                            known(built.getValue("Stripe-Version")));
        }
    }

    private static String known(@Nullable String version) {
        return version == null ? "of unknown version" : version;
    }
}
