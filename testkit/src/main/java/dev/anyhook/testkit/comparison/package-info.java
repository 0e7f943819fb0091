/**
 * Reads compiled code for what no delivery shows: comparisons that take longer the more of a secret is guessed, and
 * verification that looks at a clock, a file or a connection.
 */
@NullMarked
package dev.anyhook.testkit.comparison;

import org.jspecify.annotations.NullMarked;
