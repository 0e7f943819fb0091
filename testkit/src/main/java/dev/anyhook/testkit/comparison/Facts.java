package dev.anyhook.testkit.comparison;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What is known so far of the code being read: which fields, parameters and results hold something secret. */
final class Facts {
    private final Set<String> methods = new HashSet<>();
    private final Set<String> fields = new HashSet<>();
    private final Set<String> results = new HashSet<>();
    private final Map<String, Set<Integer>> parameters = new HashMap<>();
    private int count;

    Facts(Collection<ClassNode> classes) {
        for (ClassNode type : classes) {
            for (MethodNode method : type.methods) {
                methods.add(method.name + method.desc);
            }
        }
    }

    /** Whether a method of this name and form is among the code being read. */
    boolean isOurs(String method) {
        return methods.contains(method);
    }

    void fieldIsSecret(String field) {
        count += fields.add(field) ? 1 : 0;
    }

    boolean isSecretField(String field) {
        return fields.contains(field);
    }

    void resultIsSecret(String method) {
        count += results.add(method) ? 1 : 0;
    }

    boolean isSecretResult(String method) {
        return results.contains(method);
    }

    void parameterIsSecret(String method, int place) {
        count += parameters.computeIfAbsent(method, any -> new HashSet<>()).add(place) ? 1 : 0;
    }

    boolean isSecretParameter(String method, int place) {
        return parameters.getOrDefault(method, Set.of()).contains(place);
    }

    /** How many facts there are; it only grows. */
    int count() {
        return count;
    }
}
