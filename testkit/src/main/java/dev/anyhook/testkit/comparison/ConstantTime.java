package dev.anyhook.testkit.comparison;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * The rule that a MAC, a digest or the text of a {@link dev.anyhook.Secret} is never compared so that time tells where
 * two texts differ: not with {@code equals}, {@code compareTo}, {@code startsWith}, {@code Arrays.equals},
 * {@code List.contains} or their like, nor in a loop that ends early. Comparing with a literal is allowed.
 *
 * <p>Compiled code is followed from what makes such a value, through locals, fields, calls and lambdas, to what
 * compares it. A value that is lost sight of, in a collection or behind an interface, is not found: the rule raises few
 * false alarms, and its silence is no proof.
 */
public final class ConstantTime {
    private static final int MOST_ROUNDS = 50;

    private ConstantTime() {}

    /**
     * Every comparison that breaks the rule, as class, method and line, in the code that {@code type} leads to within
     * its package and those below.
     */
    public static List<String> violations(Class<?> type) {
        List<ClassNode> classes = Reachable.from(type);
        var facts = new Facts(classes);
        Set<String> found = new LinkedHashSet<>();
        int known;
        int rounds = 0;
        do {
            known = facts.count();
            found.clear();
            for (ClassNode each : classes) {
                for (MethodNode method : each.methods) {
                    found.addAll(violations(each, method, facts));
                }
            }
        } while (facts.count() > known && ++rounds < MOST_ROUNDS);
        return List.copyOf(found);
    }

    private static List<String> violations(ClassNode type, MethodNode method, Facts facts) {
        var place = new Place(type, method);
        try {
            var flow = new SecretFlow(place, Filled.locals(place, facts), facts);
            new Analyzer<>(flow).analyze(type.name, method);
            return flow.violations();
        } catch (AnalyzerException unreadable) {
            return List.of(type.name.replace('/', '.') + "." + method.name + " cannot be followed");
        }
    }
}
