package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.List;

/**
 * The value of each class's digits in the window, as the encoder {@code radix} sends them: counts
 * of the tick offset + t are digits of weight r^(T - 1 - t).
 *
 * <pre>
 * value = range / (r^T - 1) * sum over t &lt; T of count * r^(T - 1 - t)
 * </pre>
 *
 * <p>The largest value wins; no spike in these ticks is no decision. Source: Z. Wang, X. Gu, R. S.
 * M. Goh, J. T. Zhou, T. Luo, Efficient spiking neural networks with radix encoding, IEEE
 * Transactions on Neural Networks and Learning Systems 35, 2024.
 */
final class RadixReadout implements Readout {
  private static final double MAX_CODES = 0x1p52;

  @Override
  public String name() {
    return "radix";
  }

  @Override
  public String summary() {
    return "Value of the digits that a class sends in the window, the most significant one first.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("steps", "ticks", Bound.POSITIVE, "Number of digits."),
        ParameterSpec.of("base", "", 2, Bound.POSITIVE, "Base of the digits."),
        ParameterSpec.of("range", "", 1, Bound.POSITIVE, "The largest value."),
        ParameterSpec.of(
            "offset",
            "ticks",
            0,
            Bound.NON_NEGATIVE,
            "Tick of the window in which the first digit comes."),
        Confidence.LEAST);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Confidence.MEASURE, OnChange.OPTION);
  }

  /**
   * @throws IllegalArgumentException if windows overlap, or there are more codes than doubles count
   */
  @Override
  public Reading compile(ReadoutSettings settings) {
    Windows.requireApart(this, settings);
    double steps = settings.arguments().value("steps");
    double base = settings.arguments().value("base");
    double offset = settings.arguments().value("offset");
    double codes = StrictMath.pow(base, steps);
    boolean whole = steps == Math.rint(steps) && base == Math.rint(base) && base >= 2;
    if (!whole || offset != Math.rint(offset) || codes > MAX_CODES) {
      throw new IllegalArgumentException(
          "radix: base "
              + base
              + ", steps "
              + steps
              + " and offset "
              + offset
              + " are not whole numbers with 2 to 2^52 codes; change them");
    }
    double unit = settings.arguments().value("range") / (codes - 1);
    Reading digits =
        new Digits(settings.classes(), settings.block(), (int) steps, base, (long) offset, unit);
    return OnChange.wrap(Confidence.wrap(digits, settings), settings);
  }

  /** State: {@code code} of each class, and {@code any}, 1 after a spike. */
  private record Digits(int classes, int block, int steps, double base, long offset, double unit)
      implements Reading {

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("code", classes, 0), new StateArray("any", 1, 0));
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      long step = ticksIntoWindow - offset;
      if (step < 0 || step >= steps || spikes.size() == 0) {
        return;
      }
      double weight = StrictMath.pow(base, steps - 1 - step);
      for (int i = 0; i < spikes.size(); i++) {
        state[0][spikes.neuron(i) / block] += spikes.count(i) * weight;
      }
      state[1][0] = 1;
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      for (int c = 0; c < classes; c++) {
        values[c] = state[0][c] * unit;
      }
      return state[1][0] == 0 ? Winner.NONE : Winner.largest(values);
    }
  }
}
