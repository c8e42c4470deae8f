package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.catalog.CatalogChecks;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all encoders. */
class SpikeEncodersTest {
  private static final Shape SHAPE = Shape.of(2, 4, 5);
  private static final int TICKS = 600;

  static List<SpikeEncoder> encoders() {
    return SpikeEncoders.CATALOG.all();
  }

  @Test
  void everyEncoderIsListed() {
    CatalogChecks.assertComplete(SpikeEncoders.CATALOG, SpikeEncoder.class);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void everyEncoderIsDocumentedAndHasValidDefaults(SpikeEncoder encoder) {
    CatalogChecks.assertDocumented(encoder);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void aFreshStateIsQuiet(SpikeEncoder encoder) {
    EncoderRun run = new EncoderRun(chain(encoder), 0, "sensor");
    assertThat(run.encoding.autonomous() || run.encoding.quiet(run.state)).isTrue();
    assertThat(run.tick()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("encoders")
  @DisplayName("left out where it is quiet and restored before each tick, it fires the same")
  void spikesAreAFunctionOfEventsAlone(SpikeEncoder encoder) {
    EncoderChain chain = chain(encoder);
    List<List<double[]>> ticks = ticks(new Random(encoder.name().hashCode()));
    Plain whole = new Plain(chain.compile(), chain.shape());
    Plain cut = new Plain(chain.compile(), chain.shape());
    int fired = 0;
    int leftOut = 0;
    for (int t = 0; t < TICKS; t++) {
      List<double[]> spikes = whole.tick(ticks.get(t), t);
      fired += spikes.size();
      boolean skip =
          ticks.get(t).isEmpty() && (cut.shared.autonomous() || cut.shared.quiet(cut.state));
      leftOut += skip ? 1 : 0;
      List<double[]> same = skip ? List.of() : cut.restored().tick(ticks.get(t), t);
      assertThat(same.toArray(double[][]::new))
          .as("tick %d", t)
          .isDeepEqualTo(spikes.toArray(double[][]::new));
      assertThat(cut.state).as("state after tick %d", t).isDeepEqualTo(whole.state);
    }
    assertThat(fired).isPositive();
    assertThat(leftOut).isPositive();
  }

  /** The encoder with defaults where it has them. */
  private static EncoderChain chain(SpikeEncoder encoder) {
    String[] given =
        encoder instanceof CochleaEncoder
            ? new String[] {"sample_rate=8000", "high=3500"}
            : encoder.parameters().stream()
                .filter(p -> p.isRequired())
                .map(p -> p.name() + "=" + (p.bound().allows(4) ? 4 : 1))
                .toArray(String[]::new);
    return EncoderRun.chain(SHAPE)
        .then(encoder, EncoderRun.MILLI, CatalogChecks.arguments(encoder, given));
  }

  /** Bursts of events with values of some size, and silence in between. */
  private static List<List<double[]>> ticks(Random random) {
    List<List<double[]>> ticks = new ArrayList<>();
    for (int t = 0; t < TICKS; t++) {
      List<double[]> events = new ArrayList<>();
      if (t % 300 > 10 && t % 300 < 60 && random.nextInt(3) > 0) {
        for (int e = random.nextInt(60); e >= 0; e--) {
          double value = random.nextBoolean() ? random.nextDouble() : random.nextInt(12) - 3;
          events.add(new double[] {random.nextInt(SHAPE.size()), value});
        }
      }
      ticks.add(events);
    }
    return ticks;
  }

  /** A run whose memory is the state alone. */
  private static final class Plain {
    private static final CounterRandom NOISE =
        new CounterRandom(1, Purpose.ENCODER, "in", "sensor");

    final Encoding shared;
    final double[][] state;
    private final Shape shape;
    private Encoding own;

    Plain(Encoding shared, Shape shape) {
      this.shared = shared;
      this.shape = shape;
      own = shared.forOneThread();
      List<StateArray> arrays = shared.state();
      state = new double[arrays.size()][];
      for (int a = 0; a < state.length; a++) {
        state[a] = new double[arrays.get(a).length()];
        Arrays.fill(state[a], arrays.get(a).initial());
      }
    }

    Plain restored() {
      own = shared.forOneThread();
      return this;
    }

    List<double[]> tick(List<double[]> given, long tick) {
      TickEvents events = new TickEvents();
      given.forEach(e -> events.add((int) e[0], e[1]));
      Spikes spikes = Spikes.withTable(shape.size());
      own.encode(events, state, tick, NOISE, spikes);
      List<double[]> fired = new ArrayList<>();
      for (int i = 0; i < spikes.size(); i++) {
        fired.add(new double[] {spikes.neuron(i), spikes.count(i)});
      }
      return fired;
    }
  }
}
