package io.spiketide.demo;

import io.spiketide.demo.Trials.Events;
import io.spiketide.demo.Trials.Trial;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.sensor.EventRecording;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evidence accumulation: a mouse runs along a corridor, sees cues left and right, and must turn to
 * the side that had more of them, when they are long gone.
 *
 * <pre>
 * 7 times {cue 100 ms, pause 50 ms} ──► delay 500 ms ──► turn 150 ms
 * </pre>
 *
 * <p>Input {@code senses}, ten channels each: cue left, cue right (40 Hz while one is seen), the
 * place to turn (40 Hz), noise (10 Hz all the time). Input {@code target}: an event at the address
 * of the right side when the place to turn is reached. Each cue is on the preferred side of its
 * trial with probability 0.7; what counts is the majority. Everything is a function of (seed, name,
 * trial).
 *
 * <p>Source: G. Bellec et al., A solution to the learning dilemma for recurrent networks of spiking
 * neurons, Nature Communications 11:3625, 2020, after A. S. Morcos, C. D. Harvey, Nature
 * Neuroscience 19, 2016.
 */
final class EvidenceTask {
  /** The answers. */
  static final List<String> LABELS = List.of("left", "right");

  private static final int CUES = 7;
  private static final int CUE_MILLIS = 100;
  private static final int PERIOD_MILLIS = 150;
  private static final int DELAY_MILLIS = 500;
  private static final int TURN_MILLIS = 150;
  private static final int TURN = CUES * PERIOD_MILLIS + DELAY_MILLIS;
  private static final int MILLIS = TURN + TURN_MILLIS;
  private static final int GROUP = 10;
  private static final int CHANNELS = 4 * GROUP;
  private static final double CUE_RATE_PER_MILLI = 0.04;
  private static final double NOISE_RATE_PER_MILLI = 0.01;
  private static final double PREFERENCE = 0.7;

  private final CounterRandom random;

  private EvidenceTask(long seed, String name) {
    random = new CounterRandom(seed, Purpose.SENSOR, "evidence accumulation of", name);
  }

  private enum Draw {
    PREFERRED,
    SIDE,
    SPIKE
  }

  /** Recordings without end by the names of the inputs. */
  static Map<String, EventRecording> recordings(long seed, String name) {
    EvidenceTask task = new EvidenceTask(seed, name);
    return Map.of(
        "senses", new Trials("evidence", CHANNELS, MILLIS, task.new Senses()),
        "target", new Trials("evidence", LABELS.size(), MILLIS, task.new Side()));
  }

  /** Side of a cue: index into {@link #LABELS}. */
  private int side(long trial, int cue) {
    int preferred = random.below(2, trial, 0, Draw.PREFERRED.ordinal());
    return random.uniform(trial, cue, Draw.SIDE.ordinal()) < PREFERENCE ? preferred : 1 - preferred;
  }

  private int answer(long trial) {
    int right = 0;
    for (int cue = 0; cue < CUES; cue++) {
      right += side(trial, cue);
    }
    return 2 * right > CUES ? 1 : 0;
  }

  private final class Senses implements Trial {
    @Override
    public String label(long trial) {
      return LABELS.get(answer(trial));
    }

    @Override
    public void events(long trial, int millis, Events events) {
      int cue = millis / PERIOD_MILLIS;
      boolean seen = cue < CUES && millis % PERIOD_MILLIS < CUE_MILLIS;
      int side = seen ? side(trial, cue) : -1;
      for (int channel = 0; channel < CHANNELS; channel++) {
        int group = channel / GROUP;
        boolean on = group < 2 ? group == side : group > 2 || millis >= TURN;
        double rate = group < 3 ? CUE_RATE_PER_MILLI : NOISE_RATE_PER_MILLI;
        if (on && random.uniform(trial, millis * CHANNELS + channel, Draw.SPIKE.ordinal()) < rate) {
          events.add(channel, 1);
        }
      }
    }
  }

  private final class Side implements Trial {
    @Override
    public @Nullable String label(long trial) {
      return null;
    }

    @Override
    public void events(long trial, int millis, Events events) {
      if (millis == TURN) {
        events.add(answer(trial), 1);
      }
    }
  }
}
