package dev.anyhook.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On the module path the providers are found as they are on the class path. */
class ModulePathTest {
    private static final List<String> LIBRARIES =
            List.of("jackson-annotations", "jackson-core", "jackson-databind", "jspecify", "slf4j-api");

    @Test
    void findsAllProviders() throws ReflectiveOperationException {
        Path[] ours = Stream.of("core", "provider-diffio", "provider-nexio", "provider-sivi")
                .map(House::classes)
                .toArray(Path[]::new);
        Path[] theirs = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> LIBRARIES.stream().anyMatch(jar.getFileName().toString()::startsWith))
                .toArray(Path[]::new);
        ModuleFinder finder = ModuleFinder.compose(ModuleFinder.of(ours), ModuleFinder.of(theirs));
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolveAndBind(finder, ModuleFinder.of(), Set.of("dev.anyhook.core"));
        ModuleLayer layer = ModuleLayer.boot().defineModulesWithOneLoader(configuration, null);

        Class<?> providers = layer.findLoader("dev.anyhook.core").loadClass("dev.anyhook.spi.WebhookProviders");
        var found = (List<?>) providers.getMethod("all").invoke(null);

        assertThat(providers.getModule().isNamed()).isTrue();
        assertThat(found.stream()
                        .map(provider -> provider.getClass().getModule().getName()))
                .containsExactly("dev.anyhook.diffio", "dev.anyhook.nexio", "dev.anyhook.sivi");
    }
}
