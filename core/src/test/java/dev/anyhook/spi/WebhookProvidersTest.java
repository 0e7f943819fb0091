package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.ProviderId;
import dev.anyhook.TrustPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookProvidersTest {
    @TempDir
    private Path jar;

    @Test
    void areSortedById() {
        WebhookProvider b = new Named("b");
        WebhookProvider a = new Other("a");

        assertThat(WebhookProviders.byId(List.of(b, a))).containsExactly(Map.entry("a", a), Map.entry("b", b));
    }

    @Test
    void twoOfOneIdAreBothNamedWithWhereTheyComeFrom() {
        String here =
                Named.class.getProtectionDomain().getCodeSource().getLocation().toString();
        Collection<WebhookProvider> two = List.of(new Named("same"), new Other("same"));

        assertThatThrownBy(() -> WebhookProviders.byId(two))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("two providers claim 'same': " + Named.class.getName() + " in " + here + " and "
                        + Other.class.getName() + " in " + here);
    }

    @Test
    void findsWhatTheContextClassLoaderKnowsAndListsItWhenAskedForAnother() {
        inContextOf(Loadable.class, () -> {
            assertThat(WebhookProviders.load("loadable")).isInstanceOf(Loadable.class);
            assertThat(WebhookProviders.all()).hasExactlyElementsOfTypes(Loadable.class);
            assertThatThrownBy(() -> WebhookProviders.load("loadabel"))
                    .isExactlyInstanceOf(NoSuchElementException.class)
                    .hasMessage("no provider 'loadabel'; found [loadable]");
            return null;
        });
    }

    @Test
    void manageWithoutAContextClassLoader() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try {
            assertThat(WebhookProviders.all()).isEmpty();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private void inContextOf(Class<?> service, Supplier<Void> run) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {registering(service)}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            run.get();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private URL registering(Class<?> service) throws IOException, MalformedURLException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(WebhookProvider.class.getName()), service.getName() + "\n");
        return jar.toUri().toURL();
    }

    static class Named implements WebhookProvider {
        private final String id;

        Named(String id) {
            this.id = id;
        }

        @Override
        public ProviderId id() {
            return ProviderId.of(id);
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Set<String> eventTypes() {
            return Set.of();
        }

        @Override
        public ConfigureResult configure(EndpointRequest request, VendorAccount account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TestResult test(TestRequest request, VendorAccount account) {
            return new TestResult.Unavailable("nothing to try");
        }

        @Override
        public DeliveryVerifier verifier(TrustPolicy trust) {
            throw new IllegalArgumentException("believes nobody");
        }
    }

    static final class Other extends Named {
        Other(String id) {
            super(id);
        }
    }

    /** What a service file can name. */
    public static final class Loadable extends Named {
        /** For the service loader. */
        public Loadable() {
            super("loadable");
        }
    }
}
