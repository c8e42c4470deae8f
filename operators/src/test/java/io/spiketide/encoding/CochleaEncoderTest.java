package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CochleaEncoderTest {
  private static final double RATE = 8000;

  /** The cascade of four equal poles a has the impulse response (n + 1)(n + 2)(n + 3) / 6 a^n. */
  @Test
  void theImpulseResponseIsAGammatone() {
    double frequency = 700;
    Gammatone filter = Gammatone.at(frequency, RATE);
    double radius = Math.hypot(filter.real(), filter.imaginary());
    double erb = 24.7 * (4.37 * 0.7 + 1);
    assertThat(radius).isCloseTo(Math.exp(-2 * Math.PI * 1.019 * erb / RATE), within(1e-12));
    double[] state = new double[Gammatone.STATE];
    for (int n = 0; n < 400; n++) {
      double envelope = (n + 1.0) * (n + 2.0) * (n + 3.0) / 6 * Math.pow(radius, n);
      double carrier = Math.cos(2 * Math.PI * frequency / RATE * n);
      assertThat(filter.step(n == 0 ? 1 : 0, state, 0))
          .isCloseTo(2 * Math.pow(1 - radius, 4) * envelope * carrier, within(1e-12));
    }
  }

  @Test
  void aToneAtItsFrequencyPassesWithAGainOfOneAndOthersLess() {
    for (double frequency : new double[] {300, 1000, 2500}) {
      assertThat(amplitude(frequency, frequency)).isCloseTo(1, within(0.03));
      double erb = 24.7 * (4.37 * frequency / 1000 + 1);
      assertThat(amplitude(frequency, frequency + 2 * erb)).isLessThan(0.25);
      assertThat(amplitude(frequency, frequency - 2 * erb)).isLessThan(0.25);
    }
  }

  @Test
  void frequenciesAreEquallySpacedOnTheErbScale() {
    double before = 0;
    for (int c = 0; c < 16; c++) {
      double frequency = Gammatone.frequency(c, 16, 100, 3500);
      double erbs = 21.4 * Math.log10(4.37 * frequency / 1000 + 1);
      if (c > 1) {
        assertThat(erbs - before)
            .isCloseTo((21.4 * Math.log10((4.37 * 3.5 + 1) / 1.437)) / 15, within(1e-9));
      }
      before = erbs;
    }
    assertThat(Gammatone.frequency(0, 16, 100, 3500)).isCloseTo(100, within(1e-9));
    assertThat(Gammatone.frequency(15, 16, 100, 3500)).isCloseTo(3500, within(1e-9));
  }

  @Test
  void theChannelOfAToneFiresMostWhateverTheCode() {
    for (String code : new String[] {"code=lif", "code=level_crossing"}) {
      for (int channel : new int[] {3, 9, 14}) {
        double[] counts = tone(Gammatone.frequency(channel, 16, 100, 3500), 4, code);
        int loudest = 0;
        for (int c = 0; c < counts.length; c++) {
          loudest = counts[c] > counts[loudest] ? c : loudest;
        }
        assertThat(loudest).as(code).isEqualTo(channel);
      }
    }
  }

  /** Half-waves of height 3.5 pass three levels in each period. */
  @Test
  void levelsAreCrossedOnceInEachPeriod() {
    double frequency = Gammatone.frequency(5, 16, 100, 3500);
    double[] counts = tone(frequency, 3.5, "code=level_crossing");
    assertThat(counts[5]).isCloseTo(3 * frequency * 0.5, within(0.03 * 3 * frequency * 0.5));
  }

  /** The mean of a half-wave of height h is h / pi; the leak takes its part. */
  @Test
  void theNeuronOfALoudChannelFiresAtTheRateOfItsInput() {
    double frequency = Gammatone.frequency(8, 16, 100, 3500);
    double[] counts = tone(frequency, 2, "code=lif", "tau=1e6");
    double expected = 2 / Math.PI * RATE * 0.5;
    assertThat(counts[8]).isCloseTo(expected, within(0.05 * expected));
  }

  @Test
  void samplesOfATickAreTakenInTheirOrderAndMicrophonesApart() {
    String[] given = {"sample_rate=8000", "high=3500", "channels=4", "gain=50"};
    EncoderRun two = EncoderRun.of(new CochleaEncoder(), Shape.of(2), given);
    EncoderRun one = EncoderRun.of(new CochleaEncoder(), Shape.of(1), given);
    for (int t = 0; t < 50; t++) {
      double[] left = new double[16];
      double[] both = new double[32];
      for (int i = 0; i < 8; i++) {
        left[2 * i + 1] = Math.sin(0.5 * (8 * t + i));
        both[4 * i + 1] = left[2 * i + 1];
        both[4 * i + 2] = 1;
        both[4 * i + 3] = 0;
      }
      Map<Integer, Double> expected = one.tick(left);
      assertThat(two.tick(both)).isEqualTo(expected);
    }
  }

  @Test
  void frequenciesBeyondHalfTheSampleRateAreRefused() {
    assertThatThrownBy(
            () -> EncoderRun.of(new CochleaEncoder(), 1, "sample_rate=8000", "high=4000"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cochlea: high 4000.0 Hz is not above low 100.0 Hz and below half of the sample rate"
                + " 8000.0 Hz; change one of them");
  }

  /** Spikes of each channel in half a second of a tone, after half a second of it. */
  private static double[] tone(double frequency, double amplitude, String... more) {
    String[] given = new String[more.length + 3];
    System.arraycopy(more, 0, given, 3, more.length);
    given[0] = "sample_rate=8000";
    given[1] = "high=3500";
    given[2] = "channels=16";
    EncoderRun run = EncoderRun.of(new CochleaEncoder(), Shape.of(1), given);
    double[] counts = new double[16];
    for (int t = 0; t < 1000; t++) {
      double[] samples = new double[16];
      for (int i = 0; i < 8; i++) {
        samples[2 * i + 1] = amplitude * Math.sin(2 * Math.PI * frequency / RATE * (8 * t + i));
      }
      Map<Integer, Double> spikes = run.tick(samples);
      if (t >= 500) {
        spikes.forEach((channel, count) -> counts[channel] += count);
      }
    }
    return counts;
  }

  private static double amplitude(double channel, double tone) {
    Gammatone filter = Gammatone.at(channel, RATE);
    double[] state = new double[Gammatone.STATE];
    double largest = 0;
    for (int n = 0; n < 8000; n++) {
      double filtered = filter.step(Math.sin(2 * Math.PI * tone / RATE * n), state, 0);
      largest = n > 4000 ? Math.max(largest, filtered) : 0;
    }
    return largest;
  }
}
