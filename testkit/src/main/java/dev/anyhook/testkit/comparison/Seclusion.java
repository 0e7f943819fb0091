package dev.anyhook.testkit.comparison;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The rule that verification reads no clock, no file and no connection: what it needs is in the delivery and the
 * policy.
 *
 * <p>Compiled code is followed from the methods that make a verifier or are one, through calls and lambdas. What they
 * reach through the code of others, or by reflection, is not found: the rule raises few false alarms, and its silence
 * is no proof.
 */
public final class Seclusion {
    private static final String MAKES = "verifier(Ldev/anyhook/TrustPolicy;)Ldev/anyhook/spi/DeliveryVerifier;";
    private static final String VERIFIES = "verify(Ldev/anyhook/RawDelivery;";
    private static final String VERDICT = ")Ldev/anyhook/VerificationResult;";

    private Seclusion() {}

    /**
     * Every call that breaks the rule, as class, method and line, in what the verification of {@code provider} leads to
     * within its package and those below.
     */
    public static List<String> violations(Class<?> provider) {
        List<ClassNode> classes = Reachable.from(provider);
        Set<String> found = new LinkedHashSet<>();
        Set<Place> known = new HashSet<>();
        var waiting = new ArrayDeque<Place>();
        for (ClassNode type : classes) {
            type.methods.stream().filter(Seclusion::isVerification).forEach(each -> waiting.add(new Place(type, each)));
        }
        while (!waiting.isEmpty()) {
            Place place = waiting.remove();
            if (known.add(place)) {
                for (AbstractInsnNode step : place.method().instructions) {
                    for (Call call : calls(step)) {
                        if (Outside.isReachedBy(call.owner(), call.name(), call.desc())) {
                            found.add(place.at(step, "calls " + call.spoken()));
                        }
                        waiting.addAll(targets(classes, call));
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private static boolean isVerification(MethodNode method) {
        String form = method.name + method.desc;
        return form.equals(MAKES) || (form.startsWith(VERIFIES) && form.endsWith(VERDICT));
    }

    /** Whatever {@code step} calls, or hands on to be called. */
    private static List<Call> calls(AbstractInsnNode step) {
        var calls = new ArrayList<Call>();
        if (step instanceof MethodInsnNode call) {
            boolean exact = call.getOpcode() == Opcodes.INVOKESTATIC || call.getOpcode() == Opcodes.INVOKESPECIAL;
            calls.add(new Call(call.owner, call.name, call.desc, exact));
        } else if (step instanceof InvokeDynamicInsnNode dynamic) {
            for (Object argument : dynamic.bsmArgs) {
                if (argument instanceof Handle target && target.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
                    boolean exact =
                            target.getTag() != Opcodes.H_INVOKEVIRTUAL && target.getTag() != Opcodes.H_INVOKEINTERFACE;
                    calls.add(new Call(target.getOwner(), target.getName(), target.getDesc(), exact));
                }
            }
        }
        return calls;
    }

    private static List<Place> targets(List<ClassNode> classes, Call call) {
        return classes.stream()
                .filter(type -> !call.exact() || type.name.equals(call.owner()))
                .flatMap(type -> type.methods.stream()
                        .filter(method -> method.name.equals(call.name()) && method.desc.equals(call.desc()))
                        .map(method -> new Place(type, method)))
                .toList();
    }

    /**
     * A call.
     *
     * @param owner the class that it names
     * @param name the name of the method
     * @param desc its form
     * @param exact whether it is the method of that very class, and of no other that replaces it
     */
    private record Call(String owner, String name, String desc, boolean exact) {
        String spoken() {
            return owner.substring(owner.lastIndexOf('/') + 1) + "." + name;
        }
    }
}
