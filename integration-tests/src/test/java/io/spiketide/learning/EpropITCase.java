package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.demo.Tasks;
import io.spiketide.network.Network;
import io.spiketide.operator.RecordedStage;
import io.spiketide.schema.Decision;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.yaml.NetworkYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * E-prop learns its tasks in the stage operator, as a job would run it, from the descriptions
 * {@code jobs/examples/eprop-pattern.yaml} and {@code eprop-evidence.yaml}.
 */
class EpropITCase {
  private static final int PATTERNS = 60;
  private static final int TRIALS = 1_600;
  private static final int LAST_TRIALS = 200;

  @Test
  @DisplayName("the error of a generated pattern falls by 90 % within 60 s, over a restart")
  void pattern() throws Exception {
    assertThat(pattern(1)).isLessThan(0.1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @Tag("learning")
  @DisplayName("the error of a generated pattern falls by 90 % within 60 s, whatever the seed")
  void patternOfEachSeed(long seed) throws Exception {
    assertThat(pattern(seed)).isLessThan(0.1);
  }

  /** The error at last as a part of that at first. */
  private static double pattern(long seed) throws Exception {
    Run run = run("eprop-pattern", "pattern", seed, PATTERNS);
    double first = run.decisions().get(0).values()[0];
    double last = run.decisions().get(PATTERNS - 1).values()[0];
    System.out.printf(
        "eprop-pattern seed %d: mean square error %.4f at first, %.4f after %d episodes and %d"
            + " events%n",
        seed, first, last, PATTERNS, run.events());
    return last / first;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @Tag("learning")
  @DisplayName("evidence is accumulated: 95 % of answers are right, while it still learns")
  void evidence(long seed) throws Exception {
    Run run = run("eprop-evidence", "evidence", seed, TRIALS);
    List<Decision> last = run.decisions().subList(TRIALS - LAST_TRIALS, TRIALS);
    long right = last.stream().filter(d -> d.label().equals(d.trueLabel())).count();
    System.out.printf(
        "eprop-evidence seed %d: %d of the last %d of %d trials right, %d events%n",
        seed, right, LAST_TRIALS, TRIALS, run.events());
    assertThat(right).isGreaterThanOrEqualTo((long) (0.95 * LAST_TRIALS));
  }

  private record Run(List<Decision> decisions, long events) {}

  /** Shows a network so many trials; halfway it is restarted from a checkpoint. */
  private static Run run(String example, String task, long seed, int trials) throws Exception {
    Path root = Path.of(System.getProperty("spiketide.root", ".."));
    Network network =
        NetworkYaml.read(root.resolve("jobs/examples/" + example + ".yaml")).seeded(seed);
    Map<String, EventRecording> recordings =
        Tasks.find(task).orElseThrow().stimuli().recordings(seed, "a");
    List<String> inputs = new ArrayList<>(recordings.keySet());
    inputs.sort(String::compareTo);
    long events = 0;
    try (RecordedStage stage = new RecordedStage(network)) {
      for (int trial = 0; trial < trials; trial++) {
        if (trial == trials / 2) {
          stage.restart();
        }
        List<Gathered> gathered = new ArrayList<>();
        for (String input : inputs) {
          Gathered of = new Gathered();
          recordings.get(input).read(of);
          gathered.add(of);
        }
        long end = gathered.stream().mapToLong(g -> g.end).max().orElseThrow();
        for (int i = 0; i < inputs.size(); i++) {
          events += gathered.get(i).addresses.size();
          stage.send(gathered.get(i).packet(inputs.get(i), trial, end));
        }
      }
      return new Run(stage.decisions(), events);
    }
  }

  /** The events and marks of one trial of one input. */
  private static final class Gathered implements EventSink {
    final List<Long> times = new ArrayList<>();
    final List<Integer> addresses = new ArrayList<>();
    final List<Float> values = new ArrayList<>();
    final List<EpisodeMark> marks = new ArrayList<>();
    long end;

    @Override
    public void event(long micros, int address, float value) {
      times.add(micros);
      addresses.add(address);
      values.add(value);
    }

    @Override
    public void mark(EpisodeMark mark) {
      marks.add(mark);
      end = Math.max(end, mark.time());
    }

    @Override
    public void dropped(long events) {
      throw new AssertionError("nothing is dropped");
    }

    SensorPacket packet(String input, long sequence, long frontier) {
      long base = times.get(0);
      float[] numbers = new float[values.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = values.get(i);
      }
      return new SensorPacket(
          "task-" + input,
          0,
          sequence,
          frontier,
          input,
          base,
          times.stream().mapToInt(t -> (int) (t - base)).toArray(),
          addresses.stream().mapToInt(a -> a).toArray(),
          numbers,
          marks,
          0);
    }
  }
}
