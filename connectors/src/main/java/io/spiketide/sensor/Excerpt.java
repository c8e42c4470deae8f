package io.spiketide.sensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of each recording of a playlist is played, and how often the whole list.
 *
 * @param fromMicros from here on, in µs since the recording's begin
 * @param toMicros up to here, exclusive; {@link Long#MAX_VALUE} for its end
 * @param region which pixels; null for all
 * @param rounds how often the list is played; {@link Long#MAX_VALUE} for without end
 */
public record Excerpt(long fromMicros, long toMicros, @Nullable Region region, long rounds) {

  /** Everything, once. */
  public static final Excerpt WHOLE = new Excerpt(0, Long.MAX_VALUE, null, 1);

  public Excerpt {
    if (fromMicros < 0 || toMicros <= fromMicros) {
      throw new IllegalArgumentException(
          "from " + fromMicros + " µs to " + toMicros + " µs is no stretch of time");
    }
    if (rounds < 1) {
      throw new IllegalArgumentException("a list cannot be played " + rounds + " times");
    }
  }

  /**
   * A rectangle of pixels.
   *
   * @param x leftmost column
   * @param y uppermost row
   */
  public record Region(int x, int y, int width, int height) {
    public Region {
      if (x < 0 || y < 0 || width < 1 || height < 1) {
        throw new IllegalArgumentException(
            "region " + x + "," + y + "," + width + "," + height + " has no pixel");
      }
    }

    /**
     * Makes sure that a sensor has such pixels.
     *
     * @throws IllegalArgumentException if its shape has none, or ends before the region does
     */
    void checkWithin(List<Integer> shape) {
      if (shape.size() < 2
          || (long) x + width > shape.get(shape.size() - 1)
          || (long) y + height > shape.get(shape.size() - 2)) {
        throw new IllegalArgumentException(
            "region "
                + x
                + ","
                + y
                + ","
                + width
                + ","
                + height
                + " is not within a sensor of shape "
                + shape);
      }
    }

    /** Whether an address lies in it. */
    boolean contains(int address, int sensorWidth, int sensorHeight) {
      int pixel = address % (sensorWidth * sensorHeight);
      int column = pixel % sensorWidth - x;
      int row = pixel / sensorWidth - y;
      return column >= 0 && column < width && row >= 0 && row < height;
    }
  }
}
