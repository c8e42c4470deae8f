package io.spiketide.plasticity;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.neuron.FixedPoint;
import io.spiketide.neuron.Q12;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.List;

/**
 * STDP of an FPGA: integers and two tables on c, the steps since the last spike of the input, 2 to
 * 20:
 *
 * <pre>
 *   a target fires:          w <- w + ((w_max - w) LTP[c] >> shift),  LTP[c] = A_plus e^(-c/5)
 *   21 steps later:          w <- w + ((w - w_min) LTD[c] >> shift),  LTD[c] = -A_minus e^(-(21-c)/8)
 *   the episode has ended:   w <- w - silent    of the target that fired most, for inputs that never did
 * </pre>
 *
 * <p>All of it in fixed point with 12 bits behind the point, each number rounded down; 21 steps
 * after a spike an input with a small c fired late after it. A target that fires again within 21
 * steps is served for its last spike. A {@code shift} of 12 keeps the scale; 8 is that of the
 * published hardware, sixteen times as strong.
 *
 * <p>At A_plus 0.12 and A_minus 0.05 the tables are those of the hardware, bit by bit.
 *
 * <p>Source: Gupta, Vyas and Trivedi (2020), ICECS, arXiv:2010.01200, and the hardware description
 * that its authors published.
 */
final class LutStdp implements LearningRule {
  private static final int LAST = 0;
  private static final int DUE = 0;
  private static final int COUNT = 1;

  /** Steps from a spike to its depression. */
  private static final int HORIZON = 21;

  /** The fewest steps that count. */
  private static final int NEAREST = 2;

  @Override
  public String name() {
    return "lut_stdp";
  }

  @Override
  public String summary() {
    return "STDP in integers by look-up tables, as an FPGA computes it.";
  }

  @Override
  public boolean couplesTargets() {
    return true;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("A_plus", "", Tables.PUBLISHED_PLUS, Bound.NON_NEGATIVE, "Potentiation."),
        ParameterSpec.of("A_minus", "", Tables.PUBLISHED_MINUS, Bound.NON_NEGATIVE, "Depression."),
        ParameterSpec.of("silent", "", 0.06, Bound.NON_NEGATIVE, "Taken from silent inputs."),
        ParameterSpec.of("shift", "bits", 12, Bound.POSITIVE, "Scale of products."),
        ParameterSpec.of("w_min", "", -1.2, Bound.ANY, "Smallest weight."),
        ParameterSpec.of("w_max", "", 1.5, Bound.ANY, "Largest weight."));
  }

  @Override
  public List<Variable> preVariables() {
    return List.of(Variable.of("last"));
  }

  @Override
  public List<Variable> postVariables() {
    return List.of(Variable.of("due"), Variable.of("count"));
  }

  @Override
  public boolean allowsSharedWeights() {
    return false;
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    return new Compiled(settings);
  }

  /** The tables, by steps since the input's last spike; 0 where none counts. */
  static final class Tables {
    static final double PUBLISHED_PLUS = 0.12;
    static final double PUBLISHED_MINUS = 0.05;
    private static final double TAU_PLUS = 5;
    private static final double TAU_MINUS = 8;

    /** The published entry that is one off the formula. */
    private static final int PUBLISHED_NEAREST = -19;

    private Tables() {}

    static int[] potentiation(double amplitude) {
      int[] table = new int[HORIZON];
      for (int c = NEAREST; c < HORIZON; c++) {
        table[c] = (int) Math.floor(Q12.ONE * amplitude * StrictMath.exp(-c / TAU_PLUS));
      }
      return table;
    }

    static int[] depression(double amplitude) {
      int[] table = new int[HORIZON];
      for (int c = NEAREST; c < HORIZON; c++) {
        double factor = StrictMath.exp(-(HORIZON - c) / TAU_MINUS);
        table[c] = (int) Math.floor(-Q12.ONE * amplitude * factor);
      }
      if (amplitude == PUBLISHED_MINUS) {
        table[NEAREST] = PUBLISHED_NEAREST;
      }
      return table;
    }
  }

  private static final class Compiled implements Plasticity {
    private final Fan columns;
    private final int min;
    private final int max;
    private final int[] potentiation;
    private final int[] depression;
    private final int silent;
    private final int shift;

    Compiled(LearningSettings settings) {
      WeightBounds bounds = WeightBounds.of(settings);
      columns = settings.synapses().columns();
      min = FixedPoint.of(bounds.min());
      max = FixedPoint.of(bounds.max());
      potentiation = Tables.potentiation(settings.value("A_plus"));
      depression = Tables.depression(settings.value("A_minus"));
      silent = FixedPoint.of(settings.value("silent"));
      shift = (int) settings.value("shift");
      if (shift != settings.value("shift") || shift > Integer.SIZE - 1) {
        throw new IllegalArgumentException(
            "shift %s is no whole number from 1 to 31; give one"
                .formatted(settings.value("shift")));
      }
    }

    @Override
    public double initialWeight(double weight) {
      return FixedPoint.value(FixedPoint.of(weight));
    }

    @Override
    public boolean everyTick() {
      return true;
    }

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      for (int s = 0; s < spikes.size(); s++) {
        state.pre[LAST][spikes.neuron(s)] = tick + 1;
      }
    }

    @Override
    public void fired(LearningState state, Spikes spikes, long tick) {
      for (int s = 0; s < spikes.size(); s++) {
        int target = spikes.neuron(s);
        state.post[COUNT][target] += spikes.count(s);
        state.post[DUE][target] = tick + HORIZON + 1;
        if (state.rate != 0) {
          change(state, target, tick, true);
        }
      }
    }

    @Override
    public void tick(LearningState state, long tick) {
      double[] due = state.post[DUE];
      for (int target = 0; target < due.length; target++) {
        if (due[target] == tick + 1) {
          due[target] = 0;
          if (state.rate != 0) {
            change(state, target, tick, false);
          }
        }
      }
    }

    private void change(LearningState state, int target, long tick, boolean up) {
      double[] last = state.pre[LAST];
      int[] table = up ? potentiation : depression;
      int to = columns.starts()[target + 1];
      for (int k = columns.starts()[target]; k < to; k++) {
        double at = last[columns.neurons()[k]];
        long steps = at == 0 ? HORIZON : tick + 1 - (long) at;
        if (steps >= NEAREST && steps < HORIZON) {
          int place = columns.weights()[k];
          int w = FixedPoint.of(state.weights[place]);
          int room = up ? max - w : w - min;
          state.weights[place] =
              FixedPoint.value(Q12.grow(w, room, table[(int) steps], shift, min, max));
          state.updates++;
        }
      }
    }

    @Override
    public void episodeEnded(LearningState state, int label, long tick) {
      double[] counts = state.post[COUNT];
      int most = 0;
      for (int target = 1; target < counts.length; target++) {
        most = counts[target] > counts[most] ? target : most;
      }
      if (state.rate == 0 || counts.length == 0 || counts[most] == 0) {
        return;
      }
      int to = columns.starts()[most + 1];
      for (int k = columns.starts()[most]; k < to; k++) {
        if (state.pre[LAST][columns.neurons()[k]] == 0) {
          int place = columns.weights()[k];
          int w = FixedPoint.of(state.weights[place]);
          state.weights[place] = FixedPoint.value(Math.max(min, w - silent));
          state.updates++;
        }
      }
    }
  }
}
