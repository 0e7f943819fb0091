package dev.anyhook.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each published module's {@code api.txt} is what {@code javap} says of its exported packages, so that the API grows by
 * a line in a diff and never unseen. {@code mvn verify -Danyhook.api.update} writes the files anew.
 */
class PublishedApiTest {
    static List<String> libraries() {
        return House.LIBRARIES;
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void isTheOneCommitted(String module) throws IOException {
        Path committed = House.root().resolve(module).resolve("api.txt");
        String present = describe(module);
        if (System.getProperty("anyhook.api.update") != null) {
            Files.writeString(committed, present);
        }

        assertThat(present).isEqualTo(Files.readString(committed));
    }

    private static String describe(String module) throws IOException {
        Path classes = House.classes(module);
        ModuleDescriptor descriptor =
                ModuleFinder.of(classes).findAll().iterator().next().descriptor();
        var files = new ArrayList<String>();
        for (ModuleDescriptor.Exports exported : descriptor.exports()) {
            try (Stream<Path> listed =
                    Files.list(classes.resolve(exported.source().replace('.', '/')))) {
                listed.map(Path::toString)
                        .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                        .forEach(files::add);
            }
        }
        files.sort(null);
        return javap(files).stream().filter(PublishedApiTest::isVisible).collect(Collectors.joining());
    }

    private static boolean isVisible(String api) {
        return api.startsWith("public ") || api.startsWith("protected ");
    }

    /** What it says of each file, in one call: to begin takes longer than to read a file. */
    private static List<String> javap(List<String> files) {
        var out = new StringWriter();
        ToolProvider tool = ToolProvider.findFirst("javap").orElseThrow();
        var arguments = Stream.concat(Stream.of("-protected"), files.stream()).toArray(String[]::new);
        if (tool.run(new PrintWriter(out), new PrintWriter(out), arguments) != 0) {
            throw new UncheckedIOException(new IOException("javap failed: " + out));
        }
        String[] types = out.toString().replace("\r\n", "\n").split("(?m)^Compiled from .*\n");
        assertThat(types).as("nothing, and then each type").hasSize(files.size() + 1);
        return List.of(types);
    }
}
