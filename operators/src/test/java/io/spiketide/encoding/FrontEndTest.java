package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Front ends of images, against values that SpykeTorch gives and against plain sums. */
class FrontEndTest {
  private static final Offset<Double> FIVE_DIGITS = within(1e-5);

  @Test
  void differencesOfGaussiansAreThoseOfSpykeTorch() {
    double[] on = DifferenceOfGaussiansEncoder.filter(3, 1.0 / 3, 2.0 / 3);
    assertClose(on, -.09411, -.15589, -.09411, -.15589, 1, -.15589, -.09411, -.15589, -.09411);
    double[] off = DifferenceOfGaussiansEncoder.filter(3, 2.0 / 3, 1.0 / 3);
    assertClose(off, .60371, 1, .60371, 1, -6.41486, 1, .60371, 1, .60371);
    double[] seven = DifferenceOfGaussiansEncoder.filter(7, 1, 2);
    assertClose(
        Arrays.copyOfRange(seven, 21, 28), -.12169, -.04816, .50198, 1, .50198, -.04816, -.12169);
    assertThat(seven[0]).isCloseTo(-.06174, FIVE_DIGITS);
    assertThat(Arrays.stream(seven).sum()).isCloseTo(0, within(1e-12));
  }

  @Test
  void gaborFiltersAreThoseOfSpykeTorch() {
    double[] filter = GaborEncoder.filter(5, 67.5, 4);
    assertClose(
        Arrays.copyOf(filter, 15),
        .42598,
        -.25813,
        -.25956,
        .87374,
        -.66462,
        .44023,
        -.72917,
        .57307,
        .22803,
        -.57317,
        -.0049,
        -.5515,
        1,
        -.5515,
        -.0049);
    for (int i = 0; i < filter.length; i++) {
      assertThat(filter[i]).isCloseTo(filter[filter.length - 1 - i], within(1e-12));
    }
  }

  @Test
  void localNormalisationIsThatOfSpykeTorch() {
    EncoderRun run = EncoderRun.of(new LocalNormalisationEncoder(), Shape.of(3, 3), "radius=1");
    assertClose(
        run.imageOf(9, EncoderRun.image(1, 2, 3, 4, 5, 6, 7, 8, 9)),
        .75,
        .85714,
        1.6875,
        1.33333,
        1,
        1.63636,
        2.625,
        1.84615,
        2.89286);
  }

  @Test
  void lateralInhibitionIsThatOfSpykeTorch() {
    EncoderRun run =
        EncoderRun.of(
            new LateralInhibitionEncoder(), Shape.of(2, 2), "factors=0.15,0.12,0.1,0.07,0.05");
    assertClose(run.imageOf(4, EncoderRun.image(1, 2, 3, 4)), 10.31, 20.92, 31.83, 43.04);
  }

  @Test
  void neighboursAreOfTheSameChannel() {
    EncoderRun run = EncoderRun.of(new LateralInhibitionEncoder(), Shape.of(2, 1, 2), "factors=1");
    // in each channel 7 of 8 neighbours lie outside; the eighth is smaller in one place only
    assertClose(run.imageOf(4, EncoderRun.image(1, 2, 20, 10)), 8, 18, 180, 80);
  }

