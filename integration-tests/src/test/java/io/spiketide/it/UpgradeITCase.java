package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.job.UpgradeFault;
import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.schema.SensorPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Savepoints and changed descriptions on an embedded cluster. */
class UpgradeITCase {
  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;
  private static Workload workload;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
    flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.taskManagers(2).slots(2));
    workload = PromisesITCase.cameras(3, 2);
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  /** In the middle of the second presentation, of which each camera shows one. */
  @ParameterizedTest(name = "state backend {0}")
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aDescriptionChangesAtItsTickHoweverFarTheSavepointWas(String backend) throws Exception {
    Network old = workload.network();
    long change = old.time().tickOf(workload.endMicros() / 2);
    Editions editions = Editions.of(old).then(change, stronger(old));
    Harvest expected = workload.expected(editions);
    assertThat(expected.firstDifference(workload.expected())).isNotEqualTo("none");
    List<Map.Entry<String, SensorPacket>> packets = Feed.interleave(workload.packets(16), 3);
    long changeMicros = old.time().microsOf(change);
    int early =
        (int) packets.stream().takeWhile(p -> p.getValue().frontier() <= changeMicros).count();
    assertThat(early).isPositive();

    PipelineRun run = new PipelineRun(old, broker.client());
    Harvest harvest = new Harvest();
    int[] cuts = {early / 2, early, packets.size()};
    String savepoint = null;
    try (Feed feed = run.feed();
        Drain drain = run.drain()) {
      int sent = 0;
      for (int part = 0; part < cuts.length; part++) {
        Editions known = part == 0 ? Editions.of(old) : editions;
        String job = run.start(environment(savepoint, backend), 1 + part, known);
        flink.rest().awaitRunning(job, PipelineRun.PATIENCE);
        feed.sendAll(packets.subList(sent, cuts[part]));
        int count = cuts[part] - sent;
        sent = cuts[part];
        boolean last = part == cuts.length - 1;
        boolean came =
            drain.until(
                () -> last ? harvest.isAsLargeAs(expected) : processed(job) == count,
                PipelineRun.PATIENCE,
                record -> run.add(record, harvest));
        assertThat(came).as("output of part %d", part).isTrue();
        savepoint = flink.rest().stopWithSavepoint(job, null, PipelineRun.PATIENCE);
      }
    }
    assertThat(harvest.firstDifference(expected)).isEqualTo("none");
    assertThat(harvest.sha256()).isEqualTo(expected.sha256());
    assertThat(harvest.gaps()).isZero();
  }

  @Test
  void aSavepointThatDoesNotFitIsRefusedBeforeAnythingRuns() throws Exception {
    Network old = workload.network();
    PipelineRun run = new PipelineRun(old, broker.client());
    run.feedAll(workload.packets(64), 1);
    String job = run.start(environment(null, "hashmap"), 2);
    flink.rest().awaitRunning(job, PipelineRun.PATIENCE);
    String savepoint = flink.rest().stopWithSavepoint(job, null, PipelineRun.PATIENCE);
    int jobs = flink.rest().jobs().size();

    assertThatThrownBy(() -> restart(savepoint, Editions.of(named(old, "other"))))
        .isInstanceOf(UpgradeFault.class)
        .hasMessage(
            "savepoint %s: network: the state is of network '%s', the description is of 'other'; use a savepoint of 'other', or start without one"
                .formatted(savepoint, old.name()));
    Population first = old.populations().get(0);
    assertThatThrownBy(() -> restart(savepoint, Editions.of(resized(old))))
        .isInstanceOf(UpgradeFault.class)
        .hasMessageContaining("savepoint " + savepoint + ": populations." + first.name() + ".shape")
        .hasMessageContaining("give the changed one a new name");
    assertThatThrownBy(
            () -> restart(savepoint, Editions.of(stronger(old)).then(99, stronger(stronger(old)))))
        .isInstanceOf(UpgradeFault.class)
        .hasMessageContaining("give the description that ran when it was taken");
    assertThat(flink.rest().jobs()).hasSize(jobs);
  }

  private static long processed(String job) {
    return (long) flink.rest().sumOfMetrics(job, "numPacketsIn");
  }

  private static String restart(String savepoint, Editions editions) throws Exception {
    return new PipelineRun(editions.newest(), broker.client())
        .start(environment(savepoint, "hashmap"), 1, editions);
  }

  private static StreamExecutionEnvironment environment(
      @Nullable String savepoint, String backend) {
    Configuration options = new Configuration();
    options.setString("state.backend.type", backend);
    if (savepoint != null) {
      options.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    return flink.environment(options);
  }

  /** With all constant weights a fifth larger. */
  private static Network stronger(Network n) {
    List<Projection> projections = new ArrayList<>();
    for (Projection p : n.projections()) {
      Values weights = p.weights();
      if (weights instanceof Values.Constant constant) {
        weights = Values.of(constant.value() * 1.2);
      } else if (weights instanceof Values.Listed listed) {
        double[] scaled = listed.values().clone();
        for (int i = 0; i < scaled.length; i++) {
          scaled[i] *= 1.2;
        }
        weights = Values.of(scaled);
      }
      projections.add(
          new Projection(
              p.name(),
              p.source(),
              p.target(),
              p.receptor(),
              p.connectivity(),
              weights,
              p.delays(),
              p.bias()));
    }
    return with(n, n.name(), n.populations(), projections);
  }

  private static Network named(Network n, String name) {
    return with(n, name, n.populations(), n.projections());
  }

  /** With one neuron more in the first population, and nothing that leads to or from it. */
  private static Network resized(Network n) {
    Population first = n.populations().get(0);
    List<Population> populations = new ArrayList<>(n.populations());
    populations.set(
        0,
        new Population(
            first.name(), Shape.of(first.shape().size() + 1), first.model(), Map.of(), true));
    return new Network(
        n.name(),
        n.time(),
        n.seed(),
        n.inputs(),
        populations,
        List.of(),
        List.of(),
        List.of(),
        n.instances(),
        n.placement());
  }

  private static Network with(
      Network n, String name, List<Population> populations, List<Projection> projections) {
    return new Network(
        name,
        n.time(),
        n.seed(),
        n.inputs(),
        populations,
        projections,
        n.readouts(),
        n.recordings(),
        n.instances(),
        n.placement());
  }
}
