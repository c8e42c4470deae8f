package io.spiketide.encoding;

import io.spiketide.catalog.Arguments;
import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Latency code: an event of value x in [0, 1] gives one spike, the earlier the larger x is. The
 * spike comes so many ticks after the event as the latency t says, rounded half to even.
 *
 * <pre>
 * log:                t = tau * ln(x' / (x' - threshold)) + first_spike,  x' = max(x, threshold + 1e-7)
 * log, normalised:    t = t * (steps - 1 - first_spike) / max(t) + first_spike,  t without first_spike,
 *                     max over the events of the tick
 * linear:             t = min(tau * (1 - x), tau * (1 - threshold)) + first_spike
 * linear, normalised: as linear with tau = steps - 1 - first_spike
 * </pre>
 *
 * <p>Values outside [0, 1] are taken as the nearest end; values below the threshold fire last, or
 * not at all where {@code clip} is on; latencies of {@code steps} and more become steps - 1, or
 * give no spike where {@code late} is {@code drop}. Source: snnTorch (J. K. Eshraghian et al.,
 * Proceedings of the IEEE 111, 2023).
 */
final class LatencyEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String summary() {
    return "Latency code: an event gives one spike, the earlier the larger its value.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required(
            "steps", "ticks", Bound.POSITIVE, "Spikes come within so many ticks of their event."),
        ParameterSpec.of("tau", "ticks", 1, Bound.POSITIVE, "Time scale of the latency."),
        ParameterSpec.of("threshold", "", 0.01, Bound.FRACTION, "Smaller values fire last."),
        ParameterSpec.of(
            "first_spike", "ticks", 0, Bound.NON_NEGATIVE, "Latency of the largest value."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec("code", List.of("log", "linear"), "How the latency falls with the value."),
        new OptionSpec(
            "normalise", List.of("off", "on"), "on: stretch the latencies over all steps."),
        new OptionSpec("clip", List.of("off", "on"), "on: values below the threshold do not fire."),
        new OptionSpec(
            "late",
            List.of("last", "drop"),
            "Latencies of steps and more: a spike in the last step, or none."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  /**
   * @throws IllegalArgumentException if {@code steps} is not a whole number above {@code
   *     first_spike}, or so many steps of all addresses do not fit into one array
   */
  @Override
  public Encoding compile(EncoderSettings settings) {
    Arguments arguments = settings.arguments();
    double steps = arguments.value("steps");
    double firstSpike = arguments.value("first_spike");
    if (steps != Math.rint(steps) || firstSpike > steps - 1) {
      throw new IllegalArgumentException(
          "steps "
              + steps
              + " is not a whole number above first_spike "
              + firstSpike
              + "; raise steps");
    }
    int addresses = settings.shape().size();
    if (steps * addresses > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "steps "
              + (long) steps
              + " of "
              + addresses
              + " addresses would take "
              + (long) (steps * addresses * Double.BYTES)
              + " bytes per instance; lower steps");
    }
    return new LatencyCode(
        addresses,
        (int) steps,
        arguments.value("tau"),
        arguments.value("threshold"),
        firstSpike,
        arguments.option("code").equals("linear"),
        arguments.option("normalise").equals("on"),
        arguments.isOn("clip"),
        arguments.option("late").equals("drop"));
  }

  /**
   * State: {@code due}, spikes by arrival tick modulo steps, shape {@code [steps][addresses]}; and
   * {@code pending}, how many they are.
   */
  private record LatencyCode(
      int addresses,
      int steps,
      double tau,
      double threshold,
      double firstSpike,
      boolean linear,
      boolean normalised,
      boolean clipped,
      boolean dropsLate)
      implements Encoding {
    private static final double EPSILON = 1e-7;
    private static final int DUE = 0;
    private static final int PENDING = 1;

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("due", steps * addresses, 0), new StateArray("pending", 1, 0));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      double scale = normalised && !linear ? (steps - 1 - firstSpike) / longest(events) : 1;
      for (int i = 0; i < events.size(); i++) {
        double value = events.value(i);
        double latency = Math.rint(scale * unscaled(value) + firstSpike);
        if ((!clipped || value >= threshold) && (!dropsLate || latency < steps)) {
          int ticks = (int) Math.min(steps - 1, latency);
          state[DUE][slot(tick + ticks) + events.address(i)]++;
          state[PENDING][0]++;
        }
      }
      if (state[PENDING][0] > 0) {
        state[PENDING][0] -= emit(state[DUE], slot(tick), spikes);
      }
    }

    /** The largest latency of the tick, at least the smallest positive number. */
    private double longest(TickEvents events) {
      double longest = Double.MIN_NORMAL;
      for (int i = 0; i < events.size(); i++) {
        longest = Math.max(longest, unscaled(events.value(i)));
      }
      return longest;
    }

    /** Latency in ticks, neither stretched nor shifted. */
    private double unscaled(double value) {
      double x = value >= 0 ? Math.min(value, 1) : 0;
      if (linear) {
        double scale = normalised ? steps - 1 - firstSpike : tau;
        return Math.min(scale * (1 - x), scale * (1 - threshold));
      }
      double above = Math.max(x, threshold + EPSILON);
      return tau * StrictMath.log(above / (above - threshold));
    }

    private int slot(long tick) {
      return (int) Math.floorMod(tick, (long) steps) * addresses;
    }

    private double emit(double[] due, int slot, Spikes spikes) {
      double emitted = 0;
      for (int address = 0; address < addresses; address++) {
        double count = due[slot + address];
        if (count > 0) {
          spikes.add(address, count);
          due[slot + address] = 0;
          emitted += count;
        }
      }
      return emitted;
    }

    @Override
    public boolean autonomous() {
      return false;
    }

    @Override
    public boolean quiet(double[][] state) {
      return state[PENDING][0] == 0;
    }
  }
}
