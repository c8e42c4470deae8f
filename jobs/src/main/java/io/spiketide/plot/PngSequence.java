package io.spiketide.plot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures as files {@code frame-00000.png} and so on in a folder, which is made if need be. */
public final class PngSequence implements FrameWriter {
  private final Path folder;
  private int next;

  public PngSequence(Path folder) throws IOException {
    this.folder = folder;
    ImageIO.setUseCache(false);
    Files.createDirectories(folder);
  }

  @Override
  public void add(BufferedImage image) throws IOException {
    Path file = folder.resolve("frame-%05d.png".formatted(next++));
    ImageIO.write(image, "png", file.toFile());
  }

  @Override
  public void close() {
    // every picture is a file of its own
  }
}
