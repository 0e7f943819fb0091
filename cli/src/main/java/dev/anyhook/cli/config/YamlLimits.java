package dev.anyhook.cli.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** The parts of YAML that a configuration does without: anchors, aliases, tags and depth. */
final class YamlLimits {
    private static final int MAX_DEPTH = 20;

    private YamlLimits() {}

    /** Notes every use of them in {@code text}; stops at what is nested too deeply. */
    static void check(String text, LoadSettings yaml, Problems problems) {
        int depth = 0;
        for (Event event : new Parse(yaml).parseString(text)) {
            if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
                String what = event instanceof AliasEvent ? "* begins an alias" : "& begins an anchor";
                problems.at(place(event), what + ", which is not taken here; quote the value, or write it out");
            }
            if (isTagged(event)) {
                problems.at(place(event), "! begins a tag, which is not taken here; quote the value");
            }
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > MAX_DEPTH) {
                problems.at(place(event), "nested too deeply");
                return;
            }
        }
    }

    private static boolean isTagged(Event event) {
        return event instanceof ScalarEvent scalar
                ? scalar.getTag().isPresent()
                : event instanceof CollectionStartEvent start && start.getTag().isPresent();
    }

    private static Place place(Event event) {
        int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        int column = event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
        return new Place(line, column, "");
    }
}
