package io.spiketide.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.ReferenceSimulator.Answer;
import io.spiketide.kernel.ReferenceSimulator.Event;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.ReadoutSpec.Window;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.StateRecording;
import io.spiketide.network.Values;
import io.spiketide.neuron.Spikes;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Time in the kernel: delays, episodes, windows, rest. Every network spikes once per event. */
class KernelTest {
  private static final Window EPISODE = new Window.Episode();

  // ---- delays

  @Test
  void aSpikeArrivesAfterItsDelayAndNotBefore() {
    Run run = new Run(network().delays(Values.of(3)).build());
    run.event(10, 4).to(13);
    assertThat(run.spikes).isEmpty();
    run.to(14);
    assertThat(run.spikes).containsExactly("13:4");
  }

  @Test
  void synapsesOfOneProjectionMayHaveDelaysOfTheirOwn() {
    double[] delays = {0, 5, 2, 7, 1, 1, 1, 1, 1, 9};
    Run run = new Run(network().delays(new Values.Listed(delays)).build());
    for (int neuron = 0; neuron < 10; neuron++) {
      run.event(20, neuron);
    }
    run.to(40);
    assertThat(run.spikes)
        .containsExactly(
            "20:0", "21:4", "21:5", "21:6", "21:7", "21:8", "22:2", "25:1", "27:3", "29:9");
  }

  @Test
  void nothingRunsBeforeTheFirstEvent() {
    Run run = new Run(network().build());
    run.to(1_000_000);
    assertThat(run.state.started).isFalse();
    assertThat(run.kernel.ticks()).isZero();
    run.event(2_000_000, 1).to(2_000_001);
    assertThat(run.state.startTick).isEqualTo(2_000_000);
    assertThat(run.kernel.ticks()).isOne();
  }

  // ---- episodes

  @Test
  void anEpisodeIsAnsweredAtItsEndMark() {
    Run run = new Run(network().readout(EPISODE).build());
    run.start(5, "e", "red").event(4, 1).event(6, 2).event(8, 2).event(12, 2).end(10, "e").to(20);
    assertThat(run.answers).containsExactly(answer("e", "red", 5, 10, 2, 0, 0, 2));
  }

  @Test
  void anEndMarksOwnLabelWins() {
    Run run = new Run(network().readout(EPISODE).build());
    run.start(5, "e", "red").marks.add(new Mark(10, false, "e", "blue"));
    run.to(11);
    assertThat(run.answers).extracting(Answer::trueLabel).containsExactly("blue");
  }

  @Test
  void aStartEndsTheEpisodeThatIsOpenAndOneWithoutStartBeginsAtTheLastEnd() {
    Run run = new Run(network().readout(EPISODE).build());
    run.start(5, "a", "").event(6, 1).start(10, "b", "").event(11, 2).end(20, "b");
    run.event(25, 3).end(30, "c").to(40);
    assertThat(run.answers)
        .containsExactly(
            answer("a", "", 5, 10, 1, 0, 1),
            answer("b", "", 10, 20, 2, 0, 0, 1),
            answer("c", "", 20, 30, 3, 0, 0, 0, 1));
  }

  @Test
  void endsCountBeforeStartsOfTheSameTick() {
    Run run = new Run(network().readout(EPISODE).build());
    run.start(5, "a", "").start(10, "b", "").end(10, "a").end(15, "b").to(20);
    assertThat(run.answers).extracting(Answer::episode).containsExactly("a", "b");
  }

  @Test
  void aResetForgetsPotentialsAndSpikesInFlightAndOtherwiseTheyStay() {
    for (boolean reset : new boolean[] {true, false}) {
      // two events of weight 0.6 make a spike
      Network described = network().weight(0.6).delays(Values.of(3)).resetting(reset).build();
      Run run = new Run(described);
      run.event(10, 1).event(18, 2).event(19, 2).start(20, "e", "").event(22, 1).to(40);
      assertThat(run.spikes)
          .as("reset %s", reset)
          .isEqualTo(reset ? List.of() : List.of("22:2", "25:1"));
    }
  }

