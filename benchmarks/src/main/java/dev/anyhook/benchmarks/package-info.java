/** Speed, measured side by side in one run. */
@NullMarked
package dev.anyhook.benchmarks;

import org.jspecify.annotations.NullMarked;
