package io.spiketide.sensor;

import java.nio.file.Path;

/** An open recording that consists of frames of one length from some place on to its end. */
abstract class FrameRecording extends Recording {
  /** Frames that are decoded in one go. */
  private static final int BATCH = 8192;

  private final int frameBytes;
  private boolean ended;

  /** Time stamp in µs of the last event; -1 before the first. */
  long lastMicros = Long.MIN_VALUE;

  FrameRecording(Path file, ByteSource source, ReadOptions options, int frameBytes) {
    super(file, source, options);
    this.frameBytes = frameBytes;
  }

  /**
   * Decodes whole frames.
   *
   * @param bytes the buffer
   * @param from index of the first frame's first byte
   * @param to index behind the last frame's last byte
   */
  abstract void decode(byte[] bytes, int from, int to, EventSink sink) throws SensorException;

  @Override
  public final boolean read(EventSink sink) throws SensorException {
    if (ended) {
      return false;
    }
    int available = source.ensure(frameBytes);
    int frames = Math.min(BATCH, available / frameBytes);
    if (frames == 0) {
      ended = true;
      if (available > 0) {
        cut(available, frameBytes, "an event's");
      }
      return true;
    }
    int length = frames * frameBytes;
    decode(source.array(), source.position(), source.position() + length, sink);
    source.advance(length);
    return true;
  }
}
