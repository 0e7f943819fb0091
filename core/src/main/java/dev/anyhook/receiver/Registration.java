package dev.anyhook.receiver;

/** A handler and what it wants. */
record Registration(EventFilter filter, EventHandler handler) {}
