package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Time to first spike of coordinates: n coordinates x in [0, 1], which come as events of one tick,
 * make one spike each of 2 n neurons, for x and for 1 - x, and one of a bias neuron.
 *
 * <pre>
 * t(x) = rint(t_early + x (t_late - t_early)) ticks after the events; neurons x_1 … x_n, 1 - x_1 …
 * 1 - x_n, bias
 * </pre>
 *
 * <p>Coordinates without an event are 0, as in an image; another point takes the place of the one
 * before. Source: L. Kriener, J. Göltz, M. A. Petrovici, The Yin-Yang dataset, NICE 2022.
 */
final class CoordinatesEncoder implements SpikeEncoder {
  private static final int LONGEST = 1 << 24;

  @Override
  public String name() {
    return "coordinates";
  }

  @Override
  public String summary() {
    return "Time to first spike of a point: one spike for each x, one for each 1 - x, one as bias.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("t_early", "ticks", 2, Bound.NON_NEGATIVE, "When a 0 fires."),
        ParameterSpec.of("t_late", "ticks", 26, Bound.NON_NEGATIVE, "When a 1 fires."),
        ParameterSpec.of("t_bias", "ticks", 2, Bound.NON_NEGATIVE, "When the bias fires."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec("bias", List.of("on", "off"), "Whether there is a bias neuron, the last."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return Shape.of(2 * settings.shape().size() + (settings.arguments().isOn("bias") ? 1 : 0));
  }

  /**
   * @throws IllegalArgumentException if a time is too long, or {@code t_late} before {@code
   *     t_early}
   */
  @Override
  public Encoding compile(EncoderSettings settings) {
    double early = settings.arguments().value("t_early");
    double late = settings.arguments().value("t_late");
    double bias = settings.arguments().value("t_bias");
    if (late < early || Math.max(late, bias) > LONGEST) {
      throw new IllegalArgumentException(
          "coordinates: t_late "
              + late
              + " is before t_early "
              + early
              + ", or a time is beyond "
              + LONGEST
              + "; change the times");
    }
    return new Point(
        settings.shape().size(), early, late, settings.arguments().isOn("bias") ? bias : -1);
  }

  /**
   * State: {@code due} of each neuron, ticks after the point, -1 for none; {@code age}, ticks since
   * the point; {@code waiting}, spikes to come.
   *
   * @param bias -1 for none
   */
  private record Point(int coordinates, double early, double late, double bias)
      implements Encoding {
    private static final int DUE = 0;
    private static final int AGE = 1;
    private static final int WAITING = 2;

    private int neurons() {
      return 2 * coordinates + (bias < 0 ? 0 : 1);
    }

    @Override
    public List<StateArray> state() {
      return List.of(
          new StateArray("due", neurons(), -1),
          new StateArray("age", 1, 0),
          new StateArray("waiting", 1, 0));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      if (events.size() > 0) {
        begin(events, state);
      } else {
        state[AGE][0] += quiet(state) ? 0 : 1;
      }
      for (int neuron = 0; state[WAITING][0] > 0 && neuron < neurons(); neuron++) {
        if (state[DUE][neuron] == state[AGE][0]) {
          spikes.add(neuron);
          state[DUE][neuron] = -1;
          state[WAITING][0]--;
        }
      }
    }

    private void begin(TickEvents events, double[][] state) {
      double[] due = state[DUE];
      Arrays.fill(due, 0);
      HeldValues.take(events, due, true);
      for (int i = 0; i < coordinates; i++) {
        double x = Math.max(0, Math.min(1, due[i]));
        due[i] = time(x);
        due[coordinates + i] = time(1 - x);
      }
      if (bias >= 0) {
        due[2 * coordinates] = Math.rint(bias);
      }
      state[AGE][0] = 0;
      state[WAITING][0] = neurons();
    }

    private double time(double x) {
      return Math.rint(early + x * (late - early));
    }

    @Override
    public boolean autonomous() {
      return false;
    }

    @Override
    public boolean quiet(double[][] state) {
      return state[WAITING][0] == 0;
    }
  }
}
