package dev.anyhook.testkit.comparison;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method of the code being read.
 *
 * @param type its class
 * @param method the method
 */
record Place(ClassNode type, MethodNode method) {
    /** The class, the method and the line of {@code step}, and {@code what} is wrong there. */
    String at(AbstractInsnNode step, String what) {
        return type.name.replace('/', '.') + "." + method.name + " (line " + line(step) + ") " + what;
    }

    private static int line(AbstractInsnNode step) {
        AbstractInsnNode each = step;
        while (each != null && !(each instanceof LineNumberNode)) {
            each = each.getPrevious();
        }
        return each instanceof LineNumberNode number ? number.line : 0;
    }
}
