/** Sivi, which draws designs, signs nothing, keeps one URL per API key and never repeats a delivery. */
@NullMarked
package dev.anyhook.sivi;

import org.jspecify.annotations.NullMarked;
