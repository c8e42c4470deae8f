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
 * @param refused connections and requests that were refused
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
    long refused,
    long kernelDrops) {

  /** Of streams, in which nothing gets lost. */
  static TransportCounts ofStreams(long pieces, long bytes, long connections, long refused) {
    return new TransportCounts(pieces, bytes, connections, 0, 0, 0, refused, 0);
  }

  /** Of requests, in which nothing gets lost. */
  static TransportCounts ofRequests(long requests, long bytes, long refused) {
    return new TransportCounts(requests, bytes, 0, 0, 0, 0, refused, 0);
  }
}
