/** A disk whose syncs take a given time, and a count of them. */
@NullMarked
package dev.anyhook.benchmarks.disk;

import org.jspecify.annotations.NullMarked;
