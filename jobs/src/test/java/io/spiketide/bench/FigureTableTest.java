package io.spiketide.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTableTest {

  @Test
  void columnsAreAlignedAndARatioStandsOnlyBesideACeiling() {
    List<Figure> figures =
        List.of(
            Figure.beside("job", 61_234.4, "packets/s", 100_000, "copy").noted("3 rounds"),
            Figure.alone("step of a neuron", 1.5, "ns"));
    assertThat(FigureTable.lines(figures))
        .containsExactly(
            "what              figure            ceiling in the same run  ratio  note",
            "job               61,234 packets/s  100,000 (copy)           0.61   3 rounds",
            "step of a neuron  1.50 ns");
  }

  @Test
  void numbersShowThreeDigitsThatCount() {
    assertThat(FigureTable.number(0)).isEqualTo("0");
    assertThat(FigureTable.number(0.012345)).isEqualTo("0.0123");
    assertThat(FigureTable.number(9.876)).isEqualTo("9.88");
    assertThat(FigureTable.number(98.76)).isEqualTo("98.8");
    assertThat(FigureTable.number(1_234_567.8)).isEqualTo("1,234,568");
    assertThat(FigureTable.number(-2.5)).isEqualTo("-2.50");
  }

  @Test
  void theMedianOfRoundsIsTheMiddleOne() {
    assertThat(new Samples(new double[] {5, 1, 3}).median()).isEqualTo(3);
    assertThat(new Samples(new double[] {4, 1, 2, 9}).median()).isEqualTo(3);
    assertThat(new Samples(new double[] {4, 1, 2, 9}).smallest()).isEqualTo(1);
    assertThat(new Samples(new double[] {4, 1, 2, 9}).largest()).isEqualTo(9);
  }
}