  // ---- windows

  @Test
  void windowsLieAtMultiplesOfTheirStepWhereverTheInstanceStarted() {
    Run run = new Run(network().readout(new Window.Ticks(10, 10)).build());
    run.event(1_007, 1).event(1_019, 1).event(1_020, 1).to(1_031);
    assertThat(run.answers)
        .containsExactly(
            answer("", "", 1_007, 1_010, 1, 0, 1),
            answer("", "", 1_010, 1_020, 1, 0, 1),
            answer("", "", 1_020, 1_030, 1, 0, 1));
  }

  @Test
  void aRestingNetworkAnswersEveryWindowOfALongSilenceLikeTheReference() {
    Network described =
        network()
            .readout(new Window.Ticks(50, 50))
            .readout(new Window.Ticks(90, 30))
            .readout(EPISODE)
            .build();
    List<Event> events = List.of(event(7, 1), event(9, 1), event(20_000, 2), event(20_001, 3));
    List<Mark> marks = List.of(new Mark(15_001, true, "m", ""), new Mark(17_777, false, "m", ""));

    Run run = new Run(described);
    run.events.addAll(events);
    run.marks.addAll(marks);
    run.to(25_000);

    var expected = ReferenceSimulator.run(described, "i", events, marks, 25_000);
    assertThat(run.answers).isEqualTo(expected.answers()).hasSizeGreaterThan(1000);
    assertThat(run.spikes).containsExactly("7:1", "9:1", "20000:2", "20001:3");
    assertThat(run.kernel.ticks()).as("ticks that were run").isLessThan(3_000);
  }

  @Test
  void aWindowOfSilenceSeesTheRestingPotential() {
    Window window = new Window.Ticks(50, 50);
    Network described =
        network().weight(0.6).readout("membrane_max", window).readout(EPISODE).build();
    List<Event> events = List.of(event(7, 1), event(90, 2));
    List<Mark> marks = List.of(new Mark(1_234, true, "m", ""), new Mark(1_500, false, "m", ""));

    Run run = new Run(described);
    run.events.addAll(events);
    run.marks.addAll(marks);
    run.to(2_000);

    assertThat(run.answers)
        .isEqualTo(ReferenceSimulator.run(described, "i", events, marks, 2_000).answers());
    assertThat(run.answers.get(27).values().get(1)).isEqualTo(0.6, within(1e-6));
    assertThat(run.kernel.ticks()).isLessThan(300);
  }

  // ---- rest

  @Test
  void aSilenceOfAYearCostsAHandfulOfTicks() {
    Run run = new Run(network().readout(EPISODE).build());
    long year = 365L * 24 * 3600 * 1000;
    run.event(10, 1).event(year, 2).end(year + 5, "e").to(year + 10);
    assertThat(run.spikes).containsExactly("10:1", year + ":2");
    assertThat(run.answers).containsExactly(answer("e", "", 10, year + 5, 1, 0, 1, 1));
    assertThat(run.kernel.ticks()).isLessThan(100);
  }

  @Test
  void restStopsWhereTheOutputAsks() {
    Run run = new Run(network().build());
    run.stop = 1000;
    run.event(10, 1).to(10_500);
    assertThat(run.reached).contains(1000L, 2000L, 5000L, 10_000L, 10_500L);
    assertThat(run.kernel.ticks()).isLessThan(100);
  }

  @Test
  void aBiasedOrRecordedNetworkIsNeverSkipped() {
    Network biased = network().bias(new double[] {0.001}).build();
    Run run = new Run(biased);
    run.event(0, 1).to(2_000);
    // 0.001 a tick passes the threshold of 1 on its own
    assertThat(run.spikes).hasSize(20).startsWith("0:1", "999:0").endsWith("1999:9");
    assertThat(run.kernel.ticks()).isEqualTo(2_000);

    Run recorded = new Run(network().recording(7).build());
    recorded.event(3, 1).to(2_003);
    assertThat(recorded.samples).hasSize(286).startsWith(7L, 14L).endsWith(2_002L);
  }

