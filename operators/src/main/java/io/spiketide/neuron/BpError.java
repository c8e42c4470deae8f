package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Compares the spikes of output neurons, one to one, with a target and sends the error of BP-STDP
 * at the end of each window of time
 *
 * <pre>
 *   error = 1     where there should be spikes and none has come in the window
 *   error = -1    where there should be none and one has come
 *   error = 0     elsewhere
 * </pre>
 *
 * <p>Spikes of the outputs arrive at receptor {@code output}; at receptor {@code target} arrives 1
 * where there should be spikes, such as a label, at the class that is right. A target stays for
 * {@code hold}, the tick in which it comes included, or until another one comes. Without a target
 * nothing is counted and no error sent. Windows begin at the ticks that are multiples of {@code
 * window}.
 *
 * <p>Source: A. Tavanaei, A. Maida, BP-STDP: approximating backpropagation using spike timing
 * dependent plasticity, Neurocomputing 330:39-47, 2019, equations 12 and 13.
 */
final class BpError implements NeuronModel {
  private static final int FIRED = 0;
  private static final int TARGET = 1;
  private static final int LEFT = 2;

  @Override
  public String name() {
    return "bp_error";
  }

  @Override
  public String summary() {
    return "Error of BP-STDP: which outputs were silent, or fired, though they should not be.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("window", "ms", 4, Bound.POSITIVE, "Time whose spikes are judged."),
        HeldTarget.HOLD);
  }

  @Override
  public List<String> receptors() {
    return List.of("output", "target");
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        Variable.of("fired", ""), Variable.of("target", ""), Variable.of("held", "steps"));
  }

  @Override
  public boolean graded() {
    return true;
  }

  /** A target for one of them says of all others that they should be silent. */
  @Override
  public boolean couplesNeurons() {
    return true;
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    return new Errors(
        settings.time().wholeSteps("window", columns.one("window")), HeldTarget.of(columns));
  }

  private record Errors(long window, HeldTarget held) implements Dynamics {
    @Override
    public void step(
        double[][] state, double[][] input, long tick, CounterRandom noise, Spikes spikes) {
      boolean taught = held.take(state[TARGET], state[LEFT], input[1]);
      boolean ends = Math.floorMod(tick + 1, window) == 0;
      double[] fired = state[FIRED];
      double[] target = state[TARGET];
      for (int i = 0; i < fired.length; i++) {
        fired[i] = taught ? fired[i] + input[0][i] : 0;
        if (taught && ends && (target[i] > 0) == (fired[i] == 0)) {
          spikes.add(i, target[i] > 0 ? 1 : -1);
        }
        fired[i] = ends ? 0 : fired[i];
      }
    }

    @Override
    public boolean autonomous() {
      return false;
    }
  }
}
