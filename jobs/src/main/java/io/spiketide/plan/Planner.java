package io.spiketide.plan;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.network.Editions;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.schema.TopicNames;
import java.util.ArrayList;
import java.util.List;

/** Makes the plan of a network: the whole network in one stage, one key per instance. */
public final class Planner {
  /** Key groups of a job; a savepoint can be resumed at any parallelism up to it. */
  public static final int MAX_PARALLELISM = 128;

  private Planner() {}

  /**
   * Plans a network that has no errors.
   *
   * @throws IllegalArgumentException if it cannot be compiled
   */
  public static JobPlan plan(Network network, TopicNames topics) {
    return plan(Editions.of(network), topics);
  }

  /** As {@link #plan(Network, TopicNames)}, for a network that changes at a tick. */
  public static JobPlan plan(Editions networks, TopicNames topics) {
    Network network = networks.newest();
    CompiledNetwork compiled = CompiledNetwork.compile(network);
    Stage stage =
        new Stage(
            "stage-" + network.name(),
            network.inputs().stream().map(Input::name).toList(),
            network.populations().stream().map(Population::name).toList(),
            network.readouts().stream().map(ReadoutSpec::name).toList(),
            network.populations().stream().mapToLong(p -> p.shape().size()).sum(),
            compiled.synapses(),
            compiled.synapseBytes(),
            compiled.layout().elements() * Double.BYTES);
    return new JobPlan(
        networks,
        "sensor-events",
        List.of(stage),
        channels(network, topics, stage.uid()),
        MAX_PARALLELISM);
  }

  private static List<Channel> channels(Network network, TopicNames topics, String stage) {
    boolean single = network.instances().key() == Instances.Key.SINGLE;
    String key = single ? "nothing (one instance)" : "instance";
    List<Channel> channels = new ArrayList<>();
    channels.add(new Channel(topics.sensorEvents(), stage, true, "sensor packets", key));
    if (!network.readouts().isEmpty()) {
      channels.add(new Channel(topics.decisions(), stage, false, "decisions", "instance"));
    }
    if (network.populations().stream().anyMatch(Population::publish)) {
      channels.add(
          new Channel(topics.spikes(), stage, false, "spike packets", "instance/population/shard"));
    }
    if (!network.recordings().isEmpty()) {
      channels.add(
          new Channel(
              topics.recordings(), stage, false, "state recordings", "instance/population"));
    }
    channels.add(new Channel(topics.lateEvents(), stage, false, "late events", "instance"));
    channels.add(new Channel(topics.deadLetters(), stage, false, "dead letters", "instance"));
    return channels;
  }
}
