package io.spiketide.nir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that exist and cannot be taken at their word: refused with place, fault and mend. */
class NirMalformedTest {
  private static final NirOptions OPTIONS = NirOptions.defaults("malformed");

  @Test
  void edgesThatNameNoNode() throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared("malformed/dangling_edges.nir"));
    assertThat(refusal(graph, OPTIONS))
        .hasMessage(
            "edge 'input' -> 'lif' of 'lif1': there is no node 'lif' (there are [input, lif1, lin,"
                + " output]); correct the name, or import with the repair rename_dangling, which"
                + " takes 'lif1', the only node that no edge names");
  }

  @Test
  void edgesThatNameNoNodeAreRepairedWhereOneNodeIsLeft() throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared("malformed/dangling_edges.nir"));
    NirGraph sound =
        NirFile.read(NirGraphs.shared("03_rnn/braille_noDelay_bias_zero_subgraph.nir"));
    assertThat(NirNetworks.toNetwork(graph, OPTIONS.repairing(NirRepair.RENAME_DANGLING)))
        .isEqualTo(NirNetworks.toNetwork(sound, OPTIONS));
  }

  @Test
  void noRepairIsOfferedWhereTwoNodesAreLeft() throws Exception {
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "input", NirGraphs.input(2),
                "a", NirGraphs.lif(2),
                "b", NirGraphs.lif(2),
                "output", NirGraphs.output(2)),
            NirGraphs.edges("input>c", "c>output"));
    assertThat(refusal(graph, OPTIONS.repairing(NirRepair.RENAME_DANGLING)))
        .hasMessageContaining("there is no node 'c'")
        .hasMessageEndingWith("; correct the name");
  }

  @Test
  void batchDimension() throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared("malformed/batch_dimension.nir"));
    assertThat(refusal(graph, OPTIONS))
        .hasMessage(
            "edge '1' -> '2': '1' (IF) gives [1, 16, 16, 16], '2' (Conv2d) takes [16, any, any];"
                + " the leading 1 looks like a batch dimension: export without it, or import with"
                + " the repair drop_batch");
  }

  @Test
  void batchDimensionIsDropped() throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared("malformed/batch_dimension.nir"));
    NirGraph sound = NirFile.read(NirGraphs.shared("02_cnn/cnn_sinabs.nir"));
    assertThat(NirNetworks.toNetwork(graph, OPTIONS.repairing(NirRepair.DROP_BATCH)))
        .isEqualTo(NirNetworks.toNetwork(sound, OPTIONS));
  }

  @Test
  void timeConstantsInSteps() throws Exception {
    Path file = NirGraphs.shared("malformed/rockpool_units.nir");
    NirException refusal = refusal(NirFile.read(file), OPTIONS).inFile(file);
    assertThat(refusal)
        .hasMessage(
            "rockpool_units.nir node 'hidden.lif': tau_syn is 2.222222328186035 s, which looks like"
                + " a number of steps and not like seconds; import with the repair taus_in_steps,"
                + " which multiplies time constants by the step of 0.1 ms, or with taus_in_seconds"
                + " if it is meant");
    assertThat(refusal.where()).isEqualTo("rockpool_units.nir node 'hidden.lif'");
  }

  @Test
  void portOfAnotherShape() throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared("malformed/rockpool_units.nir"));
    assertThat(refusal(graph, OPTIONS.repairing(NirRepair.TAUS_IN_STEPS)))
        .hasMessage(
            "edge 'fc1' -> 'hidden.input': 'fc1' (Affine) gives [38], 'hidden.input' (Input) takes"
                + " [12]; correct the shape of the port, or import with the repair fit_ports");
  }

  @Test
  void timeConstantsAndPortsAreRepaired() throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared("malformed/rockpool_units.nir"));
    Network network =
        NirNetworks.toNetwork(
            graph, OPTIONS.repairing(NirRepair.TAUS_IN_STEPS).repairing(NirRepair.FIT_PORTS));
    assertThat(network.populations())
        .extracting(Population::name)
        .isEqualTo(List.of("hidden.lif", "lif2"));
    Values tau = network.populations().get(1).model().parameters().get("tau_syn");
    assertThat(tau).as("2 steps of 0.1 ms").isEqualTo(Values.of(0.2));
  }

  @Test
  void timeConstantBelowZero() {
    NirGraph graph = withTau(-0.01);
    assertThat(refusal(graph, OPTIONS))
        .hasMessage(
            "node 'lif': tau is -0.01 s, a time constant is above 0; correct it in the tool that"
                + " wrote the file (Spyx writes the sign wrong)");
  }

  @Test
  void timeConstantShorterThanTheStep() throws Exception {
    NirGraph graph = withTau(0.0005);
    assertThat(refusal(graph, OPTIONS.withStep(1)))
        .hasMessage(
            "node 'lif': tau of 0.5 ms is shorter than the model step of 1.0 ms; give the step that"
                + " the network was trained with (snnTorch writes for 0.1 ms)");
    assertThat(
            NirNetworks.toNetwork(
                graph, OPTIONS.withStep(1).withDiscretisation(NirOptions.Discretisation.EXACT)))
        .isNotNull();
  }

  private static NirGraph withTau(double tau) {
    NirTensor one = NirTensor.vector(1);
    NirTensor zero = NirTensor.vector(0);
    return NirGraph.of(
        Map.of(
            "input", NirGraphs.input(1),
            "lif", new NirNode.Lif(NirTensor.vector(tau), one, zero, one, zero),
            "output", NirGraphs.output(1)),
        NirGraphs.edges("input>lif", "lif>output"));
  }

  private static NirException refusal(NirGraph graph, NirOptions options) {
    NirException refusal =
        catchThrowableOfType(NirException.class, () -> NirNetworks.toNetwork(graph, options));
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
