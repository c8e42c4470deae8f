package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.demo.DirectionNetwork;
import io.spiketide.demo.MovingBars;
import io.spiketide.sensor.EventRecording;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promise 1 on an embedded cluster: the spikes and decisions are those of the reference simulator,
 * bit for bit, however the job is run and its input arrives.
 */
class PromisesITCase {
  static final long SEED = 7;

  private static final int CAMERAS = 3;
  private static final int PRESENTATIONS = 2;

  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;
  private static Workload workload;
  private static Harvest expected;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
    flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.taskManagers(2).slots(2));
    workload = cameras(CAMERAS, PRESENTATIONS);
    expected = workload.expected();
    assertThat(expected.spikeCount()).isGreaterThan(100);
    assertThat(expected.decisions()).hasSize(CAMERAS * PRESENTATIONS);
  }

  static Workload cameras(int cameras, int presentations) {
    TreeMap<String, Supplier<EventRecording>> recordings = new TreeMap<>();
    for (int c = 0; c < cameras; c++) {
      String camera = "camera-" + c;
      recordings.put(camera, () -> new MovingBars(camera, SEED, 0, presentations));
    }
    long end = (presentations + 1) * MovingBars.PRESENTATION_MICROS;
    return new Workload(DirectionNetwork.build(SEED), recordings, end);
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  @ParameterizedTest(name = "parallelism {0}")
  @ValueSource(ints = {1, 2, 4})
  void theParallelismChangesNothing(int parallelism) throws Exception {
    assertSameBytes(64, 1, parallelism);
  }

  @ParameterizedTest(name = "packets of {0} events")
  @ValueSource(ints = {1, 7, 1024})
  void theSizeOfPacketsChangesNothing(int events) throws Exception {
    assertSameBytes(events, 1, 2);
  }

  @Test
  void theOrderOfArrivalAcrossPartitionsChangesNothing() throws Exception {
    for (long seed = 1; seed <= 50; seed++) {
      assertSameBytes(256, seed, 2);
    }
  }

  private static void assertSameBytes(int eventsPerPacket, long seed, int parallelism)
      throws Exception {
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    run.feedAll(workload.packets(eventsPerPacket), seed);
    String job = run.start(flink.environment(new Configuration()), parallelism);
    Harvest harvest = run.harvest(expected);
    flink.rest().cancel(job);
    assertThat(harvest.firstDifference(expected))
        .as("seed %d, packets of %d, parallelism %d", seed, eventsPerPacket, parallelism)
        .isEqualTo("none");
    assertThat(harvest.sha256()).isEqualTo(expected.sha256());
    assertThat(harvest.gaps()).isZero();
  }
}
