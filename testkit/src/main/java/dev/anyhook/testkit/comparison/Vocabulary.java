package dev.anyhook.testkit.comparison;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;

/** Which methods of the JDK and of Anyhook make secrets, compare them, or carry them on. */
final class Vocabulary {
    private static final Map<String, Set<String>> SOURCES = Map.of(
            "javax/crypto/Mac", Set.of("doFinal"),
            "java/security/MessageDigest", Set.of("digest"),
            "dev/anyhook/Secret", Set.of("reveal", "toByteArray"));

    private static final Set<String> COMPARISONS = Set.of(
            "equals",
            "equalsIgnoreCase",
            "contentEquals",
            "deepEquals",
            "compare",
            "compareTo",
            "compareToIgnoreCase",
            "mismatch",
            "startsWith",
            "endsWith",
            "regionMatches");

    private static final Set<String> SEARCHES =
            Set.of("contains", "containsKey", "containsValue", "indexOf", "lastIndexOf");

    private static final Set<String> LETTERS = Set.of("charAt", "codePointAt", "get");

    private static final Set<String> TEXTS = Set.of(
            "Ljava/lang/String;",
            "Ljava/lang/CharSequence;",
            "Ljava/lang/StringBuilder;",
            "Ljava/lang/StringBuffer;",
            "Ljava/nio/ByteBuffer;",
            "Ljava/nio/CharBuffer;",
            "[B",
            "[C",
            "[Ljava/lang/String;");

    private Vocabulary() {}

    static boolean makesSecrets(String owner, String name) {
        return SOURCES.getOrDefault(owner, Set.of()).contains(name);
    }

    /** Whether the call writes a secret into the array that is its first argument. */
    static boolean fills(String owner, String name, String desc) {
        return makesSecrets(owner, name) && (desc.equals("([BI)V") || desc.equals("([BII)I"));
    }

    /** Whether the call compares its operands with each other, or looks for one in the other, in the JDK's way. */
    static boolean compares(String owner, String name, List<Tint> operands) {
        if (!owner.startsWith("java/") || owner.equals("java/security/MessageDigest")) {
            return false;
        }
        boolean concerned = COMPARISONS.contains(name) && operands.stream().anyMatch(Tint::isSecret);
        boolean soughtFor = SEARCHES.contains(name)
                && owner.startsWith("java/util/")
                && operands.stream().skip(1).anyMatch(Tint::isSecret);
        return (concerned || soughtFor) && operands.stream().noneMatch(each -> each.is(Tint.Colour.LITERAL));
    }

    /** Whether a value of {@code type} can hold a text. */
    static boolean isText(Type type) {
        return TEXTS.contains(type.getDescriptor());
    }

    /** What a call of a method that is not read here makes of {@code operands}. */
    static Tint result(String owner, String name, Type type, List<Tint> operands) {
        boolean touched = operands.stream().anyMatch(Tint::isSecret);
        boolean function = owner.startsWith("java/util/function/") && type.getSort() == Type.OBJECT;
        if (touched && (isText(type) || function)) {
            return Tint.secret();
        }
        boolean letter = touched && LETTERS.contains(name) && type.getSize() == 1 && type.getSort() != Type.OBJECT;
        return new Tint(letter ? Tint.Colour.LETTER : Tint.Colour.ORDINARY, type.getSize());
    }
}
