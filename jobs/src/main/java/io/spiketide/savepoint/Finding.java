package io.spiketide.savepoint;

import org.jspecify.annotations.Nullable;

/**
 * A difference and where it is.
 *
 * @param stage uid of the stage, null for what the whole network has
 * @param key of the instance, null for what the whole stage has
 */
public record Finding(@Nullable String stage, @Nullable StoredKey key, Difference difference) {}
