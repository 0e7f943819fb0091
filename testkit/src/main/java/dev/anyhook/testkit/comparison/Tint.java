package dev.anyhook.testkit.comparison;

import org.objectweb.asm.tree.analysis.Value;

/**
 * What is known of a value on its way.
 *
 * @param colour what it holds
 * @param size how many slots it takes
 */
record Tint(Colour colour, int size) implements Value {
    /** What a value holds, the more telling later. */
    enum Colour {
        NUMBER,
        LITERAL,
        ORDINARY,
        LETTER,
        SECRET
    }

    static Tint ordinary(int size) {
        return new Tint(Colour.ORDINARY, size);
    }

    static Tint secret() {
        return new Tint(Colour.SECRET, 1);
    }

    boolean isSecret() {
        return colour == Colour.SECRET;
    }

    boolean is(Colour other) {
        return colour == other;
    }

    @Override
    public int getSize() {
        return size;
    }

    /** What it is when it may be either. */
    Tint or(Tint other) {
        if (equals(other)) {
            return this;
        }
        Colour more = colour.compareTo(other.colour) >= 0 ? colour : other.colour;
        return new Tint(more.compareTo(Colour.ORDINARY) < 0 ? Colour.ORDINARY : more, Math.min(size, other.size));
    }
}
