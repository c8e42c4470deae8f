package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Population code: each address has units whose receptive fields cover the range of its values; a
 * sample x makes of each unit its activation in [0, 1], a value for the encoder that follows. Unit
 * i of m has its centre c at min + i * s, s = (max - min) / (m - 1) – or / m where the range is a
 * circle –, and w = width * s.
 *
 * <pre>
 * curve gaussian: a = exp(-(x - c)^2 / 2 w^2), 0 below the floor
 * curve cosine:   a = (1 + cos(pi (x - c) / w)) / 2 where |x - c| &lt; w, else 0
 * </pre>
 *
 * <p>Cosines of width 1 add up to 1. Sources: S. M. Bohte, H. La Poutré, J. N. Kok, Unsupervised
 * clustering with spiking neurons by sparse temporal coding and multilayer RBF networks, IEEE
 * Transactions on Neural Networks 13, 2002; J. W. Pillow et al., Nature 454, 2008.
 */
final class PopulationEncoder implements SpikeEncoder {
  private static final int MAX_UNITS = 1 << 16;

  @Override
  public String name() {
    return "population";
  }

  @Override
  public String summary() {
    return "Population code: a value becomes the activations of units whose receptive fields cover"
        + " its range, for the encoder that follows.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("units", "", Bound.POSITIVE, "Units of each address, at least 2."),
        ParameterSpec.of("min", "", 0, Bound.ANY, "Centre of the first unit."),
        ParameterSpec.of("max", "", 1, Bound.ANY, "Centre of the last unit; end of a circle."),
        ParameterSpec.of("width", "", 1, Bound.POSITIVE, "Width in distances of centres."),
        ParameterSpec.of("floor", "", 0.01, Bound.FRACTION, "Smaller activations are 0."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec("curve", List.of("gaussian", "cosine"), "Form of the receptive fields."),
        new OptionSpec(
            "circular",
            List.of("off", "on"),
            "on: the range is a circle, as angles are; max is min again."));
  }

  /** The shape with the units behind. */
  @Override
  public Shape outputShape(EncoderSettings settings) {
    List<Integer> dimensions = new ArrayList<>(settings.shape().dimensions());
    dimensions.add(units(settings));
    return new Shape(dimensions);
  }

  private int units(EncoderSettings settings) {
    int units = Numbers.whole(this, settings, "units", MAX_UNITS);
    if (units < 2) {
      throw new IllegalArgumentException("population: units " + units + " is below 2; raise units");
    }
    return units;
  }

  /**
   * @throws IllegalArgumentException if {@code min} is not below {@code max} at some address
   */
  @Override
  public Encoding compile(EncoderSettings settings) {
    int n = settings.shape().size();
    double[] min = settings.arguments().each("min", n);
    double[] max = settings.arguments().each("max", n);
    for (int i = 0; i < n; i++) {
      if (min[i] >= max[i]) {
        throw new IllegalArgumentException(
            "population: min " + min[i] + " is not below max " + max[i] + "; change one of them");
      }
    }
    return new Fields(
        units(settings),
        min,
        max,
        settings.arguments().value("width"),
        settings.arguments().value("floor"),
        settings.arguments().option("curve").equals("cosine"),
        settings.arguments().isOn("circular"));
  }

  private record Fields(
      int units,
      double[] min,
      double[] max,
      double width,
      double floor,
      boolean cosine,
      boolean circular)
      implements Encoding {

    @Override
    public List<StateArray> state() {
      return List.of();
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      for (int i = 0; i < events.size(); i++) {
        int address = events.address(i);
        double value = events.value(i);
        if (!Double.isFinite(value)) {
          continue;
        }
        double range = max[address] - min[address];
        double spacing = range / (circular ? units : units - 1);
        for (int unit = 0; unit < units; unit++) {
          double distance = value - (min[address] + unit * spacing);
          double nearest = circular ? Math.IEEEremainder(distance, range) : distance;
          double activation = activation(nearest / (width * spacing));
          // a 0 says that the unit is silent now, to encoders that remember values
          spikes.add(address * units + unit, activation < floor ? 0 : activation);
        }
      }
    }

    private double activation(double distance) {
      if (cosine) {
        return Math.abs(distance) < 1 ? (1 + StrictMath.cos(Math.PI * distance)) / 2 : 0;
      }
      return StrictMath.exp(-distance * distance / 2);
    }

    @Override
    public boolean ordered() {
      return false;
    }
  }
}
