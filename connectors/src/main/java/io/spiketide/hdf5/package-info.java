/**
 * Reading HDF5 files that nobody vouches for.
 *
 * <pre>
 * file ──MeteredChannel (so many bytes and reads, no more)──► BoundedStorage (no part longer than the file) ──► jHDF ──Hdf5File──► numbers, lists, texts
 *                                                                      └─ whatever goes wrong: Hdf5Exception
 * </pre>
 *
 * <p>jHDF trusts what it reads: a damaged file makes it walk in circles, ask for absurd amounts of
 * memory and throw what it likes. Everything that reads HDF5 goes through here, and only where a
 * user starts something, never inside a task manager. Must not import Flink, Kafka or Avro.
 */
@NullMarked
package io.spiketide.hdf5;

import org.jspecify.annotations.NullMarked;
