package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.demo.BrunelNetwork;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkJob;
import io.spiketide.job.SpiketideOptions;
import io.spiketide.network.Budget;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.plan.JobPlan;
import io.spiketide.plan.Planner;
import io.spiketide.plan.StagePlan;
import io.spiketide.time.TimeBase;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promise 1 for a recurrent network that is cut, on an embedded cluster: its spikes are those of
 * the reference simulator however it is cut, at any parallelism, in slices of any length, whether
 * shards hear each other by the shortcut or through the topic alone.
 */
class ShardsITCase {
  private static final long TICKS = 1_155; // whole slices of 1, 5, 7, 11 and 15

  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;
  private static Recurrent recurrent;
  private static Harvest expected;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
    flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.taskManagers(2).slots(2));
    recurrent = new Recurrent(List.of("a", "b/c"), TICKS);
    expected = recurrent.expected();
    assertThat(expected.spikeCount()).isGreaterThan(1_000);
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  @ParameterizedTest(name = "{0} shards, parallelism {1}, slices of {2} ticks")
  @CsvSource({"1, 2, 15", "2, 1, 100", "2, 2, 1", "2, 2, 15", "4, 4, 7", "8, 2, 5"})
  void shardsParallelismAndSlicesChangeNothing(int shards, int parallelism, int slice)
      throws Exception {
    assertSame(new Placement(slice).cutInto(shards), parallelism, true);
  }

  @ParameterizedTest(name = "{0} shards, parallelism {1}, slices of {2} ticks")
  @CsvSource({"2, 2, 15", "8, 4, 11"})
  void theTopicAloneChangesNothing(int shards, int parallelism, int slice) throws Exception {
    assertSame(new Placement(slice).cutInto(shards), parallelism, false);
  }

  @ParameterizedTest(name = "excitatory x {0}, inhibitory x {1}, parallelism {2}")
  @CsvSource({"1, 1, 2", "1, 3, 4"})
  void populationsThatAreCutDifferentlyChangeNothing(
      int excitatory, int inhibitory, int parallelism) throws Exception {
    Map<String, Integer> shards =
        Map.of(
            BrunelNetwork.EXCITATORY,
            excitatory,
            BrunelNetwork.INHIBITORY,
            inhibitory,
            "drive_e",
            excitatory,
            "drive_i",
            inhibitory);
    assertSame(new Placement(15, Budget.DEFAULT, null, shards, false), parallelism, true);
  }

  /**
   * Every shard in a task manager with others that it does not hear within the process, the least
   * memory that Flink lets packets have on their way, and all that the sensors have to say before.
   */
  @ParameterizedTest(name = "shortcut {0}")
  @ValueSource(booleans = {true, false})
  void tinyBuffersAndTheWorstPlacementStopNobody(boolean shortcut) throws Exception {
    Configuration tiny = new Configuration();
    tiny.setString("taskmanager.memory.segment-size", "4 kb");
    tiny.setString("taskmanager.memory.network.min", "512 kb");
    tiny.setString("taskmanager.memory.network.max", "512 kb");
    tiny.setString("taskmanager.network.memory.read-buffer.required-per-gate.max", "1");
    EmbeddedFlinkSettings apart =
        EmbeddedFlinkSettings.DEFAULT.taskManagers(4).slots(1).options(tiny);
    try (EmbeddedFlink narrow = EmbeddedFlink.start(apart)) {
      assertSame(narrow, new Placement(1).cutInto(8), 4, shortcut);
    }
  }

  /** What it fires behind a barrier must find those who hear it behind the same one. */
  @Test
  void aStageThatOnlySendsToTheTopicIsBehindItForCheckpoints() {
    Settings lif = Settings.of("lif", Map.of());
    Network network =
        new Network(
            "led",
            TimeBase.ofMicros(1000),
            1,
            List.of(Input.events("in", Shape.of(16))),
            List.of(
                Population.of("follows", Shape.of(16), lif),
                Population.of("leads", Shape.of(16), lif)),
            List.of(
                Projection.of("in", "leads", new Connectivity.AllToAll(true), Values.of(1), 0),
                Projection.of("leads", "follows", new Connectivity.OneToOne(), Values.of(1), 2)),
            List.of(),
            List.of(),
            Instances.perRecordKey(),
            new Placement(2, Budget.DEFAULT, null, Map.of("leads", 2, "follows", 1), false));
    PipelineRun run = new PipelineRun(network, broker.client());
    JobPlan plan = Planner.plan(network, run.topics);
    assertThat(plan.cut()).hasToString("follows | leads x 2");
    StreamExecutionEnvironment env = flink.environment(new Configuration());
    Configuration options = new Configuration();
    options.set(SpiketideOptions.BOOTSTRAP_SERVERS, broker.client().bootstrapServers());
    options.set(SpiketideOptions.TOPIC_PREFIX, run.topics.prefix());
    NetworkJob.build(env, plan, JobSettings.of(options));
    StreamGraph graph = env.getStreamGraph(false);
    for (StagePlan stage : plan.stages()) {
      assertThat(before(graph, node(graph, stage.uid()))).as(stage.uid()).contains("spikes");
    }
  }

  private static StreamNode node(StreamGraph graph, String uid) {
    return graph.getStreamNodes().stream()
        .filter(node -> uid.equals(node.getTransformationUID()))
        .findFirst()
        .orElseThrow();
  }

  /** The uids of all that comes before a node. */
  private static Set<String> before(StreamGraph graph, StreamNode node) {
    Set<String> uids = new HashSet<>();
    for (StreamEdge edge : node.getInEdges()) {
      StreamNode source = graph.getStreamNode(edge.getSourceId());
      uids.add(String.valueOf(source.getTransformationUID()));
      uids.addAll(before(graph, source));
    }
    return uids;
  }

  private static void assertSame(Placement placement, int parallelism, boolean shortcut)
      throws Exception {
    assertSame(flink, placement, parallelism, shortcut);
  }

  private static void assertSame(
      EmbeddedFlink flink, Placement placement, int parallelism, boolean shortcut)
      throws Exception {
    PipelineRun run = new PipelineRun(recurrent.placed(placement), broker.client());
    run.feedAll(recurrent.packets(100), 1);
    Map<String, String> options =
        Map.of(SpiketideOptions.SHORTCUT.key(), Boolean.toString(shortcut));
    String job = run.start(flink.environment(new Configuration()), parallelism, options);
    try {
      Harvest harvest = run.harvest(expected);
      assertThat(harvest.firstDifference(expected)).isEqualTo("none");
      assertThat(harvest.sha256()).isEqualTo(expected.sha256());
      assertThat(harvest.gaps()).isZero();
      assertThat(harvest.altered()).isZero();
      if (!Planner.plan(run.network, run.topics).cut().areWhole()) {
        assertHeard(flink, job, shortcut);
      }
    } finally {
      flink.rest().cancel(job); // the next one needs its slots, also if this one has failed
    }
  }

  /** Where there is a shortcut, most packets come by it, and each of them again later. */
  private static void assertHeard(EmbeddedFlink flink, String job, boolean shortcut) {
    await()
        .atMost(PipelineRun.PATIENCE)
        .untilAsserted(
            () -> {
              double heard = flink.rest().sumOfMetrics(job, "numSpikePacketsIn");
              double brought = flink.rest().sumOfMetrics(job, "numShortcutSpikePackets");
              double again = flink.rest().sumOfMetrics(job, "numDuplicateSpikePackets");
              assertThat(heard).isPositive();
              assertThat(brought).isBetween(shortcut ? 0.5 * heard : 0, shortcut ? heard : 0);
              assertThat(again).as("copies that came through the topic").isEqualTo(brought);
            });
  }
}
