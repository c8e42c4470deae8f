package io.spiketide.plan;

import io.spiketide.network.Budget;
import io.spiketide.network.Connectivity.OneToOne;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Stage;
import io.spiketide.network.Stages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cuts a network into stages and shards, as its placement says or its budget needs.
 *
 * <ol>
 *   <li>A network within the budget that says nothing else is one stage of one shard.
 *   <li>Else populations that lie on one cycle stay together, and with them those that fire for
 *       them alone, neuron for neuron, as generators of noise do.
 *   <li>Each such group has as many shards as the description says, or as bring it into the budget.
 *   <li>Groups follow each other as spikes go forward; those of one shard are put together while
 *       they fit the budget.
 *   <li>Readouts are answered where their population is run, or in a last stage if it is cut.
 * </ol>
 */
final class Cutter {
  private final Network network;
  private final Placement placement;
  private final Sizes sizes;

  private Cutter(Network network) {
    this.network = network;
    this.placement = network.placement();
    this.sizes = new Sizes(network);
  }

  /** The cut of a network. A function of its description alone. */
  static Stages cut(Network network) {
    return new Cutter(network).cut();
  }

  /** Populations that have the same keys. */
  private record Group(List<String> populations, int shards) {}

  private Stages cut() {
    List<String> all = network.populations().stream().map(Population::name).toList();
    if (!placement.saysShards() && shardsByBudget(all) == 1) {
      return Stages.whole(network);
    }
    List<Group> groups = new ArrayList<>();
    for (List<String> component : new Components(all, edges()).inOrder()) {
      groups.addAll(byShards(component));
    }
    groups = joined(groups);
    if (groups.size() == 1 && groups.get(0).shards() == 1) {
      return Stages.whole(network);
    }
    return withReadouts(groups);
  }

  private List<Components.Edge> edges() {
    List<Components.Edge> edges = new ArrayList<>();
    for (Projection p : network.projections()) {
      if (network.population(p.source()).isPresent()) {
        edges.add(new Components.Edge(p.source(), p.target()));
        if (firesForOneAlone(p)) {
          edges.add(new Components.Edge(p.target(), p.source())); // keeps them together
        }
      }
    }
    return edges;
  }

  /** Whether a projection is the only one of its source, and goes neuron for neuron. */
  private boolean firesForOneAlone(Projection projection) {
    return projection.connectivity() instanceof OneToOne
        && network.projections().stream()
                .filter(p -> p.source().equals(projection.source()))
                .count()
            == 1;
  }

  /** A component, in as many groups as it has different numbers of shards. */
  private List<Group> byShards(List<String> component) {
    int byBudget = shardsByBudget(component);
    Set<Integer> numbers =
        component.stream()
            .map(p -> shards(p, byBudget))
            .collect(Collectors.toCollection(TreeSet::new));
    return numbers.stream()
        .map(n -> new Group(component.stream().filter(p -> shards(p, byBudget) == n).toList(), n))
        .toList();
  }

  private int shards(String population, int byBudget) {
    Integer own = placement.shardsOf().get(population);
    Integer all = placement.shards();
    return own != null ? own : all != null ? all : byBudget;
  }

  private int shardsByBudget(List<String> populations) {
    Sizes.Size size = sizes.of(populations);
    Budget budget = placement.budget();
    double shards =
        Math.max(
            size.neurons() / budget.neurons(),
            Math.max(size.synapses() / budget.synapses(), size.bytes() / budget.bytes()));
    return (int) Math.max(1, Math.ceil(shards));
  }

  private List<Group> joined(List<Group> groups) {
    List<Group> joined = new ArrayList<>();
    for (Group group : groups) {
      Group last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && last.shards() == 1 && group.shards() == 1) {
        List<String> both = new ArrayList<>(last.populations());
        both.addAll(group.populations());
        if (shardsByBudget(both) == 1) {
          joined.set(joined.size() - 1, new Group(inOrder(both), 1));
          continue;
        }
      }
      joined.add(group);
    }
    return joined;
  }

  private List<String> inOrder(List<String> populations) {
    List<String> all = network.populations().stream().map(Population::name).toList();
    return populations.stream().sorted(Comparator.comparingInt(all::indexOf)).toList();
  }

  private Stages withReadouts(List<Group> groups) {
    List<Stage> stages = new ArrayList<>();
    List<String> left =
        new ArrayList<>(network.readouts().stream().map(ReadoutSpec::name).toList());
    for (int g = 0; g < groups.size(); g++) {
      Group group = groups.get(g);
      List<String> readouts =
          network.readouts().stream()
              .filter(r -> group.shards() == 1 && group.populations().contains(r.population()))
              .map(ReadoutSpec::name)
              .toList();
      left.removeAll(readouts);
      stages.add(new Stage(Integer.toString(g + 1), group.populations(), readouts, group.shards()));
    }
    if (!left.isEmpty()) {
      stages.add(new Stage("readouts", List.of(), left, 1));
    }
    return new Stages(stages);
  }
}
