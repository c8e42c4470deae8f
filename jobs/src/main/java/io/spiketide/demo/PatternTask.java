package io.spiketide.demo;

import io.spiketide.demo.Trials.Events;
import io.spiketide.demo.Trials.Trial;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.sensor.EventRecording;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pattern generation: always the same spikes come, which say nothing but what time it is, and a
 * readout is to draw a curve of one second, the sum of four sines.
 *
 * <p>Input {@code clock}: 50 channels that fire at random at 20 Hz, in each trial at the same
 * times. Input {@code target}: the curve, within -1 to 1, in each ms. Everything is a function of
 * the seed.
 *
 * <p>Source: G. Bellec et al., A solution to the learning dilemma for recurrent networks of spiking
 * neurons, Nature Communications 11:3625, 2020, supplementary note 2 (frequencies and amplitudes).
 */
final class PatternTask {
  private static final int MILLIS = 1_000;
  private static final int CHANNELS = 50;
  private static final double RATE_PER_MILLI = 0.02;
  private static final double[] HERTZ = {1, 2, 3, 5};
  private static final double SMALLEST = 0.5;
  private static final double LARGEST = 2;

  private final CounterRandom random;
  private final double[] curve = new double[MILLIS];

  private PatternTask(long seed) {
    random = new CounterRandom(seed, Purpose.SENSOR, "pattern generation", "");
    double peak = 0;
    for (int t = 0; t < MILLIS; t++) {
      for (int i = 0; i < HERTZ.length; i++) {
        double amplitude =
            SMALLEST + (LARGEST - SMALLEST) * random.uniform(i, 0, Draw.AMPLITUDE.ordinal());
        double phase = random.uniform(i, 0, Draw.PHASE.ordinal());
        double turns = HERTZ[i] * t / MILLIS + phase;
        curve[t] += amplitude * StrictMath.sin(2 * Math.PI * turns);
      }
      peak = Math.max(peak, Math.abs(curve[t]));
    }
    for (int t = 0; t < MILLIS; t++) {
      curve[t] /= peak;
    }
  }

  private enum Draw {
    AMPLITUDE,
    PHASE,
    SPIKE
  }

  /** Recordings without end by the names of the inputs. */
  static Map<String, EventRecording> recordings(long seed) {
    PatternTask task = new PatternTask(seed);
    return Map.of(
        "clock", new Trials("pattern", CHANNELS, MILLIS, task.new Clock()),
        "target", new Trials("pattern", 1, MILLIS, task.new Curve()));
  }

  private final class Clock implements Trial {
    @Override
    public String label(long trial) {
      return "";
    }

    @Override
    public void events(long trial, int millis, Events events) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        if (random.uniform(channel, millis, Draw.SPIKE.ordinal()) < RATE_PER_MILLI) {
          events.add(channel, 1);
        }
      }
    }
  }

  private final class Curve implements Trial {
    @Override
    public @Nullable String label(long trial) {
      return null;
    }

    @Override
    public void events(long trial, int millis, Events events) {
      if (curve[millis] != 0) {
        events.add(0, curve[millis]);
      }
    }
  }
}
