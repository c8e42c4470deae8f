package io.spiketide.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.demo.BrunelNetwork;
import io.spiketide.demo.IzhikevichNetwork;
import io.spiketide.kernel.ReferenceSimulator;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
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
