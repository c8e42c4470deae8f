package io.spiketide.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * Receives a byte stream of events, such as standard input or a connection. What it does not read
 * waits at the sender, so nothing is lost.
 */
public final class StreamReceiver implements Receiver {
  private static final int PIECE = 1 << 16;

  private final InputStream in;
  private final Framing framing;
  private final LiveSource source;
  private final LiveSources sources;
  private final ListeningClock listening = new ListeningClock();
  private final byte[] bytes = new byte[PIECE];

  private volatile boolean stopping;
  private volatile TransportCounts counts = TransportCounts.ofStreams(0, 0, 0, 0);

  /**
   * @param in a read that times out asks again, so that a stop is noticed
   */
  StreamReceiver(InputStream in, Framing framing, LiveSource source, LiveSources sources) {
    this.in = in;
    this.framing = framing;
    this.source = source;
    this.sources = sources;
  }

  /**
   * A receiver of a stream that is a source of its own.
   *
   * @throws IllegalStateException if there is no room for another source
   */
  public static StreamReceiver of(
      InputStream in, Framing framing, String instance, LiveSources sources) {
    LiveSource source = sources.of(instance);
    if (source == null) {
      throw new IllegalStateException("no room for source " + instance);
    }
    return new StreamReceiver(in, framing, source, sources);
  }

  /** After a stop it takes what has come until then, however much the sender has to say. */
  @Override
  public void run() throws IOException {
    int left = 0;
    long last = Long.MAX_VALUE;
    while (last > 0) {
      if (stopping && last == Long.MAX_VALUE) {
        last = in.available();
        continue;
      }
      int more;
      try {
        more = in.read(bytes, left, (int) Math.min(PIECE - left, last));
      } catch (SocketTimeoutException e) {
        continue; // looks whether to stop
      }
      if (more < 0) {
        finish(left);
        return;
      }
      left = take(left, more);
      last -= last == Long.MAX_VALUE ? 0 : more;
    }
  }

  private int take(int left, int more) {
    long now = sources.now();
    listening.busy(now);
    ByteBuffer piece = ByteBuffer.wrap(bytes, 0, left + more);
    synchronized (source) {
      source.begin(now, listening.listened(now));
      framing.decode(piece, source);
      source.end();
    }
    int rest = piece.remaining();
    System.arraycopy(bytes, piece.position(), bytes, 0, rest);
    counts = TransportCounts.ofStreams(counts.pieces() + 1, counts.bytes() + more, 0, 0);
    listening.idle(sources.now());
    return rest;
  }

  private void finish(int left) {
    if (left > 0) {
      synchronized (source) {
        source.malformed(
            "the stream ends " + left + " bytes into an event; see whether the sender broke off",
            ByteBuffer.wrap(bytes, 0, left));
      }
    }
  }

  @Override
  public void stop() {
    stopping = true;
  }

  @Override
  public TransportCounts counts() {
    return counts;
  }
}
