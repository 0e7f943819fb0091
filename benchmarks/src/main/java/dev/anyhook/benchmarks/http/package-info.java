/** Deliveries over HTTP: what a server takes, how quickly, and what that costs it. */
@NullMarked
package dev.anyhook.benchmarks.http;

import org.jspecify.annotations.NullMarked;
