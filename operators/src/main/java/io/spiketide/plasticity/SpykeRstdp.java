package io.spiketide.plasticity;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Signal;
import io.spiketide.neuron.Spikes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reward-modulated rank-order STDP. The first target that teaches in an episode is the decision:
 * its class is the block of the population that it is in, a block for each label. When the episode
 * has ended and its label is known, with e = 1 for inputs that fired before the decision or with
 * it:
 *
 * <pre>
 *   right:   w <- w + r (e ? A_plus : -A_minus) (w - w_min)(w_max - w)
 *   wrong:   w <- w - p (e ? punish_plus : -punish_minus) (w - w_min)(w_max - w)
 *   r = misses * adapt + adapt_min,   p = hits * adapt + adapt_min
 * </pre>
 *
 * <p>Hits and misses are the shares of the {@code adapt_every} episodes before, at first those of
 * chance; with 0 r and p are 1. Nothing changes where nobody fired or no label came. Without the
 * stabiliser the factors in brackets are left out.
 *
 * <p>Source: Mozafari et al. (2018), IEEE Trans. Neural Netw. Learn. Syst. 29:6178-6190; Mozafari
 * et al. (2019), Front. Neurosci. 13:625. It is the reward form of STDP and anti-STDP of class
 * neurons in Tavanaei et al. (2019), Neural Netw. 111:47-63.
 */
final class SpykeRstdp implements LearningRule {
  private static final int ARRIVED = 0;

  @Override
  public String name() {
    return "spyke_rstdp";
  }

  @Override
  public String summary() {
    return "Rank-order STDP where the decision was right, the opposite where it was wrong.";
  }

  @Override
  public boolean couplesTargets() {
    return true;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("A_plus", "", 0.004, Bound.NON_NEGATIVE, "Potentiation by reward."),
        ParameterSpec.of("A_minus", "", 0.003, Bound.NON_NEGATIVE, "Depression by reward."),
        ParameterSpec.of(
            "punish_plus", "", 0.004, Bound.NON_NEGATIVE, "Depression of early inputs if wrong."),
        ParameterSpec.of(
            "punish_minus", "", 0.0005, Bound.NON_NEGATIVE, "Potentiation of others if wrong."),
        ParameterSpec.of(
            "adapt_every", "", 0, Bound.NON_NEGATIVE, "Episodes that rates adapt to; 0 off."),
        ParameterSpec.of("adapt", "", 0.8, Bound.NON_NEGATIVE, "Part of rates that adapts."),
        ParameterSpec.of("adapt_min", "", 0.2, Bound.NON_NEGATIVE, "Part of rates that stays."),
        WeightBounds.W_MIN,
        WeightBounds.W_MAX);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(SpykeStdp.STABILISER);
  }

  @Override
  public Need signal() {
    return Need.REQUIRED;
  }

  @Override
  public Set<Signal.Kind> signalKinds() {
    return EnumSet.of(Signal.Kind.LABEL);
  }

  @Override
  public List<Variable> preVariables() {
    return List.of(Variable.of("arrived"));
  }

  @Override
  public List<Variable> ruleVariables() {
    return List.of(
        Variable.of("decision"),
        Variable.of("decision_tick"),
        Variable.of("label"),
        Variable.lasting("episodes", 0),
        Variable.lasting("hits", 0),
        Variable.lasting("misses", 0),
        Variable.lasting("hit_share", -1),
        Variable.lasting("miss_share", -1));
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    return new Compiled(settings);
  }

  private static final class Compiled implements Plasticity {
    private static final int DECISION = 0;
    private static final int DECISION_TICK = 1;
    private static final int LABEL = 2;
    private static final int EPISODES = 3;
    private static final int HITS = 4;
    private static final int MISSES = 5;
    private static final int HIT_SHARE = 6;
    private static final int MISS_SHARE = 7;

    private final FirstSpikes first;
    private final int[] classes;
    private final int labels;
    private final double plus;
    private final double minus;
    private final double punishPlus;
    private final double punishMinus;
    private final double period;
    private final double adapt;
    private final double least;

    Compiled(LearningSettings settings) {
      first = new FirstSpikes(settings);
      classes = settings.classes();
      labels = settings.labels().size();
      plus = settings.value("A_plus");
      minus = settings.value("A_minus");
      punishPlus = settings.value("punish_plus");
      punishMinus = settings.value("punish_minus");
      period = settings.value("adapt_every");
      adapt = settings.value("adapt");
      least = settings.value("adapt_min");
    }

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      double[] arrived = state.pre[ARRIVED];
      for (int s = 0; s < spikes.size(); s++) {
        if (arrived[spikes.neuron(s)] == 0) {
          arrived[spikes.neuron(s)] = tick + 1;
        }
      }
    }

    @Override
    public void fired(LearningState state, Spikes spikes, long tick) {
      if (state.rule[DECISION][0] == 0) {
        state.rule[DECISION][0] = spikes.neuron(0) + 1;
        state.rule[DECISION_TICK][0] = tick;
      }
    }

    @Override
    public void signal(LearningState state, Spikes signal, long tick) {
      state.rule[LABEL][0] = signal.neuron(0) + 1;
    }

    @Override
    public void episodeEnded(LearningState state, int label, long tick) {
      double[][] rule = state.rule;
      int truth = rule[LABEL][0] != 0 ? (int) rule[LABEL][0] - 1 : label;
      if (state.rate != 0 && truth >= 0) {
        judge(state, truth);
        adapt(rule);
      }
      rule[DECISION][0] = 0;
      rule[LABEL][0] = 0;
    }

    private void judge(LearningState state, int truth) {
      double[][] rule = state.rule;
      rule[EPISODES][0]++;
      int decision = (int) rule[DECISION][0] - 1;
      if (decision < 0) {
        return;
      }
      boolean right = classes[decision] == truth;
      rule[right ? HITS : MISSES][0]++;
      double early = right ? reward(rule) * plus : -punishment(rule) * punishPlus;
      double late = right ? -reward(rule) * minus : punishment(rule) * punishMinus;
      long fired = (long) rule[DECISION_TICK][0];
      first.learn(state, decision, state.pre[ARRIVED], fired, early, late);
    }

    private double reward(double[][] rule) {
      double share = rule[MISS_SHARE][0];
      return period == 0 ? 1 : (share < 0 ? 1 - 1.0 / labels : share) * adapt + least;
    }

    private double punishment(double[][] rule) {
      double share = rule[HIT_SHARE][0];
      return period == 0 ? 1 : (share < 0 ? 1.0 / labels : share) * adapt + least;
    }

    private void adapt(double[][] rule) {
      if (period > 0 && rule[EPISODES][0] >= period) {
        rule[HIT_SHARE][0] = rule[HITS][0] / rule[EPISODES][0];
        rule[MISS_SHARE][0] = rule[MISSES][0] / rule[EPISODES][0];
        rule[EPISODES][0] = 0;
        rule[HITS][0] = 0;
        rule[MISSES][0] = 0;
      }
    }
  }
}
