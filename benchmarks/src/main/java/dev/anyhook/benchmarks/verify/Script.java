package dev.anyhook.benchmarks.verify;

/** The characters that a body is written in. */
public enum Script {
    ASCII,
    /** One character in a hundred is not ASCII, as in a body that quotes people. */
    MIXED
}
