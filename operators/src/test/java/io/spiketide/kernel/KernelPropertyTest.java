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
      assertSame(collected, state, expected, net, "cut " + cut);
    }
  }

  /** What a kernel keeps of earlier ticks to save work must not show, nor of other instances. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  @DisplayName("input that repeats gives the reference, also when instances take turns")
  void repeatedInputEqualsTheReference(long seed) {
    Network network = RandomNetworks.of(seed);
    CompiledNetwork net = CompiledNetwork.compile(network);
    Kernel kernel = new Kernel(net);
    Random random = new Random(seed);
    List<Event> one = repeated(network, random);
    List<List<Event>> inputs = List.of(one, repeated(network, random), one);
    List<KernelState> states = new ArrayList<>();
    List<Given> given = new ArrayList<>();
    List<Collected> collected = new ArrayList<>();
    for (List<Event> input : inputs) {
      states.add(net.newState());
      given.add(new Given(input, List.of()));
      collected.add(new Collected());
    }
    for (int until = 3; until < UNTIL + 3; until += 3) {
      for (int i = 0; i < inputs.size(); i++) {
        kernel.run(states.get(i), "i" + i, Math.min(until, UNTIL), given.get(i), collected.get(i));
      }
    }
    for (int i = 0; i < inputs.size(); i++) {
      ReferenceSimulator.Result expected =
          ReferenceSimulator.run(net, "i" + i, inputs.get(i), List.of(), UNTIL);
      assertSame(collected.get(i), states.get(i), expected, net, "instance " + i);
    }
  }

  private static void assertSame(
      Collected collected,
      KernelState state,
      ReferenceSimulator.Result expected,
      CompiledNetwork net,
      String run) {
    assertThat(collected.spikes)
        .as("spikes, %s", run)
        .isEqualTo(published(net.network(), expected.spikes()));
    assertThat(collected.samples).as("samples, %s", run).isEqualTo(expected.samples());
    assertThat(collected.answers).as("answers, %s", run).isEqualTo(expected.answers());
    assertThat(state.tick).isEqualTo(UNTIL);
    for (int g = 0; g < state.arrays.length; g++) {
      if (!net.layout().groups().get(g).name().startsWith("ring/")) {
        assertThat(state.arrays[g]).isDeepEqualTo(expected.state().arrays[g]);
      }
    }
  }

  /** Stretches of ticks with the same events each, of three patterns and silence. */
  private static List<Event> repeated(Network network, Random random) {
    List<List<Event>> patterns = new ArrayList<>();
    for (int p = 0; p < 3; p++) {
      List<Event> pattern = new ArrayList<>();
      for (int input = 0; input < network.inputs().size(); input++) {
        for (int e = random.nextInt(12); e >= 0; e--) {
          pattern.add(
              new Event(input, 0, address(network, input, random), 0.5 + random.nextInt(3)));
        }
      }
      patterns.add(pattern);
    }
    patterns.add(List.of());
    List<Event> events = new ArrayList<>();
    long tick = 2;
    while (tick < UNTIL) {
      List<Event> pattern = patterns.get(random.nextInt(patterns.size()));
      for (long end = tick + 1 + random.nextInt(30); tick < end; tick++) {
        for (Event e : pattern) {
          events.add(new Event(e.input(), tick, e.address(), e.value()));
        }
      }
    }
    return events;
  }

  private static List<Event> events(Network network, Random random) {
    List<Event> events = new ArrayList<>();
    for (int e = 0; e < 600; e++) {
      int input = random.nextInt(network.inputs().size());
      // bursts and long silences, so that networks come to rest in between
      long tick = 5 + random.nextInt(3) * 120L + random.nextInt(40);
      events.add(new Event(input, tick, address(network, input, random), 1 + random.nextInt(2)));
    }
    return events;
  }

  private static int address(Network network, int input, Random random) {
    return random.nextInt(network.inputs().get(input).shape().size());
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
