package io.spiketide.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.intake.Intake;
import io.spiketide.intake.SpikeInbox;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Layout;
import io.spiketide.network.Budget;
import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Range;
import io.spiketide.network.Stages;
import io.spiketide.neuron.Spikes;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.operator.state.Outbox;
import io.spiketide.plan.Planner;
import io.spiketide.schema.TopicNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States made in memory: each thing that changes is found, and nothing else. */
class InstanceFactsTest {
  @TempDir Path folder;

  private Network network;

  @BeforeEach
  void read() throws Exception {
    network = StoredNetwork.network(folder, StoredNetwork.TEXT);
  }

  @Test
  void everyKindOfThingThatChangesIsNamed() {
    InstanceState a = started(CompiledNetwork.compile(network));
    assertThat(differences(a, a.copy())).isEmpty();

    InstanceState b = a.copy();
    b.kernel.lastActiveTick++;
    group(b, "population/touch")[0][4] += 1;
    group(b, "readout/side")[0][1] += 1;
    b.outbox.decisionSequences[0]++;
    b.outbox.spikes[0].add(a.kernel.tick, 3, 1);
    b.outbox.samples[0].add(a.kernel.tick, new double[] {1, 2});
    assertThat(differences(a, b))
        .containsOnlyKeys(
            "last active tick",
            "population touch v",
            "readout side counts",
            "readout side next sequence",
            "spikes touch not sent yet",
            "recording muscle/v first tick not sent yet",
            "recording muscle/v not sent yet");
    assertThat(differences(a, b).get("population touch v").values().first()).isEqualTo(4);
  }

  @Test
  void namesOfRunsAreNotCompared() {
    InstanceState a = started(CompiledNetwork.compile(network));
    InstanceState b = a.copy();
    b.outbox.epoch = 9;
    assertThat(differences(a, b)).isEmpty();
  }

  @Test
  void whatIsUnderWayIsComparedByTheTickInWhichItArrives() {
    CompiledNetwork net = CompiledNetwork.compile(network);
    InstanceState a = started(net);
    InstanceState b = started(net);
    b.kernel.tick++;
    double[][] ringOfA = group(a, "ring/muscle/input");
    double[][] ringOfB = group(b, "ring/muscle/input");
    ringOfA[slot(a.kernel.tick + 2, ringOfA.length)][1] = 5; // two ticks ahead of either
    ringOfB[slot(b.kernel.tick + 2, ringOfB.length)][1] = 5;
    assertThat(differences(a, b)).containsOnlyKeys("tick");
    ringOfB[slot(b.kernel.tick + 1, ringOfB.length)][1] = 5;
    assertThat(differences(a, b)).containsOnlyKeys("tick", "input under way to muscle (input)");
  }

  @Test
  void spikesThatNoProjectionNeedsAnyMoreDoNotCount() {
    CompiledNetwork net = CompiledNetwork.compile(network);
    InstanceState a = started(net);
    InstanceState b = started(net);
    int source = 1; // after the input
    Spikes[] slots = b.kernel.history[source];
    Spikes one = new Spikes(1);
    one.add(3);
    slots[slot(b.kernel.tick, slots.length)] = one; // as old as there are slots
    assertThat(differences(a, b)).isEmpty();
    slots[slot(b.kernel.tick - 1, slots.length)] = one;
    assertThat(differences(a, b))
        .containsExactly(
            Map.entry(
                "spikes in flight from population touch",
                new Difference(
                    "spikes in flight from population touch",
                    "no spikes",
                    "1 spike: 3 at " + (b.kernel.tick - 1),
                    null)));
  }

  @Test
  void neuronsOfAShardAreCountedFromTheFirstOfThePopulation() throws Exception {
    Network large =
        StoredNetwork.network(folder, StoredNetwork.TEXT.replace("shape: [6]", "shape: [24]"));
    Network cut = large.placed(new Placement(10, Budget.DEFAULT, null, Map.of("touch", 3), false));
    Stages stages = Planner.plan(Editions.of(cut), new TopicNames("")).cut();
    int stage = stages.of("touch");
    assertThat(stages.stage(stage).shards()).isEqualTo(3);
    CompiledNetwork last = CompiledNetwork.template(cut, stages, stage).shard(2);
    Range range = stages.shard(cut.population("touch").orElseThrow(), 2);
    assertThat(range.from()).isPositive();
    InstanceState a = started(last);
    InstanceState b = a.copy();
    group(b, "population/touch")[0][1] += 1;
    List<Difference> differences = SavepointDiff.differences(a, b, 2);
    assertThat(differences).hasSize(1);
    assertThat(differences.get(0).values().first()).isEqualTo(range.from() + 1);
    assertThat(differences.get(0).values().of()).isEqualTo(range.size());
  }

  /** A state that has run for a while. */
  private static InstanceState started(CompiledNetwork net) {
    Layout layout = net.layout();
    InstanceState state =
        new InstanceState(
            net.newState(),
            new Intake(new SpikeInbox(net.channels().size())),
            new Outbox(
                layout.names(Layout.SPIKES).size(),
                layout.names(Layout.RECORDING).size(),
                layout.names(Layout.READOUT).size()));
    state.kernel.started = true;
    state.kernel.tick = 17;
    return state;
  }

  private static double[][] group(InstanceState state, String name) {
    return state.kernel.arrays[state.kernel.layout.names("").indexOf(name)];
  }

  private static int slot(long tick, int slots) {
    return (int) (tick % slots);
  }

  private static Map<String, Difference> differences(InstanceState a, InstanceState b) {
    return SavepointDiff.differences(a, b, 0).stream()
        .collect(Collectors.toMap(Difference::what, d -> d));
  }
}
