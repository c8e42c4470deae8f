package io.spiketide.plot;

import io.spiketide.sensor.PixelColumns;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A picture of what an event camera saw in a stretch of time: blue where ON events outweigh, red
 * where OFF events do, deeper the more of them, white where nothing happened. Single-threaded.
 */
public final class EventFrame {
  /** From so many events on a pixel has its full colour. */
  private static final int FULL = 3;

  private static final int WHITE = 0xFFFFFF;

  private final PixelColumns columns;
  private final int scale;
  private final int[] balance;
  private long events;

  /**
   * @param scale pixels of the picture for one of the camera, each way
   */
  public EventFrame(PixelColumns columns, int scale) {
    this.columns = columns;
    this.scale = scale;
    balance = new int[columns.width() * columns.height()];
  }

  /** Adds an event. */
  public void add(int address) {
    balance[columns.y(address) * columns.width() + columns.x(address)] +=
        columns.isOn(address) ? 1 : -1;
    events++;
  }

  /** Events since the start. */
  public long events() {
    return events;
  }

  /** Starts anew. */
  public void clear() {
    Arrays.fill(balance, 0);
    events = 0;
  }

  /** The picture so far. */
  public BufferedImage image() {
    int width = columns.width();
    BufferedImage image =
        new BufferedImage(width * scale, columns.height() * scale, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, colour(balance[y / scale * width + x / scale]));
      }
    }
    return image;
  }

  /** A few colours only, so that a GIF holds them all. */
  private static int colour(int balance) {
    int pale = 255 - 255 * Math.min(FULL, Math.abs(balance)) / FULL;
    if (balance == 0) {
      return WHITE;
    }
    return balance > 0 ? pale << 16 | pale << 8 | 255 : 255 << 16 | pale << 8 | pale;
  }
}
