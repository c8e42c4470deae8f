package io.spiketide.neuron;

import io.spiketide.catalog.Catalog;

/** The list of neuron models. A new model is one line here. */
public final class NeuronModels {
  public static final Catalog<NeuronModel> CATALOG = Catalog.of("neuron model");

  private NeuronModels() {}
}
