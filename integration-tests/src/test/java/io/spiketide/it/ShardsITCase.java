package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.demo.BrunelNetwork;
import io.spiketide.network.Budget;
import io.spiketide.network.Placement;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Promise 1 for a recurrent network that is cut, on an embedded cluster: its spikes are those of
 * the reference simulator however it is cut, at any parallelism, in slices of any length.
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
    assertSame(new Placement(slice).cutInto(shards), parallelism);
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
    assertSame(new Placement(15, Budget.DEFAULT, null, shards, false), parallelism);
  }

  private static void assertSame(Placement placement, int parallelism) throws Exception {
    PipelineRun run = new PipelineRun(recurrent.placed(placement), broker.client());
    run.feedAll(recurrent.packets(100), 1);
    String job = run.start(flink.environment(new Configuration()), parallelism);
    Harvest harvest;
    try {
      harvest = run.harvest(expected);
    } finally {
      flink.rest().cancel(job); // the next one needs its slots, also if this one has failed
    }
    assertThat(harvest.firstDifference(expected)).isEqualTo("none");
    assertThat(harvest.sha256()).isEqualTo(expected.sha256());
    assertThat(harvest.gaps()).isZero();
    assertThat(harvest.altered()).isZero();
  }
}
