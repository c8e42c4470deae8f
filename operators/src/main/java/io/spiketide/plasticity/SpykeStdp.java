package io.spiketide.plasticity;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.neuron.Spikes;
import java.util.List;

/**
 * Rank-order STDP of neurons that fire at most once in an episode. When a target fires:
 *
 * <pre>
 *   w <- w + A_plus  (w - w_min)(w_max - w)    for inputs that fired before it or with it
 *   w <- w - A_minus (w - w_min)(w_max - w)    for all others, silent ones too
 * </pre>
 *
 * <p>Without the stabiliser the factors in brackets are left out. Only those learn that a
 * competition of the population lets: its winners. With {@code double_every} the rates grow: after
 * so many episodes each {@code A_plus <- min(2 A_plus, A_plus_max)}, {@code A_minus <- 0.75
 * A_plus}.
 *
 * <p>With {@code window} 0 inputs count since the episode began that reset the network, else if
 * they fired within that time.
 *
 * <p>Source: Mozafari et al. (2019), Front. Neurosci. 13:625; Kheradpisheh et al. (2018), Neural
 * Netw. 99:56-67.
 */
final class SpykeStdp implements LearningRule {
  static final OptionSpec STABILISER =
      new OptionSpec(
          "stabiliser", List.of("on", "off"), "Whether changes fade towards the bounds.");
  private static final int ARRIVED = 0;
  private static final int EPISODES = 0;

  @Override
  public String name() {
    return "spyke_stdp";
  }

  @Override
  public String summary() {
    return "Inputs before the target's spike are strengthened, all others weakened.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("A_plus", "", 0.004, Bound.NON_NEGATIVE, "Potentiation."),
        ParameterSpec.of("A_minus", "", 0.003, Bound.NON_NEGATIVE, "Depression, taken away."),
        ParameterSpec.of(
            "double_every", "", 0, Bound.NON_NEGATIVE, "Episodes after which rates double; 0 off."),
        ParameterSpec.of("A_plus_max", "", 0.15, Bound.NON_NEGATIVE, "Largest potentiation."),
        ParameterSpec.of("window", "ms", 0, Bound.NON_NEGATIVE, "How long an input counts."),
        WeightBounds.W_MIN,
        WeightBounds.W_MAX);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(STABILISER);
  }

  @Override
  public List<Variable> preVariables() {
    return List.of(Variable.of("arrived"));
  }

  @Override
  public List<Variable> ruleVariables() {
    return List.of(Variable.lasting("episodes", 0));
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    return new Compiled(settings);
  }

  private static final class Compiled implements Plasticity {
    private static final double DEPRESSION_PER_POTENTIATION = 0.75;

    private final FirstSpikes first;
    private final double plus;
    private final double minus;
    private final double largest;
    private final double period;
    private final long window;

    Compiled(LearningSettings settings) {
      first = new FirstSpikes(settings);
      plus = settings.value("A_plus");
      minus = settings.value("A_minus");
      largest = settings.value("A_plus_max");
      period = settings.value("double_every");
      window = Math.round(settings.value("window") / settings.time().stepMillis());
    }

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      double[] arrived = state.pre[ARRIVED];
      for (int s = 0; s < spikes.size(); s++) {
        if (window > 0 || arrived[spikes.neuron(s)] == 0) {
          arrived[spikes.neuron(s)] = tick + 1;
        }
      }
    }

    @Override
    public void fired(LearningState state, Spikes spikes, long tick) {
      if (state.rate == 0) {
        return;
      }
      if (window > 0) {
        forget(state.pre[ARRIVED], tick);
      }
      double doublings = period == 0 ? 0 : Math.floor(state.rule[EPISODES][0] / period);
      double up = doublings == 0 ? plus : Math.min(largest, plus * StrictMath.pow(2, doublings));
      double down = doublings == 0 ? minus : DEPRESSION_PER_POTENTIATION * up;
      for (int s = 0; s < spikes.size(); s++) {
        first.learn(state, spikes.neuron(s), state.pre[ARRIVED], tick, up, -down);
      }
    }

    private void forget(double[] arrived, long tick) {
      for (int source = 0; source < arrived.length; source++) {
        if (arrived[source] != 0 && tick + 1 - (long) arrived[source] > window) {
          arrived[source] = 0;
        }
      }
    }

    @Override
    public void episodeEnded(LearningState state, int label, long tick) {
      if (state.rate != 0) {
        state.rule[EPISODES][0]++;
      }
    }
  }
}