  // ---- changed networks

  @Test
  void aChangedNetworkTakesOverStateByName() {
    Run before = new Run(network().weight(0.6).readout(EPISODE).build());
    before.event(10, 4).to(12);
    Network more = network().readout(new Window.Ticks(10, 10)).readout(EPISODE).weight(0.6).build();
    Run after = new Run(more);
    after.state = after.net.adopt(before.state);
    after.event(14, 4).to(16);

    assertThat(after.spikes).containsExactly("14:4");
    assertThat(after.state.startTick).isEqualTo(10);
  }

  @Test
  void aStateOfOtherSizesIsRefusedByName() {
    Run before = new Run(network().size(10).build());
    before.event(1, 1).to(5);
    CompiledNetwork larger = CompiledNetwork.compile(network().size(12).build());
    assertThatThrownBy(() -> larger.adopt(before.state))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("state population/out/v was stored with 10 values")
        .hasMessageContaining("needs 12");
  }

  @Test
  void otherDelaysOfUnknownOriginAreTakenWhileNothingIsInFlightAndRefusedOtherwise() {
    double[] upTo4 = {1, 4, 1, 1, 1, 1, 1, 1, 1, 1};
    double[] upTo9 = {1, 9, 1, 1, 1, 1, 1, 1, 1, 1};
    Map<Values, Values> changes =
        Map.of(
            Values.of(7),
            Values.of(1), //
            new Values.Listed(upTo9),
            new Values.Listed(upTo4),
            new Values.Listed(upTo4),
            Values.of(1));
    changes.forEach(
        (stored, changed) -> {
          Run before = new Run(network().delays(stored).build());
          Run after = new Run(network().delays(changed).build());
          before.event(10, 1).to(12);
          assertThatThrownBy(() -> after.net.adopt(ofUnknownOrigin(before.state)))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("in flight");
          before.to(30);
          after.state = after.net.adopt(ofUnknownOrigin(before.state));
          assertThat(after.event(31, 1).to(50).spikes).hasSize(1);
        });
  }

  private static KernelState ofUnknownOrigin(KernelState state) {
    return state.copy().under(new Layout(Origin.UNKNOWN, state.layout.groups()));
  }

  @Test
  void spikesOnTheirWayKeepTheirTimeWhereAnAddedProjectionNeedsMoreRoom() {
    Network before = network().delays(Values.of(3)).build();
    Network after = network().delays(Values.of(3)).loop(8).build();
    Run run = new Run(before);
    run.event(10, 4).to(12);
    Run adopted = new Run(after);
    adopted.state = adopted.net.adopt(run.state);
    assertThat(adopted.to(40).spikes).first().isEqualTo("13:4");
  }

  @Test
  void aCycleWithoutDelayIsNotCompiled() {
    Network cyclic = network().loop(0).build();
    assertThatThrownBy(() -> CompiledNetwork.compile(cyclic))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cycle");
    assertThat(CompiledNetwork.compile(network().loop(1).build()).synapses()).isEqualTo(20);
  }

  // ---- helpers

  private static Event event(long tick, int address) {
    return new Event(0, tick, address, 1);
  }

  private static Answer answer(
      String id, String label, long first, long end, int winner, double... counts) {
    double[] values = Arrays.copyOf(counts, 10);
    return new Answer(0, id, label, first, end, winner, Arrays.stream(values).boxed().toList());
  }

  private static Description network() {
    return new Description();
  }

  /** Ten inputs, each with a neuron of its own. */
  private static final class Description {
    private final List<ReadoutSpec> readouts = new ArrayList<>();
    private final List<StateRecording> recordings = new ArrayList<>();
    private final List<Projection> loops = new ArrayList<>();
    private int size = 10;
    private double weight = 2;
    private Values delays = Values.of(0);
    private double @Nullable [] bias;
    private Instances instances = Instances.perRecordKey();

