package io.spiketide.ingest;

import java.io.IOException;

/** Takes in what sensors send, until it is stopped or nothing more can come. */
public interface Receiver {
  /**
   * Receives, in the thread that calls.
   *
   * @throws IOException if nothing can be received any more
   */
  void run() throws IOException;

  /** Makes {@link #run} take in what has come and return. From any thread. */
  void stop();

  /** What has come so far. From any thread. */
  TransportCounts counts();
}
