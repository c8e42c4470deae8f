package io.spiketide.sensor;

import java.nio.file.Path;

/** An open recording that consists of frames of one length, to its end or in a given number. */
abstract class FrameRecording extends Recording {
  /** How much is decoded in one go. */
  private static final int BATCH_BYTES = 1 << 15;

  /** There are as many frames as the file has. */
  static final long TO_THE_END = Long.MAX_VALUE;

  private final int frameBytes;
  private final int batch;
  private long left;
  private boolean ended;

  /** Time stamp in µs of the last event; the smallest number before the first. */
  long lastMicros = Long.MIN_VALUE;

  FrameRecording(Path file, ByteSource source, ReadOptions options, int frameBytes) {
    this(file, source, options, frameBytes, TO_THE_END);
  }

  /**
   * @param frames how many there are; {@link #TO_THE_END} if nobody says
   */
  FrameRecording(Path file, ByteSource source, ReadOptions options, int frameBytes, long frames) {
    super(file, source, options);
    this.frameBytes = frameBytes;
    batch = Math.max(1, BATCH_BYTES / frameBytes);
    left = frames;
  }

  /**
   * Decodes whole frames.
   *
   * @param bytes the buffer
   * @param from index of the first frame's first byte
   * @param to index behind the last frame's last byte
   */
  abstract void decode(byte[] bytes, int from, int to, EventSink sink) throws SensorException;

  /** Called once, behind the last frame. */
  void finish(EventSink sink) throws SensorException {}

  @Override
  public final boolean read(EventSink sink) throws SensorException {
    if (ended) {
      return false;
    }
    int available = left == 0 ? 0 : source.ensure(frameBytes);
    int frames = (int) Math.min(left, Math.min(batch, available / frameBytes));
    if (frames == 0) {
      ended = true;
      if (available > 0 || left > 0 && left < TO_THE_END) {
        cut(available, frameBytes, "an event's");
      }
      finish(sink);
      return true;
    }
    int length = frames * frameBytes;
    decode(source.array(), source.position(), source.position() + length, sink);
    source.advance(length);
    left -= left == TO_THE_END ? 0 : frames;
    return true;
  }
}
