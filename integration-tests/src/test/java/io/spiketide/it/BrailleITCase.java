package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Network;
import io.spiketide.network.Population;
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
import io.spiketide.sensor.ReadOptions;
import io.spiketide.sensor.SensorFormats;
import io.spiketide.testing.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Promise 4 on a real cluster: trained networks for tactile letters, fed with real touches through
 * Kafka, give the spikes that their simulator published.
 */
class BrailleITCase {
  private static final long STEP_MICROS = 5_000;
  private static final int STEPS = 256;
  private static final int TOUCHES = 70;

  @ParameterizedTest(name = "{0}: {4} of 70 letters")
  @CsvSource({
    "bias_zero, ZERO, 42931, 5869, 66",
    "noBias_subtract, SUBTRACT, 14283, 10225, 69",
  })
  void givesThePublishedSpikes(
      String name, NirOptions.Reset reset, long output, long hidden, int right) throws Exception {
    Network network = network(name, reset);
    String last = network.readouts().get(0).population();
    String first =
        network.populations().stream()
            .map(Population::name)
            .filter(p -> !p.equals(last))
            .findFirst()
            .orElseThrow();
    PipelineRun run = new PipelineRun(network, RealCluster.get().client());
    run.feedAll(packets(), 1);
    String job = run.start(RealCluster.environment(Duration.ofSeconds(1), null), 4);
    Harvest harvest = new Harvest();
    try (Drain drain = run.drain()) {
      boolean complete =
          drain.until(
              () ->
                  harvest.decisions().size() >= TOUCHES
                      && harvest.spikesOf(last) >= output
                      && harvest.spikesOf(first) >= hidden,
              PipelineRun.PATIENCE,
              record -> run.add(record, harvest));
      assertThat(complete)
          .as(
              "%d of 70 decisions, %d of %d output and %d of %d hidden spikes",
              harvest.decisions().size(),
              harvest.spikesOf(last),
              output,
              harvest.spikesOf(first),
              hidden)
          .isTrue();
      drain.rest(Duration.ofSeconds(2), record -> run.add(record, harvest));
    }
    RealCluster.rest().cancel(job);
    assertThat(harvest.spikesOf(last)).isEqualTo(output);
    assertThat(harvest.spikesOf(first)).isEqualTo(hidden);
    assertThat(counts(harvest)).isEqualTo(published(name));
    long correct =
        harvest.decisions().stream()
            .filter(d -> d.trueLabel().equals(Integer.toString(d.winner())))
            .count();
    assertThat(correct).isEqualTo(right);
  }

  private static Network network(String name, NirOptions.Reset reset) throws Exception {
    Path file = SharedData.data("nir/03_rnn/braille_noDelay_" + name + ".nir");
    NirOptions options =
        NirOptions.defaults("braille-" + name).withTick(STEP_MICROS).withStep(0.1).withReset(reset);
    Network read = NirNetworks.toNetwork(NirFile.read(file), options);
    String output =
        read.populations().stream()
            .filter(Population::publish)
            .map(Population::name)
            .findFirst()
            .orElseThrow();
    return new Network(
        read.name(),
        read.time(),
        read.seed(),
        read.inputs(),
        read.populations().stream().map(Population::published).toList(),
        read.projections(),
        List.of(
            new ReadoutSpec(
                "letter",
                output,
                Settings.of("spike_count"),
                new ReadoutSpec.Window.Episode(),
                List.of())),
        List.of(),
        read.instances().resettingAtEpisodes(),
        read.placement());
  }

  /** Every recording is an episode of one finger. */
  private static Map<String, List<SensorPacket>> packets() throws Exception {
    ReadOptions options =
        ReadOptions.DEFAULT
            .withShape(12)
            .withStepMicros(STEP_MICROS)
            .withEpisodeMicros(STEPS * STEP_MICROS)
            .withLabels(Labels.read(SharedData.data("braille_dev/labels.csv"), "label"));
    List<SensorPacket> sent = new ArrayList<>();
    try (EventRecording recording =
        SensorFormats.open(SharedData.data("braille_dev/events.csv"), options)) {
      assertThat(recording.header().shape()).isEqualTo(List.of(12));
      PacketCutter cutter = new PacketCutter(PacketCut.of("finger", 0), sent::add);
      recording.readAll(cutter);
      cutter.promise(TOUCHES * STEPS * STEP_MICROS);
      assertThat(cutter.events()).isEqualTo(48_109);
    }
    return new TreeMap<>(Map.of("finger", sent));
  }

  private static List<String> counts(Harvest harvest) {
    return harvest.decisions().stream()
        .map(d -> d.winner() + " " + Arrays.toString(whole(d)))
        .toList();
  }

  private static long[] whole(Decision decision) {
    return Arrays.stream(decision.values()).mapToLong(v -> (long) v).toArray();
  }

  private static List<String> published(String name) throws Exception {
    Path file = SharedData.data("expected/braille_dev/" + name + "_counts.csv");
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> line.split(","))
        .map(c -> c[2] + " " + Arrays.asList(c).subList(3, 10))
        .toList();
  }
}
