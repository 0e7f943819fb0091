/** What it costs to believe a delivery, beside other libraries and beside the least it could cost. */
@NullMarked
package dev.anyhook.benchmarks.verify;

import org.jspecify.annotations.NullMarked;
