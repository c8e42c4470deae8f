/**
 * What tests share: the way to recordings outside the repository.
 *
 * <pre>
 * spiketide.shared ──► SharedData.data("braille_dev/events.csv") ──► Path, or the test is skipped
 * </pre>
 *
 * <p>A helper that two test packages need goes here. Must not import what it helps to test.
 */
@NullMarked
package io.spiketide.testing;

import org.jspecify.annotations.NullMarked;
