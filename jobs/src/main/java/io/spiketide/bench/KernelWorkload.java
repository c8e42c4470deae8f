package io.spiketide.bench;

import io.spiketide.network.Settings;
import io.spiketide.network.Values;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the kernel is timed with, and the bare loop beside it where there is one. */
public enum KernelWorkload {
  DENSE_CACHE(
      "dense rows, 784 to 1,000, 2 % of the sources fire in a tick",
      "M synaptic events/s",
      () -> SynapseWorkloads.dense(784, 1000, 0.02),
      "a loop that adds the same rows, float[] to float[]",
      () -> SynapseWorkloads.arrayAdds(784, 1000, 0.02)),
  DENSE_MEMORY(
      "dense rows, 8,000 to 4,000 (more than the caches hold), 2 % of the sources fire in a tick",
      "M synaptic events/s",
      () -> SynapseWorkloads.dense(8000, 4000, 0.02),
      "a loop that adds the same rows, float[] to float[]",
      () -> SynapseWorkloads.arrayAdds(8000, 4000, 0.02)),
  SPARSE_SHARED(
      "sparse rows, 10,000 to 10,000, in-degree 1,000, one weight, 1 % of the sources fire in a"
          + " tick",
      "M synaptic events/s",
      () -> SynapseWorkloads.sparse(10_000, 1000, Values.of(0.5), Values.of(1), 0.01),
      "a loop over lists of places in an array",
      () -> SynapseWorkloads.randomAdds(10_000, 1000, true, 1, 0.01)),
  SPARSE_WEIGHTS(
      "the same with weights of their own",
      "M synaptic events/s",
      () -> SynapseWorkloads.sparse(10_000, 1000, new Values.Uniform(-1, 1), Values.of(1), 0.01),
      "a loop over lists of places and weights",
      () -> SynapseWorkloads.randomAdds(10_000, 1000, false, 1, 0.01)),
  SPARSE_SHORT(
      "the same with in-degree 100",
      "M synaptic events/s",
      () -> SynapseWorkloads.sparse(10_000, 100, new Values.Uniform(-1, 1), Values.of(1), 0.01),
      "a loop over lists of places and weights",
      () -> SynapseWorkloads.randomAdds(10_000, 100, false, 1, 0.01)),
  SPARSE_DELAYS(
      "sparse rows, 10,000 to 10,000, in-degree 1,000, weights and delays (1 to 15 ticks) of their"
          + " own",
      "M synaptic events/s",
      () ->
          SynapseWorkloads.sparse(
              10_000, 1000, new Values.Uniform(-1, 1), new Values.Uniform(0.5, 15.5), 0.01),
      "a loop over lists of places and weights",
      () -> SynapseWorkloads.randomAdds(10_000, 1000, false, 15, 0.01)),
  LIF("step of lif, 10,000 neurons", "ns/neuron", () -> new NeuronWorkload(lif(), 10_000, 0.06)),
  LIF_REFRACTORY(
      "step of lif with a refractory time of 2 steps, 10,000 neurons",
      "ns/neuron",
      () -> new NeuronWorkload(refractoryLif(), 10_000, 0.06)),
  LEAKY(
      "step of leaky (snnTorch), 10,000 neurons",
      "ns/neuron",
      () -> new NeuronWorkload(leaky(), 10_000, 0.06)),
  CUBA_LIF(
      "step of cuba_lif, 10,000 neurons",
      "ns/neuron",
      () -> new NeuronWorkload(currentBased(), 10_000, 0.12)),
  LIF_EXP(
      "step of lif_exp (NEST's iaf_psc_exp), 10,000 neurons",
      "ns/neuron",
      () -> new NeuronWorkload(Settings.of("lif_exp"), 10_000, 200)),
  CLASSIFIER_SPARSE(
      "784-1000-10, 25 ticks, one sample at a time, other 2 % of the inputs active in each tick",
      "samples/s",
      () -> NetworkWorkload.samples(TimedNetworks.classifier(3), new Stimuli(25).sparse(0.02))),
  CLASSIFIER_IMAGE(
      "784-1000-10, 25 ticks, one sample at a time, images like MNIST's as constant input",
      "samples/s",
      () -> NetworkWorkload.samples(TimedNetworks.classifier(1), new Stimuli(25).images())),
  CLASSIFIER_DENSE(
      "784-1000-10, 25 ticks, one sample at a time, all inputs active with constant values",
      "samples/s",
      () -> NetworkWorkload.samples(TimedNetworks.classifier(1), new Stimuli(25).constantNoise())),
  CONVOLUTIONAL(
      "12C5-MP2-64C5-MP2-10, 25 ticks, one sample at a time, images like MNIST's",
      "samples/s",
      () -> NetworkWorkload.samples(TimedNetworks.convolutional(), new Stimuli(25).images())),
  EVENT_CAMERA(
      "event camera of 128 x 128, conv 2 to 8, LIF, pool, conv 8 to 8, LIF: 1,000 events in a tick"
          + " of 1 ms, 100 ticks",
      "ticks/s",
      () -> NetworkWorkload.ticks(TimedNetworks.eventCamera(), new Stimuli(100).camera(128, 1000)));

  private final String what;
  private final String unit;
  private final Supplier<Workload> work;
  private final @Nullable String bareWhat;
  private final @Nullable Supplier<Workload> bare;

  KernelWorkload(String what, String unit, Supplier<Workload> work) {
    this(what, unit, work, null, null);
  }

  KernelWorkload(
      String what,
      String unit,
      Supplier<Workload> work,
      @Nullable String bareWhat,
      @Nullable Supplier<Workload> bare) {
    this.what = what;
    this.unit = unit;
    this.work = work;
    this.bareWhat = bareWhat;
    this.bare = bare;
  }

  private static Settings lif() {
    return Settings.of("lif", Map.of("tau_m", Values.of(20), "R", Values.of(20)));
  }

  private static Settings refractoryLif() {
    return Settings.of(
        "lif", Map.of("tau_m", Values.of(20), "R", Values.of(20), "t_ref", Values.of(2)));
  }

  private static Settings leaky() {
    return Settings.of("leaky", Map.of("beta", Values.of(0.95)));
  }

  private static Settings currentBased() {
    return Settings.of(
        "cuba_lif", Map.of("tau_m", Values.of(20), "tau_syn", Values.of(5), "R", Values.of(10)));
  }

  /** The work, made anew. */
  public Workload work() {
    return work.get();
  }

  String what() {
    return what;
  }

  String unit() {
    return unit;
  }

  @Nullable String bareWhat() {
    return bareWhat;
  }

  @Nullable Supplier<Workload> bare() {
    return bare;
  }
}
