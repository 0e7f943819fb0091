package dev.anyhook.cli;

import dev.anyhook.spi.WebhookProviders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what the vendors offer, as their providers say. */
@Command(
        name = "providers",
        description = "Prints what the vendors offer.",
        footerHeading = "%nExample:%n",
        footer = "  anyhook providers --markdown")
final class ProvidersCommand implements Runnable {
    private final Shell shell;

    @Option(names = "--markdown", description = "As a table of Markdown.")
    private boolean markdown;

    ProvidersCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        var table = ProviderTable.of(WebhookProviders.all());
        (markdown ? table.markdown() : table.plain()).forEach(shell.out()::println);
    }
}
