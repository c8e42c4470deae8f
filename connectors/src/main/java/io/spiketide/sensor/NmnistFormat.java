package io.spiketide.sensor;

import java.nio.file.Path;

/**
 * Recordings of the N-MNIST family (.bin, .bs2): frames of 5 bytes, big-endian, x 8 bits, y 8, p 1,
 * t 23 (µs); y = 240 marks an overflow of the clock. Address shape {@code [2, 34, 34]}, channel p.
 *
 * <p>Source: G. Orchard, A. Jayawant, G. K. Cohen, N. Thakor, Converting static image datasets to
 * spiking neuromorphic datasets using saccades, Frontiers in Neuroscience, 2015.
 */
public final class NmnistFormat implements SensorFormat {
  /** Side of the camera's view in pixels. */
  static final int SIDE = 34;

  /** Bytes of one frame. */
  static final int FRAME = 5;

  /** The y of a frame that stands for an overflow of the clock. */
  static final int OVERFLOW_Y = 240;

  @Override
  public String name() {
    return "nmnist";
  }

  @Override
  public String summary() {
    return "N-MNIST .bin and .bs2: event camera of 34x34 pixels, 5 bytes an event";
  }

  /**
   * The format has no magic number: every frame of the head must lie in the view. Frames whose
   * first byte is always 0 are those of {@link Bs1Format}.
   */
  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    byte[] bytes = head.bytes();
    if (!head.isMultipleOf(FRAME)) {
      return false;
    }
    boolean leavesFirstColumn = false;
    for (int i = 0; i + FRAME <= bytes.length; i += FRAME) {
      int x = bytes[i] & 0xFF;
      int y = bytes[i + 1] & 0xFF;
      if (y != OVERFLOW_Y && (x >= SIDE || y >= SIDE)) {
        return false;
      }
      leavesFirstColumn |= x > 0;
    }
    return leavesFirstColumn;
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    return ByteSource.read(file, source -> new NmnistRecording(file, source, options));
  }
}
