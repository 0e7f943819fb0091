/** The configuration file: what it may say, and everything that is wrong with what it does say. */
@NullMarked
package dev.anyhook.cli.config;

import org.jspecify.annotations.NullMarked;
