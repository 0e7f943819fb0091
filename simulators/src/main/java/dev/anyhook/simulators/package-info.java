/** Diffio, Sivi and Nexio as HTTP servers on loopback, for tests and demonstrations. */
@NullMarked
package dev.anyhook.simulators;

import org.jspecify.annotations.NullMarked;
