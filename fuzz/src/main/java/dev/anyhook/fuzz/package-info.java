/** Fuzz targets: what is fed with bytes, and what must hold for any bytes whatsoever. */
@NullMarked
package dev.anyhook.fuzz;

import org.jspecify.annotations.NullMarked;
