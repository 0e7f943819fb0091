package dev.anyhook.cli.config;

import dev.anyhook.spi.WebhookProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one file for one purpose. */
final class ConfigReader {
    private static final String SERVER = "server";
    private static final String INBOX = "inbox";
    private static final String ENDPOINTS = "endpoints";
    private static final String SINKS = "sinks";

    private final Problems problems;
    private final Section root;
    private final List<WebhookProvider> providers;

    ConfigReader(Path file, Map<String, String> environment, List<WebhookProvider> providers) {
        this.problems = new Problems(file.toString());
        this.root = Section.of(Place.FILE, ConfigFile.read(file, problems), new Substitution(environment), problems);
        this.providers = List.copyOf(providers);
        root.allow(Set.of(SERVER, INBOX, ENDPOINTS, SINKS), "");
    }

    Config all() {
        ServerConfig server = server();
        InboxConfig inbox = inbox();
        Section named = root.section(ENDPOINTS);
        var reader = new EndpointReader(providers, Purpose.SERVE, problems);
        var endpoints = new ArrayList<EndpointConfig>();
        named.keys().forEach(name -> reader.read(name, named.section(name)).ifPresent(endpoints::add));
        if (root.isMapping() && named.isMapping() && named.keys().isEmpty()) {
            problems.at(root.placeOf(ENDPOINTS), "no endpoint is configured; add one under " + ENDPOINTS);
        }
        noteSharedSecrets(endpoints, named);
        List<SinkConfig> sinks = sinks();
        problems.throwIfAny();
        return new Config(server, inbox, endpoints, sinks, problems.warnings());
    }

    /** Spelled alike; the receiver refuses those that are spelled in two ways. */
    private void noteSharedSecrets(List<EndpointConfig> endpoints, Section named) {
        for (EndpointConfig later : endpoints) {
            for (EndpointConfig earlier : endpoints.subList(0, endpoints.indexOf(later))) {
                if (earlier.sharesSecretWith(later)) {
                    problems.at(
                            named.section(later.name()).placeOf("secrets"),
                            "share one with endpoint '" + earlier.name()
                                    + "': a delivery for one would be believed at the other");
                }
            }
        }
    }

    Config one(Purpose purpose, String name) {
        ServerConfig server = purpose.readsServer() ? server() : ServerConfig.STANDARD;
        Section named = root.section(ENDPOINTS);
        Optional<EndpointConfig> endpoint = Optional.empty();
        if (named.has(name)) {
            endpoint = new EndpointReader(providers, purpose, problems).read(name, named.section(name));
        } else if (root.isMapping() && named.isMapping()) {
            problems.at(
                    root.placeOf(ENDPOINTS),
                    "no endpoint is called '" + name + "'; configured are "
                            + (named.keys().isEmpty() ? "none" : String.join(", ", named.keys()))
                            + Nearest.suggestion(name, named.keys()));
        }
        problems.throwIfAny();
        return new Config(server, InboxConfig.STANDARD, endpoint.stream().toList(), List.of(), problems.warnings());
    }

    private ServerConfig server() {
        Section section = root.section(SERVER);
        section.allow(Set.of("host", "port", "max-body"), "");
        ServerConfig standard = ServerConfig.STANDARD;
        return new ServerConfig(
                section.text("host")
                        .flatMap(text -> text.as(Values::host, problems))
                        .orElse(standard.host()),
                section.text("port")
                        .flatMap(text -> text.as(Values::port, problems))
                        .orElse(standard.port()),
                section.text("max-body")
                        .flatMap(text -> text.as(Values::size, problems))
                        .orElse(standard.maxBody()));
    }

    private InboxConfig inbox() {
        return new InboxReader(problems).read(root.section(INBOX));
    }

    /** Where events are kept, and nothing else. */
    InboxConfig inboxAlone() {
        InboxConfig inbox = inbox();
        problems.throwIfAny();
        return inbox;
    }

    private List<SinkConfig> sinks() {
        if (!root.has(SINKS)) {
            return List.of(SinkConfig.STANDARD);
        }
        return root.sections(SINKS).stream().map(this::sink).toList();
    }

    private SinkConfig sink(Section section) {
        section.allow(Set.of("type", "trust"), "");
        if (section.isMapping() && !section.has("type")) {
            problems.at(section.place(), "needs a type; the only one is stdout");
        }
        section.text("type").ifPresent(text -> text.as(ConfigReader::sinkType, problems));
        return section.text("trust")
                .flatMap(text -> text.as(Values::trust, problems))
                .map(SinkConfig::new)
                .orElse(SinkConfig.STANDARD);
    }

    private static String sinkType(String text) {
        if (!text.equals("stdout")) {
            throw new IllegalArgumentException("is not a type of sink; the only one is stdout");
        }
        return text;
    }
}
