/**
 * What an instance keeps between records, and how it is stored in checkpoints.
 *
 * <pre>
 * InstanceState {kernel, intake, outbox} ◄──InstanceStateSerializer (versioned)──► bytes
 *                                           layouts of the arrays, and the networks that they are
 *                                           of, are stored once per savepoint
 * </pre>
 *
 * <p>A change of the format is a new version constant with a reader of its own; files written by
 * released versions stay under the tests.
 */
@NullMarked
package io.spiketide.operator.state;

import org.jspecify.annotations.NullMarked;
