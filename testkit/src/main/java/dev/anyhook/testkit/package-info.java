/**
 * Proves that a provider keeps its promises. {@link dev.anyhook.testkit.WebhookProviderContract} is the contract:
 * extend it, give it one genuine delivery, run it. {@link dev.anyhook.testkit.DeliveryMutations} changes deliveries as
 * mishaps and attackers do, for tests of an author's own; the rest stands in for the world around a provider.
 */
@NullMarked
package dev.anyhook.testkit;

import org.jspecify.annotations.NullMarked;
