package io.spiketide.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.network.Network;
import io.spiketide.nir.NirFile;
import io.spiketide.nir.NirNetworks;
import io.spiketide.nir.NirOptions;
import io.spiketide.nir.NirOptions.Loop;
import io.spiketide.nir.NirOptions.Reset;
import io.spiketide.sensor.ReadOptions;
import io.spiketide.testing.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trained networks of other tools give the spikes that these tools recorded. */
class SpikeComparisonTest {
  private static final ReadOptions TAXELS = ReadOptions.DEFAULT.withShape(12);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "braille_noDelay_bias_zero.nir, ZERO, bias_zero_counts.csv, lif1.lif, 66, 42931, 5869",
    "braille_noDelay_bias_zero_subgraph.nir, ZERO, bias_zero_counts.csv, lif1.lif1, 66, 42931,"
        + " 5869",
    "braille_noDelay_noBias_subtract.nir, SUBTRACT, noBias_subtract_counts.csv, lif1.lif, 69,"
        + " 14283, 10225"
  })
  void brailleSpikesAsItWasTrained(
      String file,
      Reset reset,
      String counts,
      String hidden,
      int correct,
      long outputSpikes,
      long hiddenSpikes)
      throws Exception {
    ComparisonReport report = compareBraille(braille(file, reset), counts);
    assertThat(report.differences()).isEmpty();
    assertThat(report.samples()).isEqualTo(70);
    assertThat(report.correct()).isEqualTo(correct);
    assertThat(report.totals())
        .containsEntry("lif2", outputSpikes)
        .containsEntry(hidden, hiddenSpikes);
  }

  @Test
  void theWrongResetIsFound() throws Exception {
    Network network = braille("braille_noDelay_bias_zero.nir", Reset.SUBTRACT);
    ComparisonReport report = compareBraille(network, "bias_zero_counts.csv");
    assertThat(report.isEqual()).isFalse();
    assertThat(report.equalSamples()).isLessThan(10);
    assertThat(report.text()).contains("\n  sample 0, spikes of neuron 0: expected 113, got ");
  }

  @Test
  void theWrongPlaceOfTheLoopIsFound() throws Exception {
    NirOptions options =
        NirOptions.defaults("braille")
            .withTick(5000)
            .withReset(Reset.ZERO)
            .withLoop(Loop.AFTER_WEIGHTS);
    Path file = SharedData.data("nir/03_rnn/braille_noDelay_bias_zero.nir");
    Network network = NirNetworks.toNetwork(NirFile.read(file), options);
    assertThat(compareBraille(network, "bias_zero_counts.csv").isEqual()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ZERO, cnn_sinabs_zero_counts.csv, 5142, 229373, 378126, 193124, 98077",
    "SUBTRACT, cnn_sinabs_subtract_counts.csv, 19962, 270826, 566924, 444333, 366984"
  })
  void cnnSpikesAsItWasTrainedInEveryLayer(
      Reset reset, String counts, long output, long first, long second, long third, long fourth)
      throws Exception {
    ComparisonReport report =
        new SpikeComparison(cnn(reset), "")
            .compare(
                ExpectedSpikes.read(SharedData.data("expected/nmnist_dev/" + counts)),
                RecordedSamples.open(
                    SharedData.data("nmnist_dev"), ReadOptions.DEFAULT, cnn(reset).time()),
                OptionalLong.of(350));
    assertThat(report.differences()).isEmpty();
    assertThat(report.samples()).isEqualTo(50);
    assertThat(report.correct()).isEqualTo(50);
    assertThat(report.totals())
        .containsEntry("12", output)
        .containsEntry("1", first)
        .containsEntry("3", second)
        .containsEntry("6", third)
        .containsEntry("10", fourth);
  }

  @ParameterizedTest
  @CsvSource({
    "ZERO, cnn_sinabs_zero_1_out_spikes.csv",
    "SUBTRACT, cnn_sinabs_subtract_1_out_spikes.csv"
  })
  void cnnSpikesAtEveryTick(Reset reset, String raster) throws Exception {
    ComparisonReport report =
        new SpikeComparison(cnn(reset), "12")
            .compare(
                ExpectedSpikes.read(SharedData.data("expected/nmnist_dev/" + raster)),
                RecordedSamples.open(
                    SharedData.data("nmnist_dev/1.bs2"), ReadOptions.DEFAULT, cnn(reset).time()),
                OptionalLong.empty());
    assertThat(report.differences()).isEmpty();
    assertThat(report.ticks()).isEqualTo(350);
    assertThat(report.spikes()).isEqualTo(report.expectedSpikes()).isPositive();
  }

  @Test
  void printsWhatItFound() throws Exception {
    Path events = folder.resolve("events.csv");
    Path counts = folder.resolve("counts.csv");
    Files.writeString(events, "sample,step,channel\na,0,0\na,3,0\nb,1,0\n");
    Files.writeString(counts, "sample,label,out0,total:1\na,0,7,0\nb,0,0,0\n");
    NirOptions options = NirOptions.defaults("lif");
    Network network =
        NirNetworks.toNetwork(NirFile.read(SharedData.data("nir/01_lif/lif_norse.nir")), options);
    ComparisonReport report =
        new SpikeComparison(network, "")
            .compare(
                ExpectedSpikes.read(counts),
                RecordedSamples.open(events, ReadOptions.DEFAULT.withShape(1), network.time()),
                OptionalLong.empty());
    assertThat(report.text())
        .isEqualTo(
            """
            population '1', 4 ticks per sample: 1 of 2 samples equal
            0 output spikes, expected 7
            2 of 2 samples classified correctly
                         0 spikes of 1
            1 differences
              sample a, spikes of neuron 0: expected 7, got 0
            """);
  }

  @Test
  void namesTheAbsentSample() throws Exception {
    Path counts = folder.resolve("counts.csv");
    Files.writeString(counts, "sample,out0,out1,out2,out3,out4,out5,out6\n99,0,0,0,0,0,0,0\n");
    Network network = braille("braille_noDelay_bias_zero.nir", Reset.ZERO);
    RecordedSamples recorded =
        RecordedSamples.open(SharedData.data("braille_dev/events.csv"), TAXELS, network.time());
    assertThatThrownBy(
            () ->
                new SpikeComparison(network, "")
                    .compare(ExpectedSpikes.read(counts), recorded, OptionalLong.empty()))
        .isInstanceOf(CompareException.class)
        .hasMessageContaining("events.csv: has no sample '99'; use one of [0, 1, ");
  }

  @Test
  void namesTheSizesThatDoNotGoTogether() throws Exception {
    Network network = braille("braille_noDelay_bias_zero.nir", Reset.ZERO);
    RecordedSamples recorded =
        RecordedSamples.open(SharedData.data("braille_dev/events.csv"), TAXELS, network.time());
    assertThatThrownBy(
            () ->
                new SpikeComparison(network, "lif1.lif")
                    .compare(
                        ExpectedSpikes.read(
                            SharedData.data("expected/braille_dev/bias_zero_counts.csv")),
                        recorded,
                        OptionalLong.empty()))
        .hasMessage(
            "population 'lif1.lif': has 38 neurons, the expected file 7; compare another population"
                + " or file");
    assertThatThrownBy(() -> new SpikeComparison(network, "out"))
        .hasMessage("braille: has no population 'out'; use one of [lif1.lif, lif2]");
  }

  private static Network braille(String file, Reset reset) throws Exception {
    Path path = SharedData.data("nir/03_rnn/" + file);
    return NirNetworks.toNetwork(
        NirFile.read(path), NirOptions.defaults("braille").withTick(5000).withReset(reset));
  }

  private static Network cnn(Reset reset) throws Exception {
    Path path = SharedData.data("nir/02_cnn/cnn_sinabs.nir");
    return NirNetworks.toNetwork(
        NirFile.read(path), NirOptions.defaults("cnn").withTick(1000).withReset(reset));
  }

  private static ComparisonReport compareBraille(Network network, String counts) throws Exception {
    return new SpikeComparison(network, "")
        .compare(
            ExpectedSpikes.read(SharedData.data("expected/braille_dev/" + counts)),
            RecordedSamples.open(SharedData.data("braille_dev/events.csv"), TAXELS, network.time()),
            OptionalLong.of(256));
  }
}
