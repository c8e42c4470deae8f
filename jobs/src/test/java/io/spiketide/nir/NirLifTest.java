package io.spiketide.nir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.Mark;
import io.spiketide.kernel.ReferenceSimulator;
import io.spiketide.kernel.ReferenceSimulator.Event;
import io.spiketide.kernel.ReferenceSimulator.Spike;
import io.spiketide.network.Network;
import io.spiketide.nir.NirOptions.Discretisation;
import io.spiketide.nir.NirOptions.Reset;
import io.spiketide.testing.SharedData;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The one LIF neuron that ten simulators published traces of. */
class NirLifTest {
  private static final int STEPS = 1000;

  @Test
  void forwardEulerSpikesWhereNorseDid() throws Exception {
    Network network = network(NirOptions.defaults("lif").withReset(Reset.ZERO));
    assertThat(spikes(network, events(1), STEPS)).containsExactly(460L, 510L, 710L, 760L);
  }

  @Test
  void forwardEulerMovesAsTheSameRecipeIn64Bits() throws Exception {
    assertFollows("expected/lif/euler_zero_dt1e-4.csv", 1, NirOptions.defaults("lif"));
  }

  @Test
  void norsesArithmeticMovesAsNorse() throws Exception {
    NirOptions norse =
        NirOptions.defaults("lif").withDiscretisation(NirOptions.Discretisation.NORSE);
    assertFollows("nir/01_lif/lif_norse.csv", 0, norse);
  }

  /** Compares v after each of the steps with the second column of a file. */
  private static void assertFollows(String file, int namesLines, NirOptions options)
      throws Exception {
    CompiledNetwork network = CompiledNetwork.compile(network(options.withReset(Reset.ZERO)));
    List<String> lines = Files.readAllLines(SharedData.data(file));
    assertThat(lines).hasSize(namesLines + STEPS);
    List<Event> events = events(1);
    for (int step = 0; step < STEPS; step++) {
      double expected = Double.parseDouble(lines.get(namesLines + step).split(",", -1)[1]);
      assertThat(voltageAfter(network, events, step))
          .as("v after step %d", step)
          .isCloseTo(expected, within(1e-8));
    }
  }

  @Test
  void theExactSolutionOnAFineGridSpikesWithinATick() throws Exception {
    Network network =
        network(
            NirOptions.defaults("lif")
                .withStep(0.01)
                .withTick(10)
                .withReset(Reset.SUBTRACT)
                .withDiscretisation(Discretisation.EXACT));
    List<Long> spikes = spikes(network, events(10), 10 * STEPS);
    double[] exact = {0.04608438593554898, 0.05108975203669446, 0.07109196107368698, 0.07609089015};
    assertThat(spikes).hasSize(exact.length);
    for (int i = 0; i < exact.length; i++) {
      assertThat(spikes.get(i) * 1e-5).isCloseTo(exact[i], within(1e-5));
    }
  }

  private static Network network(NirOptions options) throws NirException {
    return NirNetworks.toNetwork(NirFile.read(NirGraphs.shared("01_lif/lif_norse.nir")), options);
  }

  /** The published input, every step repeated. */
  private static List<Event> events(int times) throws Exception {
    List<Event> events = new ArrayList<>();
    List<String> lines = Files.readAllLines(SharedData.data("nir/01_lif/lif_norse.csv"));
    for (int step = 0; step < STEPS; step++) {
      double value = Double.parseDouble(lines.get(step).split(",", -1)[0]);
      for (int i = 0; value != 0 && i < times; i++) {
        events.add(new Event(0, (long) step * times + i, 0, value));
      }
    }
    return events;
  }

  private static List<Long> spikes(Network network, List<Event> events, long until) {
    return ReferenceSimulator.run(network, "one", events, List.of(), until).spikes().stream()
        .map(Spike::tick)
        .toList();
  }

  private static double voltageAfter(CompiledNetwork network, List<Event> events, int step) {
    Mark start = new Mark(0, true, "trace", "");
    KernelState state =
        ReferenceSimulator.run(network, "one", events, List.of(start), step + 1L).state();
    for (int group = 0; group < state.layout.groups().size(); group++) {
      if (state.layout.groups().get(group).name().equals("population/1")) {
        assertThat(state.layout.groups().get(group).arrays().get(0).name()).isEqualTo("v");
        return state.arrays[group][0][0];
      }
    }
    throw new AssertionError("no state of population 1");
  }
}
