package io.spiketide.ingest;

/**
 * What a receiver has met.
 *
 * @param pieces datagrams, pieces of streams, or requests
 * @param bytes bytes in them
 * @param connections connections of senders; 0 where there are none
 * @param lost datagrams that are missing, by their numbers or else by {@code kernelDrops}
 * @param duplicate datagrams that had come before, or had been counted as lost
 * @param reordered datagrams that came after a later one
 * @param kernelDrops datagrams that this host threw away because its buffer was full; -1 where the
 *     system does not tell
 */
public record TransportCounts(
    long pieces,
    long bytes,
    long connections,
    long lost,
    long duplicate,
    long reordered,
    long kernelDrops) {

  /** Of streams and requests, in which nothing gets lost. */
  static TransportCounts lossless(long pieces, long bytes, long connections) {
    return new TransportCounts(pieces, bytes, connections, 0, 0, 0, 0);
  }
}