    Description size(int neurons) {
      size = neurons;
      return this;
    }

    Description weight(double each) {
      weight = each;
      return this;
    }

    Description delays(Values ticks) {
      delays = ticks;
      return this;
    }

    Description bias(double[] each) {
      bias = each;
      return this;
    }

    Description resetting(boolean reset) {
      instances = reset ? instances.resettingAtEpisodes() : instances;
      return this;
    }

    Description loop(int delay) {
      loops.add(Projection.of("out", "out", new Connectivity.OneToOne(), Values.of(0), delay));
      return this;
    }

    Description readout(Window window) {
      return readout("spike_count", window);
    }

    Description readout(String type, Window window) {
      readouts.add(
          new ReadoutSpec(
              type + (window instanceof Window.Ticks t ? t.length() : ""),
              "out",
              Settings.of(type),
              window,
              List.of()));
      return this;
    }

    Description recording(int every) {
      recordings.add(new StateRecording("out", "v", every));
      return this;
    }

    Network build() {
      Settings neuron = Settings.of("if", Map.of("V_th", Values.of(1)));
      List<Projection> projections = new ArrayList<>();
      projections.add(
          new Projection(
              "in->out",
              "in",
              "out",
              "",
              new Connectivity.OneToOne(),
              Values.of(weight),
              delays,
              bias));
      projections.addAll(loops);
      return new Network(
          "small",
          TimeBase.ofMicros(1000),
          1,
          List.of(Input.events("in", Shape.of(size))),
          List.of(Population.of("out", Shape.of(size), neuron).published()),
          projections,
          readouts,
          recordings,
          instances,
          new Placement(10));
    }
  }

  /** One instance, what is given to it and what it has put out. */
  private static final class Run implements Arrivals, KernelOutput {
    final CompiledNetwork net;
    final Kernel kernel;
    final List<Event> events = new ArrayList<>();
    final List<Mark> marks = new ArrayList<>();
    final List<String> spikes = new ArrayList<>();
    final List<Answer> answers = new ArrayList<>();
    final List<Long> samples = new ArrayList<>();
    final List<Long> reached = new ArrayList<>();
    KernelState state;
    long stop = Long.MAX_VALUE;

    Run(Network network) {
      net = CompiledNetwork.compile(network);
      kernel = new Kernel(net);
      state = net.newState();
    }

    Run event(long tick, int address) {
      events.add(KernelTest.event(tick, address));
      return this;
    }

    Run start(long tick, String id, String label) {
      marks.add(new Mark(tick, true, id, label));
      return this;
    }

    Run end(long tick, String id) {
      marks.add(new Mark(tick, false, id, ""));
      return this;
    }

    Run to(long until) {
      kernel.run(state, "i", until, this, this);
      return this;
    }

    @Override
    public long nextTick() {
      long event = events.stream().mapToLong(Event::tick).min().orElse(Long.MAX_VALUE);
      return Math.min(event, marks.stream().mapToLong(Mark::tick).min().orElse(Long.MAX_VALUE));
    }

    @Override
    public void take(int input, long tick, TickEvents into) {
      events.stream()
          .filter(event -> event.tick() == tick)
          .forEach(event -> into.add(event.address(), event.value()));
      events.removeIf(event -> event.tick() == tick);
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

    @Override
    public void spikes(int population, long tick, Spikes fired) {
      for (int i = 0; i < fired.size(); i++) {
        spikes.add(tick + ":" + fired.neuron(i));
      }
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
      samples.add(tick);
    }

    @Override
    public void reached(long tick) {
      reached.add(tick);
    }

    @Override
    public long nextStop(long tick) {
      return stop == Long.MAX_VALUE ? stop : (tick / stop + 1) * stop;
    }
  }
}
