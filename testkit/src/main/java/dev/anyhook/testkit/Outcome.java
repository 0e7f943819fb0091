package dev.anyhook.testkit;

/** What became of a rule, the worst last. */
enum Outcome {
    SKIPPED,
    PASSED,
    FAILED
}
