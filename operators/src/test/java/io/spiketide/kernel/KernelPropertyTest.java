package io.spiketide.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.ReferenceSimulator.Answer;
import io.spiketide.kernel.ReferenceSimulator.Event;
import io.spiketide.kernel.ReferenceSimulator.Sample;
import io.spiketide.kernel.ReferenceSimulator.Spike;
import io.spiketide.network.Network;
import io.spiketide.neuron.Spikes;
import io.spiketide.rules.NetworkRules;
import io.spiketide.testing.RandomNetworks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel against the reference simulator, on random networks from printed seeds. */
class KernelPropertyTest {
  private static final int UNTIL = 400;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21})
  @DisplayName("any cut of the run gives the spikes, decisions and state of the reference")
  void equalsTheReference(long seed) {
    Network network = RandomNetworks.of(seed);
    assertThat(NetworkRules.check(network)).noneMatch(p -> p.isError());
    Random random = new Random(seed);
    List<Event> events = events(network, random);
    List<Mark> marks =
        List.of(
            new Mark(30, true, "a", "left"),
            new Mark(90, false, "a", ""),
            new Mark(90, true, "b", ""),
            new Mark(130, true, "c", "right"),
            new Mark(350, false, "c", ""));

    CompiledNetwork net = CompiledNetwork.compile(network);
    ReferenceSimulator.Result expected = ReferenceSimulator.run(net, "i", events, marks, UNTIL);
    assertThat(expected.spikes()).isNotEmpty();

    for (int cut : new int[] {1, 7, 50, UNTIL}) {
      Collected collected = new Collected();
      Kernel kernel = new Kernel(net);
      KernelState state = net.newState();
      Given given = new Given(events, marks);
      for (int until = cut; until < UNTIL + cut; until += cut) {
        kernel.run(state, "i", Math.min(until, UNTIL), given, collected);
        state = state.copy();
      }
      assertThat(collected.spikes)
          .as("spikes, cut %d", cut)
          .isEqualTo(published(network, expected.spikes()));
      assertThat(collected.samples).as("samples, cut %d", cut).isEqualTo(expected.samples());
      assertThat(collected.answers).as("answers, cut %d", cut).isEqualTo(expected.answers());
      assertThat(state.tick).isEqualTo(UNTIL);
      for (int g = 0; g < state.arrays.length; g++) {
        if (!net.layout().groups().get(g).name().startsWith("ring/")) {
          assertThat(state.arrays[g]).isDeepEqualTo(expected.state().arrays[g]);
        }
      }
    }
  }

  private static List<Event> events(Network network, Random random) {
    List<Event> events = new ArrayList<>();
    for (int e = 0; e < 600; e++) {
      int input = random.nextInt(network.inputs().size());
      // bursts and long silences, so that networks come to rest in between
      long tick = 5 + random.nextInt(3) * 120L + random.nextInt(40);
      events.add(new Event(input, tick, random.nextInt(40), 1 + random.nextInt(2)));
    }
    return events;
  }

  private static List<Spike> published(Network network, List<Spike> spikes) {
    return spikes.stream()
        .filter(s -> network.populations().get(s.population()).publish())
        .toList();
  }

  /** Events and marks given in advance. */
  private static final class Given implements Arrivals {
    private final List<Event> events;
    private final List<Mark> marks;

    Given(List<Event> events, List<Mark> marks) {
      this.events = new ArrayList<>(events);
      this.marks = new ArrayList<>(marks);
    }

    @Override
    public long nextTick() {
      long event = events.stream().mapToLong(Event::tick).min().orElse(Long.MAX_VALUE);
      long mark = marks.stream().mapToLong(Mark::tick).min().orElse(Long.MAX_VALUE);
      return Math.min(event, mark);
    }

    @Override
    public void take(int input, long tick, TickEvents into) {
      for (var i = events.iterator(); i.hasNext(); ) {
        Event event = i.next();
        if (event.input() == input && event.tick() == tick) {
          into.add(event.address(), event.value());
          i.remove();
        }
      }
    }

    @Override
    public @Nullable Mark takeMark(long tick, boolean start) {
      for (Mark mark : marks) {
        if (mark.tick() == tick && mark.start() == start) {
          marks.remove(mark);
          return mark;
        }
      }
      return null;
    }
  }

  /** Collects what a kernel puts out in the order of the reference. */
  private static final class Collected implements KernelOutput {
    final List<Spike> spikes = new ArrayList<>();
    final List<Answer> answers = new ArrayList<>();
    final List<Sample> samples = new ArrayList<>();
    private final List<Spike> ofTick = new ArrayList<>();

    @Override
    public void spikes(int population, long tick, Spikes fired) {
      for (int i = 0; i < fired.size(); i++) {
        ofTick.add(new Spike(population, tick, fired.neuron(i), fired.count(i)));
      }
    }

    @Override
    public void reached(long tick) {
      ofTick.sort(Comparator.comparingInt(Spike::population));
      spikes.addAll(ofTick);
      ofTick.clear();
    }

    @Override
    public void decision(
        int readout,
        String episode,
        String trueLabel,
        long firstTick,
        long endTick,
        int winner,
        double[] values) {
      answers.add(
          new Answer(
              readout,
              episode,
              trueLabel,
              firstTick,
              endTick,
              winner,
              Arrays.stream(values).boxed().toList()));
    }

    @Override
    public void sample(int recording, long tick, double[] values) {
      samples.add(new Sample(recording, tick, Arrays.stream(values).boxed().toList()));
    }
  }
}
