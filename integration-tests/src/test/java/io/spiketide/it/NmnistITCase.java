package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.network.Network;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.nir.NirFile;
import io.spiketide.nir.NirNetworks;
import io.spiketide.nir.NirOptions;
import io.spiketide.schema.Decision;
import io.spiketide.schema.SensorPacket;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.Labels;
import io.spiketide.sensor.PacketCut;
import io.spiketide.sensor.PacketCutter;
import io.spiketide.sensor.Playlist;
import io.spiketide.sensor.PlaylistClock;
import io.spiketide.sensor.ReadOptions;
import io.spiketide.testing.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Promise 4 for a convolutional network: recordings of an event camera, fed through Kafka, give the
 * spikes that the network's simulator published, layer by layer.
 */
class NmnistITCase {
  private static final long STEP_MICROS = 1_000;
  private static final long RECORDING_MICROS = 350 * STEP_MICROS;
  private static final int RECORDINGS = 50;
  private static final int CAMERAS = 5;
  private static final String OUTPUT = "12";
  private static final List<String> LAYERS = List.of("1", "3", "6", "10", OUTPUT);
  private static final List<Long> SPIKES = List.of(229_373L, 378_126L, 193_124L, 98_077L, 5_142L);

  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
    flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT);
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  @Test
  void tellsFiftyOfFiftyDigitsWithThePublishedSpikes() throws Exception {
    PipelineRun run = new PipelineRun(network(), broker.client());
    run.feedAll(packets(), 1);
    String job = run.start(flink.environment(new Configuration()), 2);
    Harvest harvest = new Harvest();
    try (Drain drain = run.drain()) {
      drain.until(
          () ->
              harvest.decisions().size() >= RECORDINGS
                  && layers(harvest).stream().mapToLong(n -> n).sum()
                      >= SPIKES.stream().mapToLong(n -> n).sum(),
          PipelineRun.PATIENCE,
          record -> run.add(record, harvest));
    }
    assertThat(flink.rest().restarts(job)).isZero();
    flink.rest().cancel(job);
    assertThat(counts(harvest)).isEqualTo(published());
    assertThat(layers(harvest)).isEqualTo(SPIKES);
    assertThat(harvest.decisions())
        .allMatch(decision -> decision.trueLabel().equals(Integer.toString(decision.winner())));
  }

  private static List<Long> layers(Harvest harvest) {
    return LAYERS.stream().map(harvest::spikesOf).toList();
  }

  /** The network with the spikes of all layers published, and a count per recording. */
  private static Network network() throws Exception {
    NirOptions options =
        NirOptions.defaults("nmnist")
            .withTick(STEP_MICROS)
            .withStep(1)
            .withReset(NirOptions.Reset.ZERO);
    Network read =
        NirNetworks.toNetwork(NirFile.read(SharedData.data("nir/02_cnn/cnn_sinabs.nir")), options);
    return new Network(
        read.name(),
        read.time(),
        read.seed(),
        read.inputs(),
        read.populations().stream()
            .map(p -> LAYERS.contains(p.name()) ? p.published() : p)
            .toList(),
        read.projections(),
        List.of(
            new ReadoutSpec(
                "digit",
                OUTPUT,
                Settings.of("spike_count"),
                new ReadoutSpec.Window.Episode(),
                List.of())),
        List.of(),
        read.instances().resettingAtEpisodes(),
        read.placement());
  }

  /** Several cameras; each plays its share of the recordings, and every recording is an episode. */
  private static Map<String, List<SensorPacket>> packets() throws Exception {
    ReadOptions options =
        ReadOptions.DEFAULT
            .withEpisodeMicros(RECORDING_MICROS)
            .withLabels(Labels.read(SharedData.data("nmnist_dev/labels.csv"), "label"));
    int share = RECORDINGS / CAMERAS;
    Map<String, List<SensorPacket>> packets = new TreeMap<>();
    for (int c = 0; c < CAMERAS; c++) {
      List<Path> files = new ArrayList<>();
      for (int file = c * share + 1; file <= (c + 1) * share; file++) {
        files.add(SharedData.data("nmnist_dev/" + file + ".bs2"));
      }
      List<SensorPacket> sent = new ArrayList<>();
      PacketCutter cutter = new PacketCutter(PacketCut.of("camera-" + c, 0), sent::add);
      try (EventRecording playlist =
          new Playlist(files, options, PlaylistClock.from(0, STEP_MICROS), true)) {
        playlist.readAll(cutter);
      }
      cutter.promise(share * RECORDING_MICROS);
      packets.put("camera-" + c, sent);
    }
    return packets;
  }

  /** Per recording: label, winner, counts of the outputs, spikes of the layers. */
  private static Map<String, String> counts(Harvest harvest) {
    Map<String, String> counts = new TreeMap<>();
    for (Decision d : harvest.decisions()) {
      StringJoiner columns = new StringJoiner(",");
      columns.add(d.trueLabel()).add(Integer.toString(d.winner()));
      Arrays.stream(d.values()).forEach(count -> columns.add(Long.toString((long) count)));
      for (String layer : LAYERS) {
        long spikes = harvest.spikesOf(d.instance(), layer, d.firstTick(), d.lastTick());
        columns.add(Long.toString(spikes));
      }
      counts.put(d.episode(), columns.toString());
    }
    return counts;
  }

  private static Map<String, String> published() throws Exception {
    Path file = SharedData.data("expected/nmnist_dev/cnn_sinabs_zero_counts.csv");
    Map<String, String> counts = new TreeMap<>();
    for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
      int comma = line.indexOf(',');
      counts.put(line.substring(0, comma), line.substring(comma + 1));
    }
    return counts;
  }
}
