package io.spiketide.competition;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Stochastic winner-take-all: in each tick in which any neuron is above its threshold one of all
 * neurons fires, neuron k with probability
 *
 * <pre>
 *   p_k = exp(u_k / T) / sum_j exp(u_j / T),   u_k = v_k + b_k
 *
 *   bias: homeostatic   b_k <- b_k + eta_b (1/K - z_k),               z_k 1 for the winner, else 0
 *   bias: prior         b_k <- b_k + eta_b (exp(-b_k) z_k - 1)
 * </pre>
 *
 * <p>With T = 0 the largest u wins, the first one on ties. Biases change while a projection onto
 * the population learns; they stay over episodes. With a {@code rate} a tick has a winner with
 * probability {@code 1 - exp(-rate tick)} only.
 *
 * <p>Source: Nessler, Pfeiffer, Buesing and Maass (2013), PLoS Comput. Biol. 9:e1003037.
 */
final class Softmax implements Competition {
  private static final double SECONDS_PER_MILLISECOND = 1e-3;

  @Override
  public String name() {
    return "softmax";
  }

  @Override
  public String summary() {
    return "One neuron fires, drawn by the exponentials of all potentials.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            "temperature", "mV", 1, Bound.NON_NEGATIVE, "What potentials are divided by."),
        ParameterSpec.of("eta_b", "", 0, Bound.NON_NEGATIVE, "Learning rate of the biases."),
        ParameterSpec.of(
            "rate",
            "Hz",
            Double.POSITIVE_INFINITY,
            Bound.ANY_OR_INFINITE,
            "Spikes per second while any neuron is above its threshold."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec("bias", List.of("homeostatic", "prior"), "How the biases change."));
  }

  @Override
  public List<String> neuronVariables() {
    return List.of("v");
  }

  @Override
  public Contest compile(CompetitionSettings settings) {
    if (!(settings.value("rate") > 0)) {
      throw new IllegalArgumentException(
          "rate %s Hz is not above 0; give one above 0, or leave it out"
              .formatted(settings.value("rate")));
    }
    return new Lottery(settings);
  }

  private static final class Lottery implements Contest {
    private static final int BIAS = 0;

    /** Indices of random numbers. */
    private static final int WHO = 0;

    private static final int WHETHER = 1;

    private final int neurons;
    private final double temperature;
    private final double eta;
    private final boolean homeostatic;
    private final double chance;

    Lottery(CompetitionSettings settings) {
      neurons = settings.shape().size();
      temperature = settings.value("temperature");
      eta = settings.value("eta_b");
      homeostatic = settings.chosen("bias", "homeostatic");
      double perTick =
          settings.value("rate") * settings.time().tickMillis() * SECONDS_PER_MILLISECOND;
      chance = 1 - StrictMath.exp(-perTick);
    }

    @Override
    public List<StateArray> lasting() {
      return List.of(new StateArray("bias", neurons, 0));
    }

    @Override
    public boolean dependsOnTick() {
      return true;
    }

    @Override
    public void judge(
        ContestState state, Spikes fired, Spikes winners, long tick, CounterRandom noise) {
      fired.clear();
      if (chance == 1 || noise.uniform(tick, WHETHER, DRAW) < chance) {
        int winner = draw(state.neurons[0], state.own[BIAS], noise.uniform(tick, WHO, DRAW));
        fired.add(winner);
        if (eta > 0 && state.learning) {
          learn(state.own[BIAS], winner);
        }
      }
    }

    private int draw(double[] v, double[] bias, double uniform) {
      int best = 0;
      for (int k = 1; k < neurons; k++) {
        if (v[k] + bias[k] > v[best] + bias[best]) {
          best = k;
        }
      }
      if (temperature == 0) {
        return best;
      }
      double largest = v[best] + bias[best];
      double sum = 0;
      for (int k = 0; k < neurons; k++) {
        sum += weight(v[k] + bias[k] - largest);
      }
      double left = uniform * sum;
      for (int k = 0; k < neurons; k++) {
        left -= weight(v[k] + bias[k] - largest);
        if (left < 0) {
          return k;
        }
      }
      return best; // what rounding has left over
    }

    private double weight(double below) {
      return StrictMath.exp(below / temperature);
    }

    private void learn(double[] bias, int winner) {
      if (homeostatic) {
        add(bias, eta / neurons);
        bias[winner] -= eta;
      } else {
        double grown = StrictMath.exp(-bias[winner]);
        add(bias, -eta);
        bias[winner] += eta * grown;
      }
    }

    private static void add(double[] bias, double amount) {
      for (int k = 0; k < bias.length; k++) {
        bias[k] += amount;
      }
    }
  }
}
