package io.spiketide.nir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NirInspectTest {
  private static final NirOptions OPTIONS = NirOptions.defaults("net");

  @Test
  void printsNodesEdgesOptionsCostAndWarnings() {
    assertThat(NirInspect.of(NirGraphs.recurrent(), OPTIONS).text())
        .isEqualTo(
            """
            nodes
              fc                       Linear
                  weight       [3, 2]             0.250000 … 1.50000, mean 0.875000
              input                    Input      [2]
              lif                      LIF        [3]
                  tau          [3]                0.00200000
                  r            [3]                1.00000
                  v_leak       [3]                0.00000
                  v_threshold  [3]                1.00000
                  v_reset      [3]                0.00000
              output                   Output     [3]
              rec                      Affine
                  weight       [3, 3]             0.250000 … 2.25000, mean 1.25000
                  bias         [3]                1.00000 … 3.00000, mean 2.00000
            edges
              fc -> lif
              input -> fc
              lif -> output
              lif -> rec
              rec -> lif
            in force, since a NIR file does not say
              step (dt)        0.1 ms, one per tick of 100 µs
              reset            v_reset
              discretisation   snntorch
              loop             before_weights
              repairs          []
            cost per tick
              3 neurons, 0 relays, at most 15 synaptic operations; 18 weights
            warnings
              a loop is delayed by one tick at edge 'lif' -> 'rec' (loop: before_weights); another place gives other spikes
            """);
  }

  @Test
  void countsTheOperationsOfATrainedCnn() throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared("02_cnn/cnn_sinabs.nir"));
    NirInspect inspect = NirInspect.of(graph, OPTIONS);
    long convolutions = 4096L * 2 * 25 + 4096L * 16 * 9 + 512L * 16 * 9;
    long pools = 1024L * 4 + 128L * 4;
    long dense = 128L * 256 + 256L * 10;
    assertThat(inspect.cost())
        .contains(
            new NirCost(
                4096 + 4096 + 512 + 256 + 10,
                1024 + 128,
                convolutions + pools + dense,
                800 + 2304 + 1152 + 32768 + 2560));
    assertThat(inspect.warnings()).isEmpty();
  }

  @Test
  void saysWhyAGraphCannotBeImported() throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared("malformed/dangling_edges.nir"));
    NirInspect inspect = NirInspect.of(graph, OPTIONS);
    assertThat(inspect.cost()).isEmpty();
    assertThat(inspect.nodes()).hasSize(10);
    assertThat(inspect.warnings())
        .singleElement()
        .asString()
        .startsWith("cannot be imported: edge 'input' -> 'lif' of 'lif1'");
  }

  @Test
  void warnsAboutWhatAnImportIgnoresOrDoubts() {
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "input", NirGraphs.input(2),
                "cuba", NirGraphs.cubaLif(2),
                "unread", NirGraphs.lif(2),
                "output", NirGraphs.output(2)),
            NirGraphs.edges("input>cuba", "cuba>output"));
    List<String> warnings =
        NirInspect.of(graph, OPTIONS.withReset(NirOptions.Reset.ZERO).withStep(1e-5)).warnings();
    assertThat(warnings)
        .containsExactly(
            "node 'cuba': its v_reset is not used (reset: zero)",
            "node 'cuba': tau_syn is 20000 steps; was the network trained with a step of 1.0E-5"
                + " ms?",
            "node 'cuba': tau_mem is 100000 steps; was the network trained with a step of 1.0E-5"
                + " ms?",
            "node 'unread': tau is 200000 steps; was the network trained with a step of 1.0E-5"
                + " ms?",
            "node 'unread': nothing reads it",
            "node 'unread': nothing leads to it");
  }
}
