package io.spiketide.nir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.time.TimeBase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NirExportTest {
  private static final NirOptions OPTIONS = NirOptions.defaults("net");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01_lif/lif_norse.nir",
        "01_lif/two_lif_neurons.nir",
        "02_cnn/cnn_sinabs.nir",
        "03_rnn/braille_noDelay_bias_zero.nir",
        "03_rnn/braille_noDelay_bias_zero_subgraph.nir",
        "03_rnn/braille_noDelay_noBias_subtract.nir",
        "resaved_gzip/all_primitives.nir",
        "resaved_gzip/conv1d.nir"
      })
  void importOfAnExportIsTheSameNetwork(String file) throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared(file));
    for (NirOptions.Loop loop : NirOptions.Loop.values()) {
      assertSurvives(NirNetworks.toNetwork(graph, OPTIONS.withLoop(loop)), OPTIONS.withLoop(loop));
    }
  }

  @Test
  void importOfAnExportOfEveryNodeTypeIsTheSameNetwork() throws Exception {
    assertSurvives(NirNetworks.toNetwork(NirGraphs.everything(), OPTIONS), OPTIONS);
  }

  @Test
  void aTrainedRecurrentGraphComesBackAsItWas() throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared("03_rnn/braille_noDelay_bias_zero.nir"));
    assertThat(NirExport.fromNetwork(NirNetworks.toNetwork(graph, OPTIONS))).isEqualTo(graph);
  }

  @Test
  void aLoopOfOneTickIsLeftToTheImporter() throws Exception {
    NirGraph graph = NirExport.fromNetwork(NirNetworks.toNetwork(NirGraphs.recurrent(), OPTIONS));
    assertThat(graph).isEqualTo(NirGraphs.recurrent());
  }

  @Test
  void longerDelaysAreWritten() throws Exception {
    Projection loop =
        Projection.of("lif", "lif", new Connectivity.AllToAll(true), Values.of(0.5), 3)
            .named("rec");
    NirGraph graph = NirExport.fromNetwork(network(lif("lif", 2), loop));
    assertThat(graph.nodes().get("rec.delay"))
        .isEqualTo(new NirNode.Delay(NirTensor.vector(3e-4f, 3e-4f)));
    assertThat(graph.edges()).contains(new NirEdge("rec.delay", "rec"));
  }

  @Test
  void denseWeightsWithoutAutapsesHaveAZeroDiagonal() throws Exception {
    Projection loop =
        Projection.of("lif", "lif", new Connectivity.AllToAll(false), Values.of(0.5), 1)
            .named("rec");
    NirGraph graph = NirExport.fromNetwork(network(lif("lif", 2), loop));
    assertThat(graph.nodes().get("rec"))
        .isEqualTo(new NirNode.Linear(new NirTensor(List.of(2, 2), new double[] {0, 0.5, 0.5, 0})));
  }

  @Test
  void refusesModelsThatNirDoesNotHave() {
    Population adex = Population.of("adex", Shape.of(2), Settings.of("adex"));
    assertThat(refusal(network(adex)))
        .hasMessageStartingWith("population 'adex': NIR has no neuron model adex; use one of [");
  }

  @Test
  void refusesParametersThatNirDoesNotHave() {
    Population lif =
        Population.of(
            "lif",
            Shape.of(2),
            Settings.of("lif", Map.of("tau_m", Values.of(2.0), "t_ref", Values.of(1.0))));
    assertThat(refusal(network(lif)))
        .hasMessageContaining("population 'lif': NIR's LIF has no parameter for t_ref");
  }

  @Test
  void refusesDrawnParametersAndWeights() {
    Population drawn =
        Population.of(
            "lif", Shape.of(2), Settings.of("lif", Map.of("tau_m", new Values.Uniform(1, 2))));
    assertThat(refusal(network(drawn))).hasMessageContaining("tau_m is Uniform");

    Projection weights =
        Projection.of("in", "lif", new Connectivity.AllToAll(true), new Values.Uniform(0, 1), 0);
    assertThat(refusal(network(lif("lif", 2), weights)))
        .hasMessageContaining("projection 'in->lif': its weights are Uniform")
        .hasMessageContaining("NIR needs 4 numbers; list the weights");
  }

  @Test
  void refusesConnectivityThatNirDoesNotHave() {
    Projection random =
        Projection.of("in", "lif", new Connectivity.FixedProbability(0.5, true), Values.of(1.0), 0);
    assertThat(refusal(network(lif("lif", 2), random)))
        .hasMessageContaining("projection 'in->lif': NIR has no operation for FixedProbability");
  }

  @Test
  void refusesMaximumPooling() {
    Pair two = new Pair(2, 2);
    Projection pool =
        Projection.of(
            "in", "lif", new Pool2d(Pool2d.Kind.MAX, two, two, new Pair(0, 0)), Values.of(1.0), 0);
    Population lif = Population.of("lif", Shape.of(1, 1, 1), lif("lif", 1).model()).published();
    Network network = network(Shape.of(1, 2, 2), List.of(lif), List.of(pool));
    assertThat(refusal(network)).hasMessageContaining("NIR has no operation for Pool2d");
  }

  @Test
  void refusesEncoders() {
    Network network = network(lif("lif", 2));
    Input poisson = new Input("in", Shape.of(2), Settings.of("poisson"), 1, null, 1);
    Network encoded =
        new Network(
            "net",
            network.time(),
            1,
            List.of(poisson),
            network.populations(),
            List.of(),
            List.of(),
            List.of(),
            network.instances(),
            network.placement());
    assertThat(refusal(encoded))
        .hasMessage("input 'in': NIR has no encoder poisson; use the encoder events");
  }

  @Test
  void refusesTargetsThatNoFlattenMakes() {
    Population grid = Population.of("grid", Shape.of(2, 2), lif("lif", 2).model()).published();
    Projection dense =
        Projection.of("in", "grid", new Connectivity.AllToAll(true), Values.of(1.0), 0);
    assertThat(refusal(network(grid, dense)))
        .hasMessageContaining("projection 'in->grid': it gives 4, population 'grid' is 2x2;");
  }

  private void assertSurvives(Network network, NirOptions options) throws Exception {
    Path file = folder.resolve("export.nir");
    NirFile.write(NirExport.fromNetwork(network), file);
    Network again = NirNetworks.toNetwork(NirFile.read(file), options);
    assertThat(NirNetworksTest.describe(again)).isEqualTo(NirNetworksTest.describe(network));
    assertThat(again).isEqualTo(network);
  }

  private static Population lif(String name, int size) {
    return Population.of(name, Shape.of(size), Settings.of("lif", Map.of("tau_m", Values.of(2.0))))
        .published();
  }

  private static Network network(Population population, Projection... projections) {
    return network(Shape.of(2), List.of(population), List.of(projections));
  }

  private static Network network(
      Shape input, List<Population> populations, List<Projection> projections) {
    return new Network(
        "net",
        new TimeBase(100, 0.1),
        1,
        List.of(Input.events("in", input)),
        populations,
        projections,
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        Placement.defaultFor(100));
  }

  private static NirException refusal(Network network) {
    NirException refusal =
        catchThrowableOfType(NirException.class, () -> NirExport.fromNetwork(network));
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
