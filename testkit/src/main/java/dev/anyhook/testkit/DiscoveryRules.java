package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.spi.WebhookProviders;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** D: how a provider is found. */
abstract class DiscoveryRules {
    private final Subject subject;

    DiscoveryRules(Subject subject) {
        this.subject = subject;
    }

    @Test
    @Rule(
            value = "D1",
            look = "META-INF/services/dev.anyhook.spi.WebhookProvider must hold the class name, and id() must be"
                    + " stable")
    @DisplayName("is found by its id on the class path")
    void isFoundOnTheClassPath() {
        String id = subject.provider().id().value();

        WebhookProvider found = WebhookProviders.load(id);

        assertThat(found.getClass())
                .as("the class found for '%s'", id)
                .isEqualTo(subject.provider().getClass());
    }

    @Test
    @Rule(
            value = "D2",
            force = Rule.Force.SHOULD,
            look = "module-info.java: provides dev.anyhook.spi.WebhookProvider with the class")
    @DisplayName("is named by its module, so that it is found on the module path too")
    void isFoundOnTheModulePath() throws URISyntaxException {
        Class<?> type = subject.provider().getClass();

        List<Provides> provided =
                descriptors(type).flatMap(module -> module.provides().stream()).toList();

        assertThat(provided)
                .as("what the module of %s provides", type.getName())
                .anyMatch(each -> each.service().equals(WebhookProvider.class.getName())
                        && each.providers().contains(type.getName()));
    }

    private static Stream<ModuleDescriptor> descriptors(Class<?> type) throws URISyntaxException {
        if (type.getModule().isNamed()) {
            return Stream.of(type.getModule().getDescriptor());
        }
        Path place =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return ModuleFinder.of(place).findAll().stream().map(ModuleReference::descriptor);
    }
}
