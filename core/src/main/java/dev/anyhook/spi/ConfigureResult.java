package dev.anyhook.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far {@code configure} came. */
public sealed interface ConfigureResult {
    /**
     * Deliveries will come.
     *
     * @param endpointId the vendor's id; null when its endpoints have none
     * @param change what happened at the vendor
     * @param secretKept whether a once-shown secret went to the {@link SecretSink}
     * @param notes what a person should know, such as an older URL that no longer receives; free of secrets
     */
    record Configured(@Nullable String endpointId, Change change, boolean secretKept, List<String> notes)
            implements ConfigureResult {
        public Configured {
            notes = List.copyOf(notes);
        }
    }

    /**
     * A person must finish, or do it all, where the vendor's API cannot.
     *
     * @param endpointId the vendor's id of what was registered; null when nothing was, for want of a call
     * @param instruction the step to take, complete enough to follow without other pages
     */
    record ActionRequired(@Nullable String endpointId, String instruction) implements ConfigureResult {}

    /** What happened at the vendor. */
    enum Change {
        /** A new endpoint was made. */
        CREATED,
        /** An endpoint of ours was changed to fit. */
        UPDATED,
        /** An endpoint of ours fitted already. */
        UNCHANGED,
        /** The vendor's only URL was overwritten. */
        REPLACED
    }
}
