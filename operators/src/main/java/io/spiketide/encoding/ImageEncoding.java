package io.spiketide.encoding;

import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Makes an image of the events of a tick, in which values of the same address add up and addresses
 * without an event are 0, and another image of that. A tick without events is no image.
 * Single-threaded.
 */
final class ImageEncoding implements Encoding {
  private static final double[] NONE = {};

  private final int inputs;
  private final int outputs;
  private final Transform transform;
  private double[] image = NONE;
  private double[] result = NONE;

  /** Makes one image of another; knows nothing of images before. */
  interface Transform {
    /**
     * @param image values by address
     * @param result all 0; receives the values of the other image
     */
    void apply(double[] image, double[] result);
  }

  ImageEncoding(int inputs, int outputs, Transform transform) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.transform = transform;
  }

  @Override
  public Encoding forOneThread() {
    return new ImageEncoding(inputs, outputs, transform);
  }

  @Override
  public List<StateArray> state() {
    return List.of();
  }

  @Override
  public void encode(
      TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
    if (events.size() == 0) {
      return;
    }
    if (image == NONE) {
      image = new double[inputs];
      result = new double[outputs];
    }
    draw(events, image);
    transform.apply(image, result);
    for (int address = 0; address < outputs; address++) {
      double value = result[address];
      if (value != 0 && Double.isFinite(value)) {
        spikes.add(address, value);
      }
    }
    Arrays.fill(result, 0);
    erase(events, image);
  }

  /** Adds the values up by address; those that are not finite numbers count nothing. */
  static void draw(TickEvents events, double[] image) {
    for (int i = 0; i < events.size(); i++) {
      double value = events.value(i);
      if (Double.isFinite(value)) {
        image[events.address(i)] += value;
      }
    }
  }

  /** Makes the image all 0 again. */
  static void erase(TickEvents events, double[] image) {
    for (int i = 0; i < events.size(); i++) {
      image[events.address(i)] = 0;
    }
  }
}
