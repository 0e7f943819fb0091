package dev.anyhook.spi;

import dev.anyhook.Secret;

/**
 * Where a secret goes that the vendor shows only once. Called before anything else can fail; when it returns, the
 * secret is safe.
 */
@FunctionalInterface
public interface SecretSink {
    /**
     * Keeps {@code secret} for good.
     *
     * @param endpointId the vendor's id of the endpoint that the secret belongs to
     * @throws Exception if the secret could not be kept; the operation then fails and says what to do
     */
    void keep(String endpointId, Secret secret) throws Exception;
}
