package dev.anyhook.testkit.comparison;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Interpreter;

/** Follows secrets through one method, and notes what it learns of others. */
final class SecretFlow extends Interpreter<Tint> {
    private static final BasicValue ANY = BasicValue.REFERENCE_VALUE;

    private final BasicInterpreter sizes = new BasicInterpreter();
    private final Place place;
    private final MethodNode method;
    private final Set<Integer> filled;
    private final Facts facts;
    private final Set<String> violations = new LinkedHashSet<>();

    SecretFlow(Place place, Set<Integer> filled, Facts facts) {
        super(Opcodes.ASM9);
        this.place = place;
        this.filled = filled;
        this.method = place.method();
        this.facts = facts;
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public @Nullable Tint newValue(@Nullable Type of) {
        return Type.VOID_TYPE.equals(of) ? null : Tint.ordinary(of == null ? 1 : of.getSize());
    }

    @Override
    public @Nullable Tint newParameterValue(boolean isInstance, int local, Type of) {
        int slot = isInstance ? 1 : 0;
        int number = 0;
        for (Type parameter : Type.getArgumentTypes(method.desc)) {
            if (slot == local && facts.isSecretParameter(method.name + method.desc, number)) {
                return Vocabulary.isText(of) ? Tint.secret() : newValue(of);
            }
            slot += parameter.getSize();
            number++;
        }
        return newValue(of);
    }

    @Override
    public Tint newOperation(AbstractInsnNode step) throws AnalyzerException {
        int size = sizes.newOperation(step).getSize();
        if (step instanceof FieldInsnNode field) {
            return read(field);
        }
        if (step instanceof LdcInsnNode constant && constant.cst instanceof String) {
            return new Tint(Tint.Colour.LITERAL, 1);
        }
        return step.getOpcode() == Opcodes.NEW
                ? Tint.ordinary(1)
                : new Tint(step.getOpcode() == Opcodes.ACONST_NULL ? Tint.Colour.LITERAL : Tint.Colour.NUMBER, size);
    }

    private Tint read(FieldInsnNode field) {
        return facts.isSecretField(field.owner + "." + field.name)
                ? Tint.secret()
                : Tint.ordinary(Type.getType(field.desc).getSize());
    }

    @Override
    public Tint copyOperation(AbstractInsnNode step, Tint value) {
        boolean isFilled =
                step.getOpcode() == Opcodes.ALOAD && step instanceof VarInsnNode local && filled.contains(local.var);
        return isFilled ? Tint.secret() : value;
    }

    @SuppressWarnings("StatementSwitchToExpressionSwitch") // Some steps only note something.
    @Override
    public @Nullable Tint unaryOperation(AbstractInsnNode step, Tint value) throws AnalyzerException {
        BasicValue result = sizes.unaryOperation(step, ANY);
        switch (step.getOpcode()) {
            case Opcodes.GETFIELD:
                return read((FieldInsnNode) step);
            case Opcodes.PUTSTATIC:
                written((FieldInsnNode) step, value);
                return null;
            case Opcodes.CHECKCAST, Opcodes.I2B, Opcodes.I2C, Opcodes.I2S:
                return value;
            default:
                return result == null ? null : Tint.ordinary(result.getSize());
        }
    }

    private void written(FieldInsnNode field, Tint value) {
        if (value.isSecret() && Vocabulary.isText(Type.getType(field.desc))) {
            facts.fieldIsSecret(field.owner + "." + field.name);
        }
    }

    @SuppressWarnings("StatementSwitchToExpressionSwitch") // Some steps only note something.
    @Override
    public @Nullable Tint binaryOperation(AbstractInsnNode step, Tint left, Tint right) throws AnalyzerException {
        BasicValue result = sizes.binaryOperation(step, ANY, ANY);
        switch (step.getOpcode()) {
            case Opcodes.PUTFIELD:
                written((FieldInsnNode) step, right);
                return null;
            case Opcodes.BALOAD, Opcodes.CALOAD:
                return new Tint(left.isSecret() ? Tint.Colour.LETTER : Tint.Colour.ORDINARY, 1);
            case Opcodes.AALOAD:
                return left.isSecret() ? Tint.secret() : Tint.ordinary(1);
            case Opcodes.IAND:
                return left.is(Tint.Colour.LETTER) && right.is(Tint.Colour.NUMBER) ? left : Tint.ordinary(1);
            case Opcodes.IF_ICMPEQ, Opcodes.IF_ICMPNE:
                if (isLetterByLetter(left, right)) {
                    violated(step, "compares letter by letter and stops early");
                }
                return null;
            default:
                return result == null ? null : Tint.ordinary(result.getSize());
        }
    }

    private static boolean isLetterByLetter(Tint left, Tint right) {
        boolean letters = left.is(Tint.Colour.LETTER) || right.is(Tint.Colour.LETTER);
        return letters && !left.is(Tint.Colour.NUMBER) && !right.is(Tint.Colour.NUMBER);
    }

    @Override
    public @Nullable Tint ternaryOperation(AbstractInsnNode step, Tint array, Tint index, Tint value) {
        return null;
    }

    @Override
    public @Nullable Tint naryOperation(AbstractInsnNode step, List<? extends Tint> values) {
        List<Tint> operands = List.copyOf(values);
        if (step instanceof InvokeDynamicInsnNode dynamic) {
            return dynamic(dynamic, operands);
        }
        return step instanceof MethodInsnNode call
                ? called(step, call.owner, call.name, call.desc, call.getOpcode() == Opcodes.INVOKESTATIC, operands)
                : Tint.ordinary(1);
    }

    private @Nullable Tint dynamic(InvokeDynamicInsnNode step, List<Tint> operands) {
        for (Object argument : step.bsmArgs) {
            if (argument instanceof Handle target && target.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
                boolean isStatic = target.getTag() == Opcodes.H_INVOKESTATIC;
                called(step, target.getOwner(), target.getName(), target.getDesc(), isStatic, operands);
            }
        }
        return Vocabulary.result("", step.name, Type.getReturnType(step.desc), operands);
    }

    private @Nullable Tint called(
            AbstractInsnNode step, String owner, String name, String desc, boolean isStatic, List<Tint> operands) {
        Type result = Type.getReturnType(desc);
        if (Vocabulary.compares(owner, name, operands)) {
            violated(step, "calls " + owner.substring(owner.lastIndexOf('/') + 1) + "." + name);
        }
        if (facts.isOurs(name + desc)) {
            for (int i = 0; i < operands.size(); i++) {
                if (operands.get(i).isSecret()) {
                    facts.parameterIsSecret(name + desc, isStatic ? i : i - 1);
                }
            }
        }
        if (result.equals(Type.VOID_TYPE)) {
            return null;
        }
        boolean secret = Vocabulary.makesSecrets(owner, name) || facts.isSecretResult(name + desc);
        return secret && Vocabulary.isText(result) ? Tint.secret() : Vocabulary.result(owner, name, result, operands);
    }

    @Override
    public void returnOperation(AbstractInsnNode step, Tint value, Tint expected) {
        if (value.isSecret()) {
            facts.resultIsSecret(method.name + method.desc);
        }
    }

    @Override
    public Tint merge(Tint one, Tint other) {
        return one.or(other);
    }

    private void violated(AbstractInsnNode step, String how) {
        violations.add(place.at(step, how));
    }
}
