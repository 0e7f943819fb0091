/** What an application says: deliveries, events, secrets, trust and verdicts. */
@NullMarked
package dev.anyhook;

import org.jspecify.annotations.NullMarked;
