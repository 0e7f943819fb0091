package dev.anyhook.testkit.comparison;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** The arrays that a method hands to a MAC or a digest to be filled. */
final class Filled {
    private Filled() {}

    /** The locals of {@code place} that hold such an array; that a field does is told to {@code facts}. */
    static Set<Integer> locals(Place place, Facts facts) throws AnalyzerException {
        var locals = new HashSet<Integer>();
        InsnList steps = place.method().instructions;
        Frame<SourceValue>[] frames = null;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof MethodInsnNode call && Vocabulary.fills(call.owner, call.name, call.desc)) {
                frames = frames == null
                        ? new Analyzer<>(new SourceInterpreter()).analyze(place.type().name, place.method())
                        : frames;
                if (frames[i] != null) {
                    array(frames[i], call).insns.forEach(source -> note(source, locals, facts));
                }
            }
        }
        return locals;
    }

    private static SourceValue array(Frame<SourceValue> before, MethodInsnNode call) {
        return before.getStack(before.getStackSize() - Type.getArgumentTypes(call.desc).length);
    }

    private static void note(AbstractInsnNode source, Set<Integer> locals, Facts facts) {
        if (source instanceof VarInsnNode local) {
            locals.add(local.var);
        } else if (source instanceof FieldInsnNode field) {
            facts.fieldIsSecret(field.owner + "." + field.name);
        }
    }
}
