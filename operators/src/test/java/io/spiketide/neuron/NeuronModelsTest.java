package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.catalog.CatalogChecks;
import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every neuron model has to keep to, in each of its options. */
class NeuronModelsTest {
  private static final double STEP_MILLIS = 0.1;
  private static final int TICKS = 1000;
  private static final int NEURONS = 6;

  static List<NeuronModel> models() {
    return NeuronModels.CATALOG.all();
  }

  /** Each model with its defaults, and with each choice of each option. */
  static List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    for (NeuronModel model : models()) {
      variants.add(new Variant(model, "", ""));
      for (OptionSpec option : model.options()) {
        for (String choice : option.choices().subList(1, option.choices().size())) {
          variants.add(new Variant(model, option.name(), choice));
        }
      }
    }
    return variants;
  }

  @Test
  void everyModelIsListed() {
    CatalogChecks.assertComplete(NeuronModels.CATALOG, NeuronModel.class);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelIsDocumentedAndHasValidDefaults(NeuronModel model) {
    CatalogChecks.assertDocumented(model);
    assertThat(model.receptors()).isNotEmpty().doesNotHaveDuplicates();
    assertThat(model.variables()).extracting(NeuronModel.Variable::name).doesNotHaveDuplicates();
    List<String> names = model.parameters().stream().map(ParameterSpec::name).toList();
    for (NeuronModel.Variable variable : model.variables()) {
      if (!variable.initialParameter().isEmpty()) {
        assertThat(names).contains(variable.initialParameter());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyModelStaysFiniteAndIsDeterministic(Variant variant) {
    double[][] counts = run(variant.trial(NEURONS), 0, NEURONS);
    assertThat(Arrays.stream(counts).flatMapToDouble(Arrays::stream).map(Math::abs).sum())
        .as("spikes")
        .isPositive();
    assertThat(counts).isDeepEqualTo(run(variant.trial(NEURONS), 0, NEURONS));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void neuronsDoNotDependOnHowManyThereAre(Variant variant) {
    Trial whole = variant.trial(NEURONS);
    if (!whole.dynamics().autonomous() || variant.model().couplesNeurons()) {
      return;
    }
    Trial first = variant.trial(2);
    Trial second = variant.trial(NEURONS - 2);
    double[][] together = run(whole, 0, NEURONS);
    double[][] low = run(first, 0, 2);
    double[][] high = run(second, 2, NEURONS);
    for (int t = 0; t < TICKS; t++) {
      assertThat(Arrays.copyOf(together[t], 2)).isEqualTo(low[t]);
      assertThat(Arrays.copyOfRange(together[t], 2, NEURONS)).isEqualTo(high[t]);
    }
    for (int variable = 0; variable < whole.state().length; variable++) {
      assertThat(Arrays.copyOf(whole.state()[variable], 2)).isEqualTo(first.state()[variable]);
      assertThat(Arrays.copyOfRange(whole.state()[variable], 2, NEURONS))
          .isEqualTo(second.state()[variable]);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void parametersPerNeuronGiveTheSameAsOneForAll(Variant variant) {
    Trial listed = variant.trial(NEURONS);
    for (ParameterSpec parameter : variant.model().parameters()) {
      double[] each = new double[NEURONS];
      Arrays.fill(each, listed.parameter(parameter.name()));
      listed.with(parameter.name(), each);
    }
    listed.start();
    Trial alike = variant.trial(NEURONS);
    assertThat(run(listed, 0, NEURONS)).isDeepEqualTo(run(alike, 0, NEURONS));
    assertThat(listed.state()).isDeepEqualTo(alike.state());
  }

  /** Runs the neurons from..to with their random arrivals; counts by tick and neuron. */
  private static double[][] run(Trial trial, int from, int to) {
    Random random = new Random(7);
    double[][] counts = new double[TICKS][to - from];
    int receptors = trial.receptors();
    for (int t = 0; t < TICKS; t++) {
      double[][] input = new double[receptors][to - from];
      for (int r = 0; r < receptors; r++) {
        for (int i = 0; i < NEURONS; i++) {
          double arrival =
              random.nextInt(4) == 0 ? trial.scale() * (4 * random.nextDouble() - 1) : 0;
          if (i >= from && i < to) {
            input[r][i - from] = arrival;
          }
        }
      }
      Spikes spikes = trial.stepAll(input);
      for (int i = 0; i < spikes.size(); i++) {
        counts[t][spikes.neuron(i)] = spikes.count(i);
        assertThat(i == 0 || spikes.neuron(i) > spikes.neuron(i - 1)).isTrue();
      }
      for (double[] values : trial.state()) {
        assertThat(Arrays.stream(values).allMatch(Double::isFinite)).isTrue();
      }
    }
    return counts;
  }

  /** A model with one option that differs from its default; empty for none. */
  record Variant(NeuronModel model, String option, String choice) {
    Trial trial(int neurons) {
      Trial trial = Trial.of(model, STEP_MILLIS).neurons(neurons);
      if (!option.isEmpty()) {
        trial.option(option, choice);
      }
      if (choice.equals("single") && model.name().equals("lif")) {
        trial.option("discretisation", "norse");
      }
      if (choice.equals("sinabs") || choice.equals("rockpool")) {
        model.options().stream()
            .filter(o -> o.name().equals("reset"))
            .forEach(o -> trial.option("reset", "subtract"));
      }
      return trial.start();
    }

    @Override
    public String toString() {
      return model.name() + (option.isEmpty() ? "" : " " + option + ": " + choice);
    }
  }
}
