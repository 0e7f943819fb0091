package dev.anyhook.benchmarks.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** What the figures hold for: the processor, the system, the virtual machine, and the versions of the libraries. */
final class Machine {
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

    /** The versions of the libraries compared, as the build wrote them into the manifest. */
    static String libraries() throws IOException {
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
