/** What it costs to keep an event and to hand it out again: our inbox and what one would write instead. */
@NullMarked
package dev.anyhook.benchmarks.inbox;

import org.jspecify.annotations.NullMarked;
