package io.spiketide.rules;

import io.spiketide.encoding.SpikeEncoders;
import io.spiketide.network.Input;
import io.spiketide.network.Population;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.readout.Readouts;
import java.util.List;

/** Rules on the names, parameters and options of encoders, neuron models and readouts. */
final class ModelRules {
  private ModelRules() {}

  static void encoders(Review review) {
    for (Input input : review.network().inputs()) {
      for (int e = 0; e < input.encoders().size(); e++) {
        SettingsCheck.check(
            review,
            Paths.encoder(input, e),
            SpikeEncoders.CATALOG,
            input.encoders().get(e),
            review.addresses(input, e));
      }
    }
  }

  static void neurons(Review review) {
    for (Population population : review.network().populations()) {
      SettingsCheck.check(
          review,
          Paths.neuron(population),
          NeuronModels.CATALOG,
          population.model(),
          population.shape().size());
    }
  }

  static void initialState(Review review) {
    for (Population population : review.network().populations()) {
      List<String> known =
          review.model(population.name()).map(ModelRules::variableNames).orElse(List.of());
      String where = Paths.of(population) + ".initial";
      population
          .initial()
          .forEach(
              (name, values) -> {
                String path = where + "." + name;
                if (known.contains(name)) {
                  int neurons = population.shape().size();
                  if (SettingsCheck.length(review, path, values, neurons, "neurons")) {
                    SettingsCheck.finite(review, path, values);
                  }
                } else if (review.model(population.name()).isPresent()) {
                  review.error(
                      path,
                      "model "
                          + population.model().type()
                          + " has no state variable '"
                          + name
                          + "'",
                      "use one of " + known);
                }
              });
    }
  }

  static void readouts(Review review) {
    for (ReadoutSpec readout : review.network().readouts()) {
      SettingsCheck.check(review, Paths.of(readout), Readouts.CATALOG, readout.readout(), 1);
    }
  }

  static List<String> variableNames(NeuronModel model) {
    return model.variables().stream().map(NeuronModel.Variable::name).toList();
  }
}
