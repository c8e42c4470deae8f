package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * The simplified integrate-and-fire neuron of an FPGA, with a constant leak:
 *
 * <pre>
 *   order: leak_first    v <- v + x;  if v > V_rest: v <- v - D;  fires if v >= theta
 *   order: test_first    v <- v + x;  fires if v > theta, else if v > V_rest: v <- v - D
 *   then                 if v < V_min: v <- V_rest
 * </pre>
 *
 * <p>After a spike v is V_rest and stays there for t_ref, arrivals are lost. The reset happens in
 * the next tick, so that a competition sees by how much neurons crossed; {@code crossed} marks
 * them. A spike at the receptor {@code threshold} sets theta to what arrives: the threshold of an
 * image comes with it.
 *
 * <p>With {@code precision: fixed} all is computed in integers of 24 bits, 12 of them behind the
 * point, and so are the numbers that are kept.
 *
 * <p>Source: Gupta, Vyas and Trivedi (2020), ICECS, arXiv:2010.01200; {@code leak_first} is the
 * order of the authors' Python model, {@code test_first} that of their hardware.
 */
final class SimplifiedLif implements NeuronModel {
  private static final int INPUT = 0;
  private static final int THRESHOLD = 1;
  private static final int V = 0;
  private static final int THETA = 1;
  private static final int CROSSED = 2;
  private static final int LEFT = 3;

  @Override
  public String name() {
    return "simplified_lif";
  }

  @Override
  public String summary() {
    return "Integrate-and-fire with constant leak and a threshold that comes with the input.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("V_th", "mV", 3.6667, Bound.POSITIVE, "Threshold until one arrives."),
        ParameterSpec.of("V_rest", "mV", 0, Bound.ANY, "Potential after a spike."),
        ParameterSpec.of("V_min", "mV", -500, Bound.ANY, "Below it v is set to V_rest."),
        ParameterSpec.of("D", "mV", 0.15, Bound.NON_NEGATIVE, "Leak of a step."),
        SharedParameters.refractoryTime(30));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            "order", List.of("leak_first", "test_first"), "Whether it leaks before it may fire."),
        new OptionSpec(
            "precision", List.of("fixed", "double"), "Integers of 24 bits, or doubles."));
  }

  @Override
  public List<String> receptors() {
    return List.of("input", "threshold");
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        Variable.startingAt("v", "mV", "V_rest"),
        Variable.startingAt("theta", "mV", "V_th"),
        Variable.of("crossed", ""),
        Refractory.VARIABLE);
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    boolean testFirst = columns.option("order").equals("test_first");
    return columns.option("precision").equals("fixed")
        ? new Fixed(columns, testFirst)
        : new Real(columns, testFirst);
  }

  /** What both arithmetics have in common: resets that were put off, refractory times. */
  private abstract static class Common implements Dynamics {
    final boolean testFirst;
    private final Refractory refractory;

    Common(Columns columns, boolean testFirst) {
      this.testFirst = testFirst;
      refractory = Refractory.of(columns);
    }

    @Override
    public void step(
        double[][] state, double[][] input, long tick, CounterRandom noise, Spikes spikes) {
      double[] v = state[V];
      double[] crossed = state[CROSSED];
      double[] left = state[LEFT];
      for (int i = 0; i < v.length; i++) {
        if (input[THRESHOLD][i] != 0) {
          state[THETA][i] = threshold(input[THRESHOLD][i]);
        }
        if (crossed[i] != 0) {
          crossed[i] = 0;
          v[i] = rest(i);
          left[i] = refractory.steps(i);
        }
        if (left[i] > 0) {
          left[i]--;
        } else if (advance(v, i, input[INPUT][i], state[THETA][i])) {
          crossed[i] = 1;
          spikes.add(i);
        }
      }
    }

    abstract double threshold(double arrived);

    abstract double rest(int neuron);

    /** Whether it fires; v is then the potential that crossed. */
    abstract boolean advance(double[] v, int i, double input, double theta);
  }

  private static final class Real extends Common {
    private final double[] rest;
    private final double[] least;
    private final double[] leak;

    Real(Columns columns, boolean testFirst) {
      super(columns, testFirst);
      rest = columns.of("V_rest");
      least = columns.of("V_min");
      leak = columns.of("D");
    }

    @Override
    double threshold(double arrived) {
      return arrived;
    }

    @Override
    double rest(int neuron) {
      return rest[rest.length == 1 ? 0 : neuron];
    }

    @Override
    boolean advance(double[] v, int i, double input, double theta) {
      int k = rest.length == 1 ? 0 : i;
      double next = v[i] + input;
      if (!testFirst && next > rest[k]) {
        next -= leak[k];
      }
      v[i] = next;
      if (testFirst ? next > theta : next >= theta) {
        return true;
      }
      if (testFirst && next > rest[k]) {
        next -= leak[k];
      }
      v[i] = next < least[k] ? rest[k] : next;
      return false;
    }
  }

  /** The edge between kept numbers and integers; the arithmetic itself is {@link Q12}'s. */
  private static final class Fixed extends Common {
    private final int[] rest;
    private final int[] least;
    private final int[] leak;

    Fixed(Columns columns, boolean testFirst) {
      super(columns, testFirst);
      rest = all(columns.of("V_rest"));
      least = all(columns.of("V_min"));
      leak = all(columns.of("D"));
    }

    private static int[] all(double[] values) {
      int[] fixed = new int[values.length];
      for (int k = 0; k < fixed.length; k++) {
        fixed[k] = FixedPoint.of(values[k]);
      }
      return fixed;
    }

    @Override
    double threshold(double arrived) {
      return FixedPoint.value(FixedPoint.of(arrived));
    }

    @Override
    double rest(int neuron) {
      return FixedPoint.value(rest[rest.length == 1 ? 0 : neuron]);
    }

    @Override
    boolean advance(double[] v, int i, double input, double theta) {
      int k = rest.length == 1 ? 0 : i;
      int x = FixedPoint.of(input);
      int limit = FixedPoint.of(theta);
      int before = FixedPoint.of(v[i]);
      int next = testFirst ? Q12.add(before, x) : Q12.leakFirst(before, x, rest[k], leak[k]);
      if (testFirst ? next > limit : next >= limit) {
        v[i] = FixedPoint.value(next);
        return true;
      }
      if (testFirst) {
        next = Q12.leakLast(next, rest[k], leak[k]);
      }
      v[i] = FixedPoint.value(next < least[k] ? rest[k] : next);
      return false;
    }
  }
}
