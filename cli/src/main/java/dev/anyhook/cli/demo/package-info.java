/** The main job, from configuring the vendors to handled events, shown on this machine. */
@NullMarked
package dev.anyhook.cli.demo;

import org.jspecify.annotations.NullMarked;
