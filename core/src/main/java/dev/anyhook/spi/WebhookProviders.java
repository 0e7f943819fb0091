package dev.anyhook.spi;

import dev.anyhook.ProviderId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds providers on the class path and the module path. */
public final class WebhookProviders {
    private WebhookProviders() {}

    /**
     * The provider called {@code id}.
     *
     * @throws NoSuchElementException if there is none; the message lists those found
     * @throws IllegalStateException if two claim one id; the message names both and where they come from
     */
    public static WebhookProvider load(String id) {
        SortedMap<String, WebhookProvider> found = byId(discovered());
        WebhookProvider provider = found.get(id);
        if (provider == null) {
            throw new NoSuchElementException("no provider '" + id + "'; found " + found.keySet());
        }
        return provider;
    }

    /** Every provider there is, in the order of their ids. */
    public static List<WebhookProvider> all() {
        return List.copyOf(byId(discovered()).values());
    }

    private static List<WebhookProvider> discovered() {
        var found = new ArrayList<WebhookProvider>();
        ClassLoader own = WebhookProvider.class.getClassLoader();
        ServiceLoader.load(WebhookProvider.class, own).forEach(found::add);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null && !context.equals(own) && knowsThisSpi(context)) {
            for (WebhookProvider provider : ServiceLoader.load(WebhookProvider.class, context)) {
                if (found.stream().noneMatch(known -> known.getClass() == provider.getClass())) {
                    found.add(provider);
                }
            }
        }
        return found;
    }

    /** Whether what {@code loader} finds can be used here: it may see another copy of these classes, or none. */
    private static boolean knowsThisSpi(ClassLoader loader) {
        try {
            return loader.loadClass(WebhookProvider.class.getName()) == WebhookProvider.class;
        } catch (ClassNotFoundException seesNone) {
            return false;
        }
    }

    static SortedMap<String, WebhookProvider> byId(Collection<WebhookProvider> providers) {
        var byId = new TreeMap<String, WebhookProvider>();
        for (WebhookProvider provider : providers) {
            ProviderId id = provider.id();
            WebhookProvider other = byId.putIfAbsent(id.value(), provider);
            if (other != null) {
                throw new IllegalStateException(
                        "two providers claim '" + id + "': " + origin(other) + " and " + origin(provider));
            }
        }
        return byId;
    }

    private static String origin(WebhookProvider provider) {
        Class<?> type = provider.getClass();
        var source = type.getProtectionDomain().getCodeSource();
        return type.getName() + " in " + (source == null ? type.getModule() : source.getLocation());
    }
}
