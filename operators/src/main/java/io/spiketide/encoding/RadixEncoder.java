package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Radix code: an event of value a in [0, range] sends the digits of a number to the base r, the
 * most significant one in the tick of the event and a digit in each tick after it. With T steps:
 *
 * <pre>
 * code = clamp(rint(a / range * (r^T - 1)), 0, r^T - 1)
 * count of the spike at step t = digit of weight r^(T - 1 - t), no spike for 0
 * </pre>
 *
 * <p>With {@code counts: weighted} the count is the digit times r^(T - 1 - t) / (r^T - 1), so that
 * the counts of an event add up to its value. An event before the digits of the one before are sent
 * takes its place. Source: Z. Wang, X. Gu, R. S. M. Goh, J. T. Zhou, T. Luo, Efficient spiking
 * neural networks with radix encoding, IEEE Transactions on Neural Networks and Learning Systems
 * 35, 2024.
 */
final class RadixEncoder implements SpikeEncoder {
  private static final double MAX_CODES = 0x1p52;

  @Override
  public String name() {
    return "radix";
  }

  @Override
  public String summary() {
    return "Radix code: the digits of a value, the most significant one first, one in each tick.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("steps", "ticks", Bound.POSITIVE, "Number of digits."),
        ParameterSpec.of("base", "", 2, Bound.POSITIVE, "Base of the digits, at least 2."),
        ParameterSpec.of("range", "", 1, Bound.POSITIVE, "The largest value."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            "counts",
            List.of("digits", "weighted"),
            "digits: counts are the digits; weighted: digits times their weight, as a part of the"
                + " range."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  /**
   * @throws IllegalArgumentException if steps or base are no whole numbers, or there are more codes
   *     than doubles count
   */
  @Override
  public Encoding compile(EncoderSettings settings) {
    int steps = Numbers.whole(this, settings, "steps", Double.MAX_EXPONENT);
    int base = Numbers.whole(this, settings, "base", Integer.MAX_VALUE);
    double codes = StrictMath.pow(base, steps);
    if (base < 2 || codes > MAX_CODES) {
      throw new IllegalArgumentException(
          "radix: base "
              + base
              + " with "
              + steps
              + " steps has not 2 to 2^52 codes; change base or steps");
    }
    return new Digits(
        settings.shape().size(),
        steps,
        base,
        codes - 1,
        settings.arguments().each("range", settings.shape().size()),
        settings.arguments().option("counts").equals("weighted"));
  }

  /**
   * State, by address: {@code code}, what is still to be sent of it, {@code left}, digits to be
   * sent; and {@code pending}, addresses with digits left.
   */
  private record Digits(
      int addresses, int steps, int base, double largest, double[] range, boolean weighted)
      implements Encoding {
    private static final int CODE = 0;
    private static final int LEFT = 1;
    private static final int PENDING = 2;

    @Override
    public List<StateArray> state() {
      return List.of(
          new StateArray("code", addresses, 0),
          new StateArray("left", addresses, 0),
          new StateArray("pending", 1, 0));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      for (int i = 0; i < events.size(); i++) {
        int address = events.address(i);
        double code = Math.rint(events.value(i) / range[address] * largest);
        state[PENDING][0] += state[LEFT][address] == 0 ? 1 : 0;
        state[CODE][address] = code > 0 ? Math.min(code, largest) : 0;
        state[LEFT][address] = steps;
      }
      if (state[PENDING][0] > 0) {
        emit(state, spikes);
      }
    }

    private void emit(double[][] state, Spikes spikes) {
      for (int address = 0; address < addresses; address++) {
        if (state[LEFT][address] > 0) {
          double weight = StrictMath.pow(base, --state[LEFT][address]);
          double digit = Math.floor(state[CODE][address] / weight);
          state[CODE][address] -= digit * weight;
          state[PENDING][0] -= state[LEFT][address] == 0 ? 1 : 0;
          if (digit > 0) {
            spikes.add(address, weighted ? digit * weight * range[address] / largest : digit);
          }
        }
      }
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
