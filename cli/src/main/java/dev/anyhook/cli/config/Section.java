package dev.anyhook.cli.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of the file. Values are read, and variables looked up, only when somebody asks for them. */
final class Section {
    private final Place place;
    private final boolean isMapping;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Place> repeats = new LinkedHashMap<>();
    private final Substitution substitution;
    private final Problems problems;

    private Section(Place place, boolean isMapping, Substitution substitution, Problems problems) {
        this.place = place;
        this.isMapping = isMapping;
        this.substitution = substitution;
        this.problems = problems;
    }

    static Section of(Place place, Optional<Node> node, Substitution substitution, Problems problems) {
        boolean isOther = node.isPresent() && !(node.get() instanceof MappingNode) && !isEmpty(node.get());
        var section = new Section(place, !isOther, substitution, problems);
        if (node.isPresent() && node.get() instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::add);
        } else if (isOther) {
            problems.at(place, "must be a mapping of keys to values");
        }
        return section;
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.at(place.inside("?", tuple.getKeyNode()), "a key must be a word");
            return;
        }
        Place at = place.inside(key.getValue(), key);
        if (entries.putIfAbsent(key.getValue(), new Entry(at, tuple.getValueNode())) != null) {
            repeats.put(key.getValue(), at);
        }
    }

    private void checkRepeat(String key) {
        Place repeat = repeats.get(key);
        if (repeat != null) {
            problems.at(
                    repeat, "given a second time, first in line " + placeOf(key).line() + "; keep one");
        }
    }

    Place place() {
        return place;
    }

    /** Whether keys can be asked for; if not, that is noted, and nothing else need be said about what is missing. */
    boolean isMapping() {
        return isMapping;
    }

    /** Where {@code key} stands, or the section itself if it is not there. */
    Place placeOf(String key) {
        Entry entry = entries.get(key);
        return entry == null ? place : entry.place;
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /**
     * Notes every key that is not one of {@code known}, as unknown to {@code whom}, with the variables that its value
     * lacks; and every key given twice.
     */
    void allow(Collection<String> known, String whom) {
        entries.forEach((key, entry) -> {
            checkRepeat(key);
            if (!known.contains(key)) {
                problems.at(
                        entry.place,
                        "unknown key" + whom + "; known are " + String.join(", ", new TreeSet<>(known))
                                + Nearest.suggestion(key, known));
                resolve(entry);
            }
        });
    }

    private void resolve(Entry entry) {
        List<Node> values = entry.value instanceof SequenceNode list ? list.getValue() : List.of(entry.value);
        for (Node value : values) {
            if (value instanceof ScalarNode scalar) {
                substitution.of(entry.place, scalar.getValue(), problems);
            }
        }
    }

    /** The mapping at {@code key}, which must be there once; an empty one if the key is not there. */
    Section section(String key) {
        checkRepeat(key);
        Entry entry = entries.get(key);
        return entry == null
                ? of(place, Optional.empty(), substitution, problems)
                : of(entry.place, Optional.of(entry.value), substitution, problems);
    }

    /** The mappings in the list at {@code key}. */
    List<Section> sections(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return List.of();
        }
        if (!(entry.value instanceof SequenceNode list) || list.getValue().isEmpty()) {
            problems.at(entry.place, "must be a list with at least one entry");
            return List.of();
        }
        var sections = new ArrayList<Section>();
        for (Node node : list.getValue()) {
            sections.add(of(entry.place.item(sections.size(), node), Optional.of(node), substitution, problems));
        }
        return sections;
    }

    /** The value at {@code key}; empty if the key is not there or its problem is noted. */
    Optional<Text> text(String key) {
        Entry entry = entries.get(key);
        return entry == null ? Optional.empty() : scalar(entry.place, entry.value);
    }

    /** The value at {@code key}, or the values if it is a list. */
    List<Text> texts(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return List.of();
        }
        if (!(entry.value instanceof SequenceNode list)) {
            return scalar(entry.place, entry.value).stream().toList();
        }
        if (list.getValue().isEmpty()) {
            problems.at(entry.place, "is an empty list; leave the key out, or give a value");
        }
        var texts = new ArrayList<Text>();
        int index = 0;
        for (Node node : list.getValue()) {
            scalar(entry.place.item(index++, node), node).ifPresent(texts::add);
        }
        return texts;
    }

    private Optional<Text> scalar(Place at, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.at(at, "must be a single value");
            return Optional.empty();
        }
        if (isEmpty(scalar)) {
            problems.at(at, "has no value; give one, or leave the key out");
            return Optional.empty();
        }
        return substitution.of(at, scalar.getValue(), problems);
    }

    private static boolean isEmpty(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private record Entry(Place place, Node value) {}
}
