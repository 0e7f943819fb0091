package dev.anyhook.testkit.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** The classes that a class names, those that they name, and so on, within its package and those below. */
final class Reachable {
    private static final int CONSTANT_CLASS = 7;

    private Reachable() {}

    static List<ClassNode> from(Class<?> type) {
        String room = type.getPackageName().replace('.', '/') + "/";
        var found = new LinkedHashMap<String, ClassNode>();
        var waiting = new ArrayDeque<String>();
        waiting.add(type.getName().replace('.', '/'));
        while (!waiting.isEmpty()) {
            String name = waiting.remove();
            if (name.startsWith(room) && !found.containsKey(name)) {
                ClassReader reader = reader(type, name);
                var node = new ClassNode();
                reader.accept(node, ClassReader.SKIP_FRAMES);
                found.put(name, node);
                names(reader, waiting);
            }
        }
        return List.copyOf(found.values());
    }

    private static ClassReader reader(Class<?> type, String name) {
        try (InputStream bytes = type.getResourceAsStream("/" + name + ".class")) {
            if (bytes == null) {
                throw new IllegalArgumentException("no compiled code of " + name);
            }
            return new ClassReader(bytes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Every class in the constant pool. */
    private static void names(ClassReader reader, ArrayDeque<String> names) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            if (offset > 0 && reader.readByte(offset - 1) == CONSTANT_CLASS) {
                String name = reader.readUTF8(offset, buffer);
                if (name != null) {
                    names.add(
                            name.startsWith("[")
                                    ? name.replaceFirst("^\\[+L?", "").replace(";", "")
                                    : name);
                }
            }
        }
    }
}
