package io.spiketide.rules;

import io.spiketide.encoding.EncoderChain;
import io.spiketide.kernel.Resolve;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.readout.Readouts;
import java.util.List;

/** Lets encoders, models and readouts say themselves which parameters contradict each other. */
final class CompileRules {
  private CompileRules() {}

  static void encoders(Review review) {
    Network network = review.network();
    for (Input input : network.inputs()) {
      String where = Paths.of(input);
      if (!review.hasErrorAt(where) && review.shape(input.name()).isPresent()) {
        List<EncoderChain.Step> steps = Resolve.encoders(input, network).steps();
        for (int e = 0; e < steps.size(); e++) {
          attempt(review, Paths.encoder(input, e), steps.get(e)::compile);
        }
      }
    }
  }

  static void neurons(Review review) {
    Network network = review.network();
    for (Population population : network.populations()) {
      String where = Paths.neuron(population);
      if (!review.hasErrorAt(where)) {
        NeuronModels.CATALOG
            .find(population.model().type())
            .ifPresent(
                model ->
                    attempt(
                        review,
                        where,
                        () -> model.compile(Resolve.population(model, population, network))));
      }
    }
  }

  static void readouts(Review review) {
    Network network = review.network();
    for (ReadoutSpec spec : network.readouts()) {
      String where = Paths.of(spec);
      Population population = review.population(spec.population());
      if (population != null && !review.hasErrorAt(where)) {
        int neurons = population.shape().size();
        Readouts.CATALOG
            .find(spec.readout().type())
            .ifPresent(
                readout ->
                    attempt(
                        review,
                        where,
                        () -> readout.compile(Resolve.readout(readout, spec, neurons, network))));
      }
    }
  }

  static void attempt(Review review, String path, Runnable compile) {
    try {
      compile.run();
    } catch (IllegalArgumentException e) {
      review.error(path, e, "change its parameters");
    }
  }
}
