package dev.anyhook.fuzz;

/** Something that is fed with bytes and must keep its promises whatever they are. Knows nothing of what feeds it. */
@FunctionalInterface
public interface FuzzTarget extends AutoCloseable {
    /**
     * Feeds {@code input} to what is tested.
     *
     * @throws AssertionError if a promise is broken; any other exception is a find as well
     */
    void accept(byte[] input) throws Exception;

    /** Gives back what the target holds. */
    @Override
    default void close() {}
}
