package io.spiketide.plot;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** Takes one picture after another. Single-threaded. */
public interface FrameWriter extends AutoCloseable {

  /** Adds a picture, all of one size. */
  void add(BufferedImage image) throws IOException;

  @Override
  void close() throws IOException;
}
