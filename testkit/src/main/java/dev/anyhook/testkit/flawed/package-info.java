/** A sound provider of an imaginary vendor, and providers with one flaw each, to prove that the contract sees it. */
@NullMarked
package dev.anyhook.testkit.flawed;

import org.jspecify.annotations.NullMarked;
