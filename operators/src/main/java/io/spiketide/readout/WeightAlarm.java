package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.List;

/**
 * Watches how many of the weights that learn are at their bounds, of those that reach each class's
 * neurons, and names the class with the largest share if it is above a limit; else no decision.
 *
 * <p>A weight is at a bound if it is within 1 % of the range from it. Weights are looked at when
 * the window ends. With {@code answers: on_change} there is an answer when an alarm begins, when
 * another class is worse, and when all are well again.
 */
final class WeightAlarm implements Readout {
  private static final String SHARE = "share";

  @Override
  public String name() {
    return "weight_alarm";
  }

  @Override
  public String summary() {
    return "Share of learned weights at bounds; the largest wins if it is above a limit.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(SHARE, "", 0.9, Bound.FRACTION, "Largest share of weights that is well."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(OnChange.OPTION);
  }

  @Override
  public boolean readsWeights() {
    return true;
  }

  @Override
  public Reading compile(ReadoutSettings settings) {
    Reading watch =
        new Watch(settings.classes(), settings.block(), settings.arguments().value(SHARE));
    return OnChange.wrap(watch, settings);
  }

  /** State: the share of each class. */
  private record Watch(int classes, int block, double limit) implements Reading {
    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("share", classes, 0));
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      for (int c = 0; c < classes; c++) {
        state[0][c] = ClassMean.of(variable, c, block);
      }
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      System.arraycopy(state[0], 0, values, 0, state[0].length);
      int largest = Winner.largest(values);
      return values[largest] > limit ? largest : Winner.NONE;
    }
  }
}
