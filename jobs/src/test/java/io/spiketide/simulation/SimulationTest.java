package io.spiketide.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.demo.BrunelNetwork;
import io.spiketide.demo.DirectionNetwork;
import io.spiketide.demo.IzhikevichNetwork;
import io.spiketide.demo.MovingBars;
import io.spiketide.kernel.Mark;
import io.spiketide.kernel.ReferenceSimulator;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.neuron.Spikes;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

  @Test
  void aBalancedNetworkFiresAsTheReferenceSimulatorSays() {
    assertSame(BrunelNetwork.build(3, 0.02), 2_000);
  }

  @Test
  void izhikevichsNetworkFiresAsTheReferenceSimulatorSays() {
    assertSame(IzhikevichNetwork.build(3), 40);
  }

  /** Three episodes of a second, with answers. */
  @Test
  void whatARecordingShowsIsSeenAsTheReferenceSimulatorSays() {
    Network network = DirectionNetwork.build(1);
    List<ReferenceSimulator.Event> events = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    MovingBars shown = new MovingBars("a", 1, 0, 3);
    EventSink sink =
        new EventSink() {
          @Override
          public void event(long micros, int address, float value) {
            events.add(new ReferenceSimulator.Event(0, micros / 1_000, address, value));
          }

          @Override
          public void mark(EpisodeMark mark) {
            boolean start = mark.kind() == EpisodeMark.Kind.START;
            marks.add(new Mark(mark.time() / 1_000, start, mark.id(), mark.label()));
          }

          @Override
          public void dropped(long events) {
            // nothing is
          }
        };
    while (shown.read(sink)) {
      // all of it
    }
    ReferenceSimulator.Result expected = ReferenceSimulator.run(network, "a", events, marks, 3_000);
    long[] spikes = new long[network.populations().size()];
    List<String> answers = new ArrayList<>();
    Simulation simulation =
        new Simulation(
            network,
            "a",
            new MovingBars("a", 1, 0, Long.MAX_VALUE),
            new Simulation.Listener() {
              @Override
              public void spikes(int population, long tick, Spikes fired) {
                spikes[population] += fired.size();
              }

              @Override
              public void decision(
                  int readout, String trueLabel, long endTick, int winner, double[] values) {
                answers.add(trueLabel + " " + endTick + " " + winner);
              }
            });
    for (long until = 0; until <= 3_000; until += 250) {
      simulation.runUntil(until);
    }
    assertThat(answers)
        .hasSize(3)
        .containsExactlyElementsOf(
            expected.answers().stream()
                .map(a -> a.trueLabel() + " " + a.endTick() + " " + a.winner())
                .toList());
    for (int p = 0; p < spikes.length; p++) {
      Population population = network.populations().get(p);
      assertThat(spikes[p]).isEqualTo(population.publish() ? expected.totals()[p] : 0);
    }
  }

  /** The reference is started by an event of the clock, whose synapse has no weight. */
  private static void assertSame(Network network, long until) {
    List<ReferenceSimulator.Event> start = List.of(new ReferenceSimulator.Event(0, 0, 0, 1));
    ReferenceSimulator.Result expected =
        ReferenceSimulator.run(network, "a", start, List.of(), until);
    List<ReferenceSimulator.Spike> spikes = new ArrayList<>();
    Simulation simulation =
        new Simulation(
            network,
            "a",
            (population, tick, fired) -> {
              for (int i = 0; i < fired.size(); i++) {
                spikes.add(
                    new ReferenceSimulator.Spike(
                        population, tick, fired.neuron(i), fired.count(i)));
              }
            });
    simulation.runUntil(until / 3);
    simulation.runUntil(until);
    List<ReferenceSimulator.Spike> published =
        expected.spikes().stream()
            .filter(spike -> network.populations().get(spike.population()).publish())
            .toList();
    assertThat(published).hasSizeGreaterThan(50);
    assertThat(spikes).containsExactlyInAnyOrderElementsOf(published);
    long counted =
        network.populations().stream()
            .filter(Population::publish)
            .mapToLong(simulation::spikes)
            .sum();
    assertThat(counted).isEqualTo(published.size());
    assertThat(simulation.synapticOperations()).isPositive();
  }
}
