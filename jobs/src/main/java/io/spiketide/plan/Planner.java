package io.spiketide.plan;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.network.Editions;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Problem;
import io.spiketide.network.Stage;
import io.spiketide.network.Stages;
import io.spiketide.rules.StageRules;
import io.spiketide.schema.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes the plan of a network: the whole network in one stage, one key per instance, or cut where
 * it is too large for one key or its placement says so.
 */
public final class Planner {
  /** Key groups of a job; a savepoint can be resumed at any parallelism up to it. */
  public static final int MAX_PARALLELISM = 128;

  /** With more shards, key groups would hold several and spread less evenly. */
  private static final int MOST_KEY_GROUPS = 1 << 15;

  /** Compiling so many synapses for the sake of exact figures takes a second or two. */
  private static final double MOST_COMPILED = 10_000_000;

  private Planner() {}

  /**
   * Plans a network that has no errors.
   *
   * @throws PlanFault if it cannot be cut as its placement says
   * @throws IllegalArgumentException if it cannot be compiled
   */
  public static JobPlan plan(Network network, TopicNames topics) {
    return plan(Editions.of(network), topics);
  }

  /** As {@link #plan(Network, TopicNames)}, for a network that changes at a tick. */
  public static JobPlan plan(Editions networks, TopicNames topics) {
    Network network = networks.newest();
    Stages cut = Cutter.cut(network);
    List<Problem> problems = new ArrayList<>(StageRules.check(network, cut));
    if (!cut.areWhole() && networks.size() > 1) {
      problems.add(
          Problem.error(
              "placement",
              "a network that is cut cannot change at a tick",
              "start it anew with the other description, or keep it in one stage of one shard"));
    }
    if (!problems.isEmpty()) {
      throw new PlanFault(problems);
    }
    boolean compiles =
        cut.areWhole()
            && new Sizes(network).of(cut.stage(0).populations()).synapses() < MOST_COMPILED;
    List<StagePlan> stages =
        compiles
            ? List.of(compiled(network, cut))
            : IntStream.range(0, cut.size()).mapToObj(s -> estimated(network, cut, s)).toList();
    return new JobPlan(
        networks, cut, "sensor-events", stages, channels(network, topics, cut), keyGroups(cut));
  }

  private static int keyGroups(Stages cut) {
    int most = cut.stages().stream().mapToInt(Stage::shards).max().orElse(1);
    int groups = MAX_PARALLELISM;
    while (groups < most && groups < MOST_KEY_GROUPS) {
      groups *= 2;
    }
    return groups;
  }

  private static String uid(Network network) {
    return "stage-" + network.name();
  }

  /** A stage with what it takes to the byte. */
  private static StagePlan compiled(Network network, Stages cut) {
    CompiledNetwork compiled = CompiledNetwork.compile(network);
    return new StagePlan(
        uid(network),
        cut.stage(0),
        network.inputs().stream().map(Input::name).toList(),
        network.populations().stream().mapToLong(p -> p.shape().size()).sum(),
        compiled.synapses(),
        compiled.synapseBytes(),
        compiled.layout().elements() * Double.BYTES);
  }

  /** A stage with what it will take to a few per cent. */
  private static StagePlan estimated(Network network, Stages cut, int index) {
    Stage stage = cut.stage(index);
    Sizes sizes = new Sizes(network);
    Sizes.Size size = sizes.of(stage.populations());
    return new StagePlan(
        cut.areWhole() ? uid(network) : uid(network) + "-" + stage.name(),
        stage,
        sizes.inputsOf(stage.populations()),
        (long) size.neurons(),
        (long) size.synapses(),
        (long) (size.synapseBytes() / stage.shards()),
        (long) (size.stateBytes() / stage.shards()));
  }

  private static List<Channel> channels(Network network, TopicNames topics, Stages cut) {
    boolean single = network.instances().key() == Instances.Key.SINGLE;
    String key = single ? "nothing (one instance)" : "instance";
    String spikesKey = "instance/population/shard";
    List<Channel> channels = new ArrayList<>();
    channels.add(new Channel(topics.sensorEvents(), true, "sensor packets", key));
    if (network.inputs().stream().anyMatch(input -> input.signal() != null)) {
      channels.add(new Channel(topics.learningSignals(), true, "learning signals", key));
    }
    boolean feedback = !cut.fedBack(network).isEmpty();
    if (feedback) {
      channels.add(new Channel(topics.spikes(), true, "spike packets", spikesKey));
    }
    if (!network.readouts().isEmpty()) {
      channels.add(new Channel(topics.decisions(), false, "decisions", "instance"));
    }
    if (feedback || network.populations().stream().anyMatch(Population::publish)) {
      channels.add(new Channel(topics.spikes(), false, "spike packets", spikesKey));
    }
    if (!network.recordings().isEmpty()) {
      channels.add(
          new Channel(topics.recordings(), false, "state recordings", "instance/population"));
    }
    if (network.projections().stream().anyMatch(p -> p.learning() != null)) {
      channels.add(new Channel(topics.controlAcks(), false, "acknowledgements", "network"));
      channels.add(
          new Channel(
              topics.weights(),
              false,
              "snapshots of weights",
              "network/instance/projection/snapshot/shard/part"));
    }
    channels.add(new Channel(topics.lateEvents(), false, "late events", "instance"));
    channels.add(new Channel(topics.deadLetters(), false, "dead letters", "instance"));
    return channels;
  }
}
