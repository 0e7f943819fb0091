package dev.anyhook.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks into the inbox and puts events back to work. */
@Command(
        name = "inbox",
        description = {
            "Shows what arrived and what became of it, and does it again or lets it go.",
            "Needs nothing of the configuration but inbox. Works while receivers run on the same inbox."
        },
        footerHeading = "%nExample:%n",
        footer = "  anyhook inbox list --state dead --since 2026-01-28T00:00:00Z")
final class InboxCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: list, show, replay, discard, dead or status");
    }
}
