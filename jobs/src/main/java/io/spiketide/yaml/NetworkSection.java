package io.spiketide.yaml;

import io.spiketide.network.Instances;
import io.spiketide.network.Placement;
import io.spiketide.time.TimeBase;
import java.util.List;

/** The keys at the top of a description, and the reading of the whole. */
final class NetworkSection {
  /** The smallest network that does something. */
  static final String EXAMPLE =
      """
      network: reflex
      tick: 1 ms
      seed: 7
      inputs:
        skin: {shape: [4]}
      populations:
        touch: {shape: [2], neuron: {model: lif, tau_m: 20, V_th: 0.5}}
      projections:
        - {from: skin, to: touch, weights: [[1, 1, 0, 0], [0, 0, 1, 1]], delay: 2 ms}
      readouts:
        side: {of: touch, type: spike_count, labels: [left, right]}
      """;

  /** Most of what can be written. */
  static final String FULL_EXAMPLE =
      """
      network: gestures
      tick: 1 ms
      model_step: 1 ms
      seed: 42
      inputs:
        camera:
          shape: [2, 16, 16]
          encoder: [{type: refractory, t_ref: 1 ms}, events]
          sources: 1
          disorder: 10 ms
          max_jump: 1 h
      populations:
        features:
          shape: [4, 14, 14]
          neuron: {model: lif, tau_m: 20, V_th: 1, reset: subtract}
          publish: true
        small:
          shape: [4, 7, 7]
          neuron: {model: if, V_th: 1, reset: none}
          competition: {type: k_winners, k: 3, radius: 1}
        reservoir:
          shape: [64]
          neuron: {model: lif_exp, tau_m: {normal: {mean: 10, sd: 1, min: 5, max: 15}}}
          initial: {v: {uniform: [-70, -60]}}
        classes:
          shape: [4]
          neuron: {model: lif, tau_m: 30}
      projections:
        - from: camera
          to: features
          connect: {rule: conv2d, channels: 4, kernel: 3}
          weights: {uniform: [-0.5, 1]}
        - {from: features, to: small, connect: {rule: sum_pool, kernel: 2}}
        - from: small
          to: reservoir
          receptor: exc
          connect: {rule: fixed_indegree, indegree: 10}
          weights: 80
          delay: {uniform: [1 ms, 5 ms]}
        - name: loop
          from: reservoir
          to: reservoir
          receptor: inh
          connect: {rule: fixed_probability, p: 0.1, autapses: false}
          weights: -20
          delay: 2 ms
        - {from: reservoir, to: classes, weights: {lognormal: {mu: -2, sigma: 0.5}}}
      readouts:
        gesture: {of: classes, type: spike_count, window: episode, labels: [a, b, c, d]}
        speed: {of: classes, type: rate, window: {length: 100 ms, every: 20 ms}}
      record:
        - {of: reservoir, variable: v, every: 10 ms}
      instances: {key: record, reset_at_episode: true}
      placement: {slice: 10 ms}
      """;

  private static final Key<String> NETWORK =
      Key.required("network", Forms.WORD, "Name of the network in topics, metrics and state.");
  private static final Key<Long> TICK =
      Key.required("tick", Forms.TICK_MICROS, "Length of a tick of event time.");
  private static final Key<Double> MODEL_STEP =
      Key.optional(
          "model_step",
          Forms.STEP,
          "tick",
          "By how much the equations advance in a tick; another time for trained networks.");
  private static final Key<Long> SEED =
      Key.optional("seed", Forms.LONG, "1", "All random numbers are a function of it.");
  private static final Key<NirSection.File> NIR =
      Key.optional("nir", NirSection.FORM, "none", "A NIR file to take the network from.");
  private static final Key<Fields> INPUTS = entries(InputSection.SECTION);
  private static final Key<Fields> POPULATIONS = entries(PopulationSection.SECTION);
  private static final Key<List<Value>> PROJECTIONS = items(ProjectionSection.SECTION);
  private static final Key<Fields> READOUTS = entries(ReadoutSection.SECTION);
  private static final Key<List<Value>> RECORD = items(RecordSection.SECTION);
  private static final Key<Instances> INSTANCES =
      Key.optional("instances", InstancesSection.FORM, "one per record key", "How instances live.");
  private static final Key<Placement> PLACEMENT =
      Key.optional("placement", PlacementSection.FORM, "see there", "Layout over the job.");

  static final Section SECTION =
      new Section(
          "network",
          "The top of a description.",
          List.of(
              NETWORK,
              TICK,
              MODEL_STEP,
              SEED,
              NIR,
              INPUTS,
              POPULATIONS,
              PROJECTIONS,
              READOUTS,
              RECORD,
              INSTANCES,
              PLACEMENT));

  private static final long DEFAULT_SEED = 1;

  private NetworkSection() {}

  /** Reads a description; what is wrong is reported to the reading and left out. */
  static Draft read(Value root) {
    Reading reading = root.reading();
    Fields fields = Fields.of(root, SECTION);
    fields.requireAll(SECTION);
    String name = fields.read(NETWORK, "unnamed");
    fields.read(TICK).ifPresent(reading::tick);
    double tickMillis = TimeBase.ofMicros(reading.tickMicros()).stepMillis();
    TimeBase time = new TimeBase(reading.tickMicros(), fields.read(MODEL_STEP, tickMillis));

    Parts parts = new Parts(reading);
    fields.read(NIR).ifPresent(nir -> parts.addNir(fields.value(NIR), nir, name, time));
    fields.read(INPUTS).ifPresent(parts::readInputs);
    fields.read(POPULATIONS).ifPresent(parts::readPopulations);
    fields.read(PROJECTIONS).ifPresent(parts::readProjections);
    fields.read(READOUTS).ifPresent(parts::readReadouts);
    fields.read(RECORD).ifPresent(parts::readRecordings);
    return parts.draft(
        name,
        time,
        fields.read(SEED, DEFAULT_SEED),
        fields.read(INSTANCES, Instances.perRecordKey()),
        fields.read(PLACEMENT, Placement.defaultFor(reading.tickMicros())));
  }

  /** A mapping of names that the author chooses to entries of a section. */
  private static Key<Fields> entries(Section section) {
    return Key.optional(
        section.name(),
        new Form<>(
            "section",
            Schemas.orNull(Schemas.mapOf(Schemas.reference(section.name()))),
            v -> v.isNothing() ? Fields.empty(v) : Fields.open(v)),
        "none",
        section.doc());
  }

  /** A list of entries of a section. */
  private static Key<List<Value>> items(Section section) {
    return Key.optional(
        section.name(),
        new Form<>(
            "section",
            Schemas.orNull(Schemas.listOf(Schemas.reference(section.name()))),
            v -> v.isNothing() ? List.of() : v.items()),
        "none",
        section.doc());
  }
}
