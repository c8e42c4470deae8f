package io.spiketide.cli;

import io.spiketide.network.Network;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.neuron.Spikes;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.RecordingHeader;
import io.spiketide.sensor.SensorException;
import io.spiketide.simulation.Simulation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays a recording into the kernel of a network in this process, without broker and Flink, and
 * shows each decision when it is made. Single-threaded.
 */
final class EmbeddedReplay {
  private static final long STEP_MICROS = 10_000;
  private static final double MICROS_PER_SECOND = 1e6;

  private final Console console;
  private final Network network;
  private final Judged recording;
  private final Simulation simulation;
  private final AnswerCount answers;
  private final boolean json;

  EmbeddedReplay(
      Console console, Network network, String instance, EventRecording played, boolean json) {
    this.console = console;
    this.network = network;
    this.json = json;
    if (network.inputs().size() != 1) {
      throw UserException.badInput(
          "--into: network '%s' has %d inputs and a recording feeds one; replay to Kafka instead"
              .formatted(network.name(), network.inputs().size()));
    }
    recording = new Judged(played, network.inputs().get(0).shape().size());
    answers = new AnswerCount(network);
    simulation = new Simulation(network, instance, recording, new Decisions());
  }

  /** What was played. */
  record Played(long events, long episodes, long late, long outside) {}

  /**
   * Plays to the end.
   *
   * @param speed recorded seconds per second of the wall clock; infinity for no waiting
   * @param tailMicros silence after the last event
   * @throws SensorException if the recording is damaged
   */
  Played play(double speed, long tailMicros) throws SensorException {
    runUntil(Long.MIN_VALUE + 1); // reads the begin
    long begin = System.nanoTime();
    long first = recording.first;
    long micros = first;
    while (!recording.ended || micros < recording.latest + tailMicros) {
      micros = Math.min(micros + STEP_MICROS, end(tailMicros));
      await(begin + (long) ((micros - first) * 1_000 / speed));
      runUntil(network.time().tickCeil(micros));
      if (Thread.currentThread().isInterrupted()) {
        throw UserException.interrupted();
      }
    }
    return new Played(recording.events, recording.episodes, recording.late, recording.outside);
  }

  private void runUntil(long tick) throws SensorException {
    try {
      simulation.runUntil(tick);
    } catch (IllegalArgumentException e) {
      if (e.getCause() instanceof SensorException fault) {
        throw fault;
      }
      throw e;
    }
  }

  /** Decisions of each readout, and how many are right. */
  AnswerCount answers() {
    return answers;
  }

  private long end(long tailMicros) {
    return recording.ended ? recording.latest + tailMicros : Long.MAX_VALUE;
  }

  private static void await(long dueNanos) {
    long wait = dueNanos - System.nanoTime();
    while (wait > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(wait);
      wait = dueNanos - System.nanoTime();
    }
  }

  /** Shows decisions. */
  private final class Decisions implements Simulation.Listener {
    @Override
    public void spikes(int population, long tick, Spikes spikes) {
      // decisions alone are shown
    }

    @Override
    public void decision(int readout, String trueLabel, long endTick, int winner, double[] values) {
      answers.add(readout, trueLabel, winner);
      ReadoutSpec spec = network.readouts().get(readout);
      List<String> labels = spec.labels();
      String answer =
          winner >= 0 && winner < labels.size() ? labels.get(winner) : String.valueOf(winner);
      long micros = network.time().microsOf(endTick);
      if (json) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("readout", spec.name());
        line.put("micros", micros);
        line.put("winner", winner);
        line.put("answer", answer);
        line.put("trueLabel", trueLabel);
        console.json(line);
      } else {
        console.data(
            String.format(
                Locale.ROOT,
                "%.3f s %s: %s%s",
                (micros - recording.first) / MICROS_PER_SECOND,
                spec.name(),
                answer,
                trueLabel.isEmpty() ? "" : " (truly " + trueLabel + ")"));
      }
    }
  }

  /** Lets through what a job would take: events in the input's shape, in the order of time. */
  private static final class Judged implements EventRecording {
    private final EventRecording target;
    private final int addresses;
    private long first = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private boolean ended;
    private long events;
    private long episodes;
    private long late;
    private long outside;

    Judged(EventRecording target, int addresses) {
      this.target = target;
      this.addresses = addresses;
    }

    @Override
    public RecordingHeader header() {
      return target.header();
    }

    @Override
    public boolean read(EventSink sink) throws SensorException {
      boolean more = target.read(new Judge(sink));
      if (!more) {
        ended = true;
        first = Math.min(first, Math.max(latest, 0));
        latest = Math.max(latest, first);
      }
      return more;
    }

    @Override
    public void close() {
      target.close();
    }

    private boolean isLate(long micros) {
      first = Math.min(first, micros);
      if (micros < latest) {
        late++;
        return true;
      }
      latest = micros;
      return false;
    }

    private final class Judge implements EventSink {
      private final EventSink sink;

      Judge(EventSink sink) {
        this.sink = sink;
      }

      @Override
      public void event(long micros, int address, float value) {
        events++;
        if (address < 0 || address >= addresses) {
          outside++;
        } else if (!isLate(micros)) {
          sink.event(micros, address, value);
        }
      }

      @Override
      public void mark(EpisodeMark mark) {
        episodes += mark.kind() == EpisodeMark.Kind.END ? 1 : 0;
        if (!isLate(mark.time())) {
          sink.mark(mark);
        }
      }

      @Override
      public void dropped(long lost) {
        sink.dropped(lost);
      }
    }
  }
}
