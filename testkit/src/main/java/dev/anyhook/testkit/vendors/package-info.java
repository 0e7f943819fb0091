/** For applications: simulated vendors in a test of one's own service, bad days, and what must be true after them. */
@NullMarked
package dev.anyhook.testkit.vendors;

import org.jspecify.annotations.NullMarked;
