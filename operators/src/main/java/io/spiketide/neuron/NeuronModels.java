package io.spiketide.neuron;

import io.spiketide.catalog.Catalog;

/** The list of neuron models. A new model is one line here. */
public final class NeuronModels {
  public static final Catalog<NeuronModel> CATALOG =
      Catalog.of(
          "neuron model",
          new Relay(),
          new Threshold(),
          new IntegrateAndFire(),
          new LeakyIntegrateAndFire(),
          new LeakyIntegrator(),
          new Integrator(),
          new CurrentBasedLif(),
          new CurrentBasedIntegrator(),
          new LifDelta(),
          new LifExponential(),
          new LifAlpha(),
          new AdaptiveLif(),
          new HomeostaticLif(),
          new SpikeResponse(),
          new Izhikevich(),
          new AdaptiveExponential(),
          new HodgkinHuxley(),
          new Leaky(),
          new Lapicque(),
          new Synaptic(),
          new Alpha(),
          new SimplifiedLif(),
          new PoissonGenerator(),
          new EpropLif(),
          new EpropOutput(),
          new BpIf(),
          new BpError());

  private NeuronModels() {}
}
