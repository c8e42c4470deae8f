package io.spiketide.savepoint;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.LearnedWeights;
import io.spiketide.network.Network;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.weights.WeightSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The learned weights that a savepoint holds. */
public final class StoredWeights {
  private StoredWeights() {}

  /**
   * The weights of all projections of an instance.
   *
   * @param network the description of the network, not cut into shards
   * @throws SavepointFault if the savepoint cannot be read, has no such instance, or is of another
   *     network
   */
  public static List<WeightSet> of(Savepoint savepoint, Network network, String instance) {
    savepoint.network();
    CompiledNetwork net = CompiledNetwork.compile(network);
    LearnedWeights learned = new LearnedWeights(net);
    List<WeightSet> sets = new ArrayList<>();
    TreeSet<String> known = new TreeSet<>();
    for (StoredStage stage : savepoint.stages) {
      if (stage.isCut()) {
        throw new SavepointFault(
            "savepoint %s: its network is cut into shards; take a snapshot of its weights with 'spiketide weights snapshot' instead"
                .formatted(savepoint.path));
      }
      new StageReader(savepoint.path, stage)
          .forEach(
              (key, state) -> {
                known.add(key.instance());
                if (key.instance().equals(instance)) {
                  sets.addAll(of(savepoint, state, instance, net, learned));
                }
              });
    }
    if (!known.contains(instance)) {
      throw new SavepointFault(
          "savepoint %s: has no instance '%s'; use one of %s"
              .formatted(savepoint.path, instance, known.stream().limit(20).toList()));
    }
    return sets;
  }

  private static List<WeightSet> of(
      Savepoint savepoint,
      InstanceState state,
      String instance,
      CompiledNetwork net,
      LearnedWeights learned) {
    InstanceState adopted;
    try {
      adopted = state.adoptedBy(net);
    } catch (IllegalStateException e) {
      throw new SavepointFault("savepoint %s: %s".formatted(savepoint.path, e.getMessage()), e);
    }
    return learned.projections().stream()
        .map(
            projection ->
                new WeightSet(
                    instance,
                    projection,
                    savepoint.path,
                    state.kernel.tick,
                    (int) net.network().time().tickMicros(),
                    learned.places(projection).sources(),
                    learned.places(projection).targets(),
                    learned.of(adopted.kernel, projection)))
        .toList();
  }
}
