package dev.anyhook.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.house.House;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The runnable jar says what is in it, and under which licences that comes. Runs after packaging. */
class RunnableJarIT {
    private final Path jar = House.root().resolve("cli/target/anyhook.jar");

    @Test
    void itHoldsOurLicenceAndTheNoticesOfOthers() throws IOException {
        assertThat(text("META-INF/LICENSE")).isEqualTo(House.read("LICENSE"));
        assertThat(text("META-INF/NOTICE")).contains("Jackson");
        assertThat(text("META-INF/licenses/com.ongres.scram/scram-client-3.2/META-INF/LICENSE"))
                .contains("OnGres");
    }

    @Test
    void whateverItBundlesIsListedAndItsLicenceIsThere() throws IOException {
        String listed = text("META-INF/THIRD-PARTY.txt");
        var missing = new TreeSet<String>();
        for (String bundled : bundled()) {
            if (listed.lines().noneMatch(line -> !line.isBlank() && bundled.startsWith(line.split(" ", 2)[0]))) {
                missing.add(bundled);
            }
        }

        assertThat(bundled()).hasSizeGreaterThan(10);
        assertThat(missing).isEmpty();
        assertThat(listed.lines().filter(line -> line.contains(" licenses/")))
                .hasSize(5)
                .allSatisfy(line -> assertThat(
                                text("META-INF/" + line.replaceFirst(".*(licenses/[a-z0-9-]+\\.txt).*", "$1")))
                        .contains("Copyright"));
    }

    /** Those who look for known vulnerabilities go by these files. */
    @Test
    void scannersFindTheVersionsOfWhatItBundles() throws IOException {
        for (String name : List.of("org.xerial/sqlite-jdbc", "io.netty/netty-codec-http", "dev.anyhook/anyhook-core")) {
            assertThat(text("META-INF/maven/" + name + "/pom.properties")).contains("version=");
        }
    }

    /** The file names of the jars of others whose classes are in the runnable jar. */
    private List<String> bundled() throws IOException {
        var names = new ArrayList<String>();
        try (var all = new JarFile(jar.toFile())) {
            for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (path.endsWith(".jar")
                        && !Path.of(path).getFileName().toString().startsWith("anyhook")) {
                    try (var one = new JarFile(path);
                            Stream<JarEntry> entries = one.stream()) {
                        if (entries.anyMatch(entry -> isClass(entry) && all.getEntry(entry.getName()) != null)) {
                            names.add(Path.of(path).getFileName().toString());
                        }
                    }
                }
            }
        }
        return names;
    }

    private static boolean isClass(JarEntry entry) {
        return entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class");
    }

    private String text(String name) throws IOException {
        try (var all = new JarFile(jar.toFile());
                var in = all.getInputStream(all.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
