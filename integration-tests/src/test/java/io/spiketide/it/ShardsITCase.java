package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.demo.BrunelNetwork;
import io.spiketide.job.SpiketideOptions;
import io.spiketide.network.Budget;
import io.spiketide.network.Placement;
import io.spiketide.plan.Planner;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static void assertSame(Placement placement, int parallelism, boolean shortcut)
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
        assertHeard(job, shortcut);
      }
    } finally {
      flink.rest().cancel(job); // the next one needs its slots, also if this one has failed
    }
  }

  /** Each packet is heard once; where there is a shortcut, not all of them through the topic. */
  private static void assertHeard(String job, boolean shortcut) {
    await()
        .atMost(PipelineRun.PATIENCE)
        .untilAsserted(
            () -> {
              double heard = flink.rest().sumOfMetrics(job, "numSpikePacketsIn");
              double early = flink.rest().sumOfMetrics(job, "numShortcutSpikePackets");
              double again = flink.rest().sumOfMetrics(job, "numDuplicateSpikePackets");
              assertThat(heard).isPositive();
              assertThat(early).isBetween(shortcut ? 0.5 * heard : 0, shortcut ? heard : 0);
              assertThat(again).as("copies that came through the topic").isEqualTo(early);
            });
  }
}