  @Test
  void ofTheChannelsOfAPlaceTheFirstOfTheLargestStays() {
    EncoderRun run = EncoderRun.of(new PointwiseInhibitionEncoder(), Shape.of(3, 1, 4));
    double[] image = EncoderRun.image(1, 5, 2, -1, 3, 5, 1, -2, 2, 4, 2, 0);
    assertThat(run.imageOf(12, image)).containsExactly(0, 5, 2, 0, 3, 0, 0, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({"5, -1, 1", "5, 0, 1", "3, 4, 2", "7, 3, 3", "1, 0, 2"})
  void filtersAreCrossCorrelations(int size, int padding, int channels) {
    int height = 8;
    int width = 9;
    Random random = new Random(size);
    double[] pixels = random.doubles(channels * height * width, -1, 1).toArray();
    Arrays.setAll(pixels, i -> random.nextInt(3) == 0 ? 0 : pixels[i]);
    EncoderRun run =
        EncoderRun.of(
            new GaborEncoder(),
            Shape.of(channels, height, width),
            "size=" + size,
            "orientation=10,100",
            "padding=" + padding);
    double[][] filters = {GaborEncoder.filter(size, 10, 4), GaborEncoder.filter(size, 100, 4)};
    int margin = padding < 0 ? size / 2 : padding;
    int rows = height + 2 * margin - size + 1;
    int columns = width + 2 * margin - size + 1;
    double[] made = run.imageOf(2 * channels * rows * columns, EncoderRun.image(pixels));
    int at = 0;
    for (int c = 0; c < channels; c++) {
      for (double[] filter : filters) {
        for (int y = 0; y < rows; y++) {
          for (int x = 0; x < columns; x++) {
            double sum = 0;
            for (int i = 0; i < size * size; i++) {
              int row = y + i / size - margin;
              int column = x + i % size - margin;
              if (row >= 0 && row < height && column >= 0 && column < width) {
                sum += filter[i] * pixels[(c * height + row) * width + column];
              }
            }
            assertThat(made[at++]).isCloseTo(sum, within(1e-12));
          }
        }
      }
    }
    assertThat(at).isEqualTo(made.length);
  }

  @Test
  void theThresholdComesBeforeTheAbsoluteValue() {
    Shape shape = Shape.of(1, 1);
    String[] plain = {"size=1", "sigma_1=1", "sigma_2=2", "threshold=-2", "absolute=on"};
    // a filter of one place is less its mean, thus nothing: take the on-centre field instead
    assertThat(EncoderRun.of(new DifferenceOfGaussiansEncoder(), shape, plain).tick(0, 3))
        .isEmpty();
    EncoderRun run =
        EncoderRun.of(
            new OnCentreEncoder(), Shape.of(1, 5), "white=1", "threshold=-0.3", "absolute=on");
    // distances 0 to 4 of the middle: 1, 0.625, 0.125; a value of -4 turns their signs
    assertThat(run.tick(2, 2)).isEqualTo(Map.of(0, 0.25, 1, 1.25, 2, 2.0, 3, 1.25, 4, 0.25));
    assertThat(run.tick(2, -2)).isEqualTo(Map.of(0, 0.25, 4, 0.25));
  }

  @Test
  void filtersOfSeveralSizesShareOneMiddle() {
    EncoderRun run =
        EncoderRun.of(
            new DifferenceOfGaussiansEncoder(),
            Shape.of(5, 5),
            "size=3,5",
            "sigma_1=0.5",
            "sigma_2=1");
    double[] made = run.imageOf(50, 12, 1);
    double[] three = DifferenceOfGaussiansEncoder.filter(3, 0.5, 1);
    double[] five = DifferenceOfGaussiansEncoder.filter(5, 0.5, 1);
    assertThat(made[12]).isEqualTo(three[4]).isEqualTo(1);
    assertThat(made[6]).isEqualTo(three[8]);
    assertThat(made[0]).isZero();
    assertThat(made[25 + 12]).isEqualTo(1);
    assertThat(made[25]).isEqualTo(five[24]);
  }

  @Test
  void theOnCentreFieldWeighsByManhattanDistance() {
    EncoderRun run = EncoderRun.of(new OnCentreEncoder(), Shape.of(5, 5));
    double[] made = run.imageOf(25, 12, 255);
    assertClose(
        made, -.5, -.125, .125, -.125, -.5, -.125, .125, .625, .125, -.125, .125, .625, 1, .625,
        .125, -.125, .125, .625, .125, -.125, -.5, -.125, .125, -.125, -.5);
    double[] white = new double[25];
    Arrays.fill(white, 255);
    double[] full = run.imageOf(25, EncoderRun.image(white));
    assertThat(full[12]).isCloseTo(1.5, within(1e-12));
    assertThat(full[0]).isCloseTo(1 + 2 * .625 + 3 * .125 - 2 * .125 - .5, within(1e-12));
  }

  @Test
  void poolsAreSumsMeansAndMaxima() {
    double[] image = EncoderRun.image(1, 2, 3, 4, 5, 6, 7, 8, 9);
    Shape shape = Shape.of(3, 3);
    PoolEncoder pool = new PoolEncoder();
    assertThat(EncoderRun.of(pool, shape).tick(image)).isEqualTo(Map.of(0, 12.0));
    assertThat(EncoderRun.of(pool, shape, "stride=1").tick(image))
        .isEqualTo(Map.of(0, 12.0, 1, 16.0, 2, 24.0, 3, 28.0));
    assertThat(EncoderRun.of(pool, shape, "kind=max", "stride=1").tick(image))
        .isEqualTo(Map.of(0, 5.0, 1, 6.0, 2, 8.0, 3, 9.0));
    assertThat(EncoderRun.of(pool, shape, "kind=mean", "padding=1").tick(image))
        .isEqualTo(Map.of(0, 0.25, 1, 1.25, 2, 2.75, 3, 7.0));
    assertThat(EncoderRun.of(pool, shape, "kind=max", "padding=1").tick(EncoderRun.image(-1, -2)))
        .isEmpty();
  }

  /** Sums of squares apart go another way than those that overlap. */
  @ParameterizedTest
  @CsvSource({"2, 2, 0", "2, 3, 1", "3, 3, 2", "1, 2, 0", "3, 5, 0"})
  void sumsOfSquaresAreTheSumsOfTheirEvents(int size, int stride, int padding) {
    Shape shape = Shape.of(2, 7, 8);
    Random random = new Random(stride);
    double[] pixels = new double[shape.size()];
    Arrays.setAll(pixels, i -> random.nextInt(4));
    EncoderRun run =
        EncoderRun.of(
            new PoolEncoder(), shape, "size=" + size, "stride=" + stride, "padding=" + padding);
    int rows = (7 + 2 * padding - size) / stride + 1;
    int columns = (8 + 2 * padding - size) / stride + 1;
    double[] expected = new double[2 * rows * columns];
    for (int i = 0; i < expected.length; i++) {
      int channel = i / (rows * columns);
      for (int d = 0; d < size * size; d++) {
        int y = i / columns % rows * stride - padding + d / size;
        int x = i % columns * stride - padding + d % size;
        if (y >= 0 && y < 7 && x >= 0 && x < 8) {
          expected[i] += pixels[(channel * 7 + y) * 8 + x];
        }
      }
    }
    assertThat(run.imageOf(expected.length, EncoderRun.image(pixels))).containsExactly(expected);
  }

  @Test
  void valuesOfATickAddUpToOneImageAndFaultyOnesCountNothing() {
    EncoderRun run = EncoderRun.of(new BinariseEncoder(), 4, "threshold=8", "complement=on");
    assertThat(run.tick(0, 4, 0, 4, 1, 7, 2, Double.NaN, 2, 9, 3, Double.POSITIVE_INFINITY))
        .isEqualTo(Map.of(0, 1.0, 2, 1.0, 5, 1.0, 7, 1.0));
    assertThat(run.tick()).isEmpty();
  }

  @Test
  void valuesAreScaledAndClipped() {
    EncoderRun run =
        EncoderRun.of(new ScaleEncoder(), 3, "gain=0.1,1,10", "offset=1", "min=0.5", "max=8");
    assertThat(run.tick(0, 10, 1, -9, 2, 5, 2, 0)).isEqualTo(Map.of(0, 2.0, 1, 0.5, 2, 9.0));
  }

  @Test
  void shapesAndParametersThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> EncoderRun.of(new OnCentreEncoder(), 25))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "on_centre takes [height, width] or [channels, height, width], not the shape 25; give"
                + " the shape of the image");
    Shape square = Shape.of(5, 5);
    assertThatThrownBy(
            () -> EncoderRun.of(new GaborEncoder(), square, "orientation=1,2", "size=3,5,7"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "gabor: 2 values of orientation do not go with 3 of size or orientation or div; list"
                + " equally many, or give one");
    assertThatThrownBy(() -> EncoderRun.of(new GaborEncoder(), square, "orientation=1", "size=4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gabor: size 4.0 is not an odd whole number of 1 to 255; change size");
    assertThatThrownBy(() -> EncoderRun.of(new OnCentreEncoder(), square, "padding=0.5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "on_centre: padding 0.5 is neither -1 nor a whole number of 0 to 255; change padding");
    assertThatThrownBy(() -> EncoderRun.of(new OnCentreEncoder(), Shape.of(3, 9), "padding=0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not fit");
    assertThatThrownBy(() -> EncoderRun.of(new PoolEncoder(), square, "size=6"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pool: size 6.0 is not a whole number of at most 5; change size");
  }

  private static void assertClose(double[] found, double... expected) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).as("value %d", i).isCloseTo(expected[i], FIVE_DIGITS);
    }
  }
}
