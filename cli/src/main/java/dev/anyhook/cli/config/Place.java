package dev.anyhook.cli.config;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Where something stands in the file.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param key the names of the keys around it and its own, joined by dots; empty for the file itself
 */
record Place(int line, int column, String key) {
    static final Place FILE = new Place(1, 1, "");

    /** The place of {@code node}, which stands at {@code name} within this one. */
    Place inside(String name, Node node) {
        int at = node.getStartMark().map(Mark::getLine).orElse(line - 1) + 1;
        int column = node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
        return new Place(at, column, key.isEmpty() ? name : key + "." + name);
    }

    /** The place of {@code node}, which is one of several values of this key. */
    Place item(int index, Node node) {
        Place inside = inside("", node);
        return new Place(inside.line, inside.column, key + "[" + index + "]");
    }
}
