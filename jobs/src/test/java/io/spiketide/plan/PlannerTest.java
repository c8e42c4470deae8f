package io.spiketide.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.demo.BrunelNetwork;
import io.spiketide.network.Budget;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Editions;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.schema.TopicNames;
import io.spiketide.time.TimeBase;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Network BRUNEL = BrunelNetwork.build(1, 0.04);

  @Test
  void aNetworkWithinTheBudgetIsOneStage() {
    JobPlan plan = plan(BRUNEL);
    assertThat(plan.cut().areWhole()).isTrue();
    assertThat(plan.edges()).isEmpty();
    assertThat(plan.stages()).hasSize(1);
    assertThat(plan.channels())
        .extracting(Channel::reads)
        .containsExactly(Stream.of(true, false, false, false).toArray(Boolean[]::new));
  }

  @Test
  void aCycleStaysTogetherWithTheGeneratorsThatFireForItAlone() {
    JobPlan plan = plan(BRUNEL.placed(new Placement(15).cutInto(4)));
    assertThat(plan.cut().toString()).isEqualTo("excitatory, inhibitory, drive_e, drive_i x 4");
    assertThat(plan.edges()).hasSize(4).allMatch(JobPlan.Edge::byTopic);
    assertThat(plan.channels()).filteredOn(Channel::reads).hasSize(2);
    assertThat(plan.print())
        .contains("4 shards, each of")
        .contains("through the topic")
        .contains("slices of 15 ticks (1.5 ms)");
  }

  @Test
  void theBudgetDecidesHowManyShardsThereAre() {
    long half = 250 * 50; // synapses: 500 neurons, each with 50 and one of its drive
    Budget synapses = new Budget(1_000_000, half, 1L << 40);
    assertThat(
            plan(BRUNEL.placed(new Placement(15, synapses, null, Map.of(), false))).cut().stage(0))
        .satisfies(stage -> assertThat(stage.shards()).isEqualTo(3));
    Budget neurons = new Budget(200, 1L << 40, 1L << 40);
    assertThat(
            plan(BRUNEL.placed(new Placement(15, neurons, null, Map.of(), false))).cut().stage(0))
        .satisfies(stage -> assertThat(stage.shards()).isEqualTo(5));
  }

  @Test
  void theSliceIsNotLongerThanTheShortestDelayOfACutEdge() {
    assertThat(slices(new Placement(4).cutInto(2))).isEqualTo("slices of 4 ticks (0.4 ms)");
    assertThat(slices(new Placement(15).cutInto(2))).isEqualTo("slices of 15 ticks (1.5 ms)");
    assertThat(slices(new Placement(16).cutInto(2))).isEqualTo("slices of 11 ticks (1.1 ms)");
    assertThat(slices(new Placement(100).cutInto(2))).isEqualTo("slices of 11 ticks (1.1 ms)");
  }

  private static String slices(Placement placement) {
    return plan(BRUNEL.placed(placement))
        .print()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("slices"))
        .findAny()
        .orElseThrow();
  }

  @Test
  void feedForwardPopulationsFollowEachOtherDirectly() {
    Network chain = chain(false, Map.of("a", 2, "b", 3));
    JobPlan plan = plan(chain);
    assertThat(plan.cut().toString()).isEqualTo("a x 2 | b x 3 | c");
    assertThat(plan.edges()).extracting(JobPlan.Edge::byTopic).containsOnly(false);
    assertThat(plan.stages().get(2).stage().readouts()).containsExactly("count");
    assertThat(plan.channels()).filteredOn(Channel::reads).hasSize(1);
  }

  @Test
  void aReadoutOfACutPopulationIsAnsweredInAStageOfItsOwn() {
    JobPlan plan = plan(chain(false, Map.of("c", 2)));
    assertThat(plan.cut().toString()).isEqualTo("a, b | c x 2 | count");
    assertThat(plan.edges()).extracting(JobPlan.Edge::projection).containsExactly("b->c", "count");
  }

  @Test
  void theGraphNamesStagesTopicsAndWaysOfSpikes() {
    assertThat(PlanGraph.of(plan(BRUNEL.placed(new Placement(15).cutInto(4)))))
        .startsWith("digraph \"brunel\" {")
        .contains("\"spikes\" [shape=cylinder];")
        .contains("4 shards")
        .contains("style=dashed, label=\"excitatory->excitatory\\n");
  }

  @Test
  void whatCannotBeCutIsSaidWithThePlaceAndTheMend() {
    assertThatThrownBy(() -> plan(chain(true, Map.of("c", 2))))
        .isInstanceOf(PlanFault.class)
        .hasMessageStartingWith("projections[3].delay: c->a goes from one shard or stage")
        .hasMessageContaining(
            "; give it a delay of at least one tick, or keep c and a in one stage");
    Network pooled = pooled();
    assertThatThrownBy(() -> plan(pooled.placed(new Placement(10).cutInto(2))))
        .isInstanceOf(PlanFault.class)
        .hasMessage(
            "projections[0].connect: in->a is a convolution or pooling onto a population that is cut;"
                + " keep a in one shard");
    assertThatThrownBy(
            () ->
                Planner.plan(
                    Editions.of(BRUNEL.placed(new Placement(15).cutInto(2)))
                        .then(100, BRUNEL.placed(new Placement(15).cutInto(2))),
                    TopicNames.DEFAULT))
        .isInstanceOf(PlanFault.class)
        .hasMessageContaining("a network that is cut cannot change at a tick; start it anew");
  }

  private static Network pooled() {
    Network chain = chain(false, Map.of());
    Connectivity pool =
        new Connectivity.Pool2d(
            Connectivity.Pool2d.Kind.SUM,
            new Connectivity.Pair(2, 2),
            new Connectivity.Pair(2, 2),
            new Connectivity.Pair(0, 0));
    return new Network(
        "pooled",
        chain.time(),
        1,
        List.of(Input.events("in", Shape.of(1, 8, 8))),
        List.of(
            Population.of("a", Shape.of(1, 4, 4), chain.populations().get(0).model()).published()),
        List.of(Projection.of("in", "a", pool, Values.of(1), 0)),
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        new Placement(10));
  }

  private static JobPlan plan(Network network) {
    return Planner.plan(network, TopicNames.DEFAULT);
  }

  /** in -> a -> b -> c, all to all without delay, a readout of c, and c -> a if it is closed. */
  private static Network chain(boolean closed, Map<String, Integer> shards) {
    Settings lif = Settings.of("lif", Map.of("tau_m", Values.of(10), "V_th", Values.of(1)));
    List<Population> populations =
        Stream.of("a", "b", "c").map(name -> Population.of(name, Shape.of(16), lif)).toList();
    Connectivity all = new Connectivity.AllToAll(true);
    List<Projection> projections =
        Stream.of("in a", "a b", "b c", "c a")
            .limit(closed ? 4 : 3)
            .map(pair -> pair.split(" "))
            .map(pair -> Projection.of(pair[0], pair[1], all, Values.of(1), 0))
            .toList();
    ReadoutSpec count =
        new ReadoutSpec(
            "count", "c", Settings.of("spike_count"), new ReadoutSpec.Window.Episode(), List.of());
    return new Network(
        "chain",
        TimeBase.ofMicros(1000),
        1,
        List.of(Input.events("in", Shape.of(16))),
        populations,
        projections,
        List.of(count),
        List.of(),
        Instances.perRecordKey(),
        new Placement(10, Budget.DEFAULT, null, shards, false));
  }
}
