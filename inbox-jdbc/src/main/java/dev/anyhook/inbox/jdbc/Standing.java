package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.StandingClaim;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A claim that goes with the next events that are kept, and holds what it took until it is ended. */
final class Standing implements StandingClaim {
    private final GroupWriter writer;
    private final Command.ClaimNext command;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** One that waits in {@code writer} already. */
    Standing(GroupWriter writer, Command.ClaimNext command) {
        this.writer = writer;
        this.command = command;
    }

    /** From now on it takes nothing. Waits for what it is just taking. */
    void stop() {
        writer.withdraw(command);
        command.answer().handle((leases, failed) -> true).join();
    }

    @Override
    public List<Lease> end() {
        stop();
        boolean took = !command.answer().isCancelled();
        return took && ended.compareAndSet(false, true) ? GroupWriter.answer(command.answer()) : List.of();
    }
}
