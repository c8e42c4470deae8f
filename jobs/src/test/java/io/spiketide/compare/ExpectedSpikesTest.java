package io.spiketide.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedSpikesTest {
  @TempDir Path folder;

  @Test
  void readsCountsWithLabelsAndTotals() throws Exception {
    ExpectedSpikes.Counts counts =
        (ExpectedSpikes.Counts)
            ExpectedSpikes.read(file("file,label,out0,note,out1,L3,total:a\nx,1,4,,5,6,7\n"));
    assertThat(counts.neurons()).isEqualTo(2);
    ExpectedSpikes.Row row = counts.rows().get("x");
    assertThat(row.counts()).containsExactly(4, 5);
    assertThat(row.label()).isEqualTo(1);
    assertThat(row.totals()).isEqualTo(Map.of("3", 6L, "a", 7L));
  }

  @Test
  void readsARasterWithoutNames() throws Exception {
    ExpectedSpikes.Raster raster =
        (ExpectedSpikes.Raster) ExpectedSpikes.read(file("0,1\n2.0,0\n"));
    assertThat(raster.counts()).isDeepEqualTo(new long[][] {{0, 1}, {2, 0}});
  }

  @Test
  void readsTheSpikeColumnOfATrace() throws Exception {
    ExpectedSpikes.Raster raster =
        (ExpectedSpikes.Raster)
            ExpectedSpikes.read(SharedData.data("expected/lif/euler_zero_dt1e-4.csv"));
    assertThat(raster.neurons()).isEqualTo(1);
    assertThat(raster.counts()[460]).containsExactly(1);
    assertThat(raster.counts()[461]).containsExactly(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "out0|has no column 'sample' or 'file'; name the samples in one",
        "'a,b\n1,2'|has no columns out0, out1, … and no column spike (it has [a, b]); name the"
            + " columns of the output neurons so",
        "'sample,out0\na,1\na,2'|:3: sample 'a' is there twice; remove one",
        "'sample,out0\na,1.5'|:2: column 2 is '1.5'; give a whole number of spikes",
        "'sample,out0\na'|:2: has 1 columns, not 2; complete the line",
        "' '|is empty; give a table of expected spikes"
      })
  void namesFileLineAndColumnOfAMistake(String text, String message) throws Exception {
    Path file = file(text);
    assertThatThrownBy(() -> ExpectedSpikes.read(file))
        .isInstanceOf(CompareException.class)
        .hasMessageStartingWith("expected.csv")
        .hasMessageEndingWith(message);
  }

  private Path file(String text) throws IOException {
    Path file = folder.resolve("expected.csv");
    Files.writeString(file, text);
    return file;
  }
}
