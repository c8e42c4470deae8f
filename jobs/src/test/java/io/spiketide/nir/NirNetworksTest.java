package io.spiketide.nir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Problem;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.rules.NetworkRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NirNetworksTest {
  private static final NirOptions OPTIONS = NirOptions.defaults("net");

  @Test
  void brailleIsTwoPopulationsWithADelayedLoop() throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared("03_rnn/braille_noDelay_bias_zero.nir"));
    Network network = NirNetworks.toNetwork(graph, OPTIONS.withTick(5000));

    assertThat(network.inputs()).isEqualTo(List.of(Input.events("input", Shape.of(12))));
    assertThat(describe(network))
        .containsExactly(
            "lif1.lif cuba_lif 38",
            "lif2 cuba_lif 7 published",
            "fc1: input -> lif1.lif AllToAll, biased",
            "lif1.w_rec: lif1.lif -> lif1.lif AllToAll after 1, biased",
            "fc2: lif1.lif -> lif2 AllToAll, biased");
    assertThat(NetworkRules.check(network)).isEmpty();

    NirNode.CubaLif file = (NirNode.CubaLif) graph.nodes().get("lif1.lif");
    Settings model = network.populations().get(0).model();
    assertThat(model.parameters())
        .containsEntry("tau_m", Values.of(file.tauMem().values()[0] * 1000))
        .containsEntry("tau_syn", Values.of(file.tauSyn().values()[0] * 1000))
        .containsEntry("w_in", Values.of(file.wIn().values()[0]))
        .containsEntry("V_th", Values.of(1.0));
    assertThat(network.time().stepMillis()).isEqualTo(0.1);
    assertThat(network.time().tickMicros()).isEqualTo(5000);
  }

  @Test
  void nestedGraphsAreInlined() throws Exception {
    NirGraph flat = NirFile.read(NirGraphs.shared("03_rnn/braille_noDelay_bias_zero.nir"));
    NirGraph nested =
        NirFile.read(NirGraphs.shared("03_rnn/braille_noDelay_bias_zero_subgraph.nir"));
    Network expected = NirNetworks.toNetwork(flat, OPTIONS);
    Network network = NirNetworks.toNetwork(nested, OPTIONS);
    assertThat(network.populations())
        .extracting(Population::name)
        .containsExactly("lif1.lif1", "lif2");
    assertThat(network.projections())
        .extracting(Projection::weights)
        .isEqualTo(expected.projections().stream().map(Projection::weights).toList());
  }

  @Test
  void cnnKeepsRelaysOnlyForPooling() throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared("02_cnn/cnn_sinabs.nir"));
    Network network = NirNetworks.toNetwork(graph, OPTIONS);
    assertThat(describe(network))
        .containsExactly(
            "1 if 16x16x16",
            "3 if 16x16x16",
            "4 relay 16x8x8",
            "6 if 8x8x8",
            "7 relay 8x4x4",
            "10 if 256",
            "12 if 10 published",
            "0: input -> 1 Conv2d",
            "2: 1 -> 3 Conv2d",
            "4: 3 -> 4 Pool2d",
            "5: 4 -> 6 Conv2d",
            "7: 6 -> 7 Pool2d",
            "9: 7 -> 10 AllToAll",
            "11: 10 -> 12 AllToAll");
    Pair one = new Pair(1, 1);
    assertThat(network.projections().get(0).connectivity())
        .isEqualTo(new Connectivity.Conv2d(16, new Pair(5, 5), new Pair(2, 2), one, one, 1));
    assertThat(NetworkRules.check(network)).isEmpty();
  }

  @Test
  void everyNodeTypeFindsItsPlace() throws Exception {
    Network network = NirNetworks.toNetwork(NirGraphs.everything(), OPTIONS);
    assertThat(describe(network))
        .containsExactlyInAnyOrder(
            "if.1 if 4x8",
            "größe relay 4x8",
            "nested.lif lif 4",
            "sum relay 2x3x3",
            "valid relay 2x2x2",
            "cuba cuba_lif 4",
            "li li 4",
            "threshold threshold 4",
            "i integrator 4",
            "cubali cuba_li 4",
            "0: input -> if.1 Conv1d, biased",
            "größe: if.1 -> größe OneToOne",
            "nested.weights: größe -> nested.lif AllToAll, biased",
            "conv: image -> conv Conv2d, biased",
            "conv relay 2x6x6",
            "sum: conv -> sum Pool2d",
            "valid: sum -> valid Conv2d",
            "avg: valid -> cuba Pool2d",
            "delay: nested.lif -> cuba OneToOne after [0.0, 1.0, 2.0, 5.0]",
            "cuba->li: cuba -> li OneToOne",
            "li->threshold: li -> threshold OneToOne",
            "threshold->i: threshold -> i OneToOne",
            "i->cubali: i -> cubali OneToOne");
    assertThat(NetworkRules.check(network))
        .noneMatch(p -> p.toString().contains("delay") || p.toString().contains("shape"));
  }

  @Test
  void paddingSameKeepsTheSize() throws Exception {
    Network network = NirNetworks.toNetwork(NirGraphs.everything(), OPTIONS);
    Projection conv =
        network.projections().stream().filter(p -> p.name().equals("0")).findFirst().orElseThrow();
    assertThat(conv.connectivity()).isEqualTo(new Connectivity.Conv1d(4, 3, 1, 1, 1, 2));
    assertThat(conv.bias()).hasSize(32).startsWith(0.5).endsWith(0.0);
    assertThat(conv.bias()[16]).as("channel 2").isEqualTo(-0.5);
  }

  @Test
  void biasActsOnceWhereTwoEdgesLeadToAnOperation() throws Exception {
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "a", NirGraphs.input(2),
                "b", NirGraphs.input(2),
                "fc", new NirNode.Affine(NirGraphs.numbered(3, 2), NirTensor.vector(1, 1, 1)),
                "lif", NirGraphs.lif(3),
                "output", NirGraphs.output(3)),
            NirGraphs.edges("a>fc", "b>fc", "fc>lif", "lif>output"));
    assertThat(describe(NirNetworks.toNetwork(graph, OPTIONS)))
        .containsExactly(
            "lif lif 3 published", "fc#1: a -> lif AllToAll, biased", "fc#2: b -> lif AllToAll");
  }

  @Test
  void anOperationThatIsReadTwiceStays() throws Exception {
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "input", NirGraphs.input(2),
                "fc", NirGraphs.linear(3, 2),
                "a", NirGraphs.lif(3),
                "b", NirGraphs.lif(3),
                "output", NirGraphs.output(3)),
            NirGraphs.edges("input>fc", "fc>a", "fc>b", "a>output", "b>output"));
    assertThat(describe(NirNetworks.toNetwork(graph, OPTIONS)))
        .containsExactly(
            "fc relay 3",
            "a lif 3 published",
            "b lif 3 published",
            "fc: input -> fc AllToAll",
            "fc->a: fc -> a OneToOne",
            "fc->b: fc -> b OneToOne");
  }

  @Test
  void aLoopIsDelayedBeforeItsWeights() throws Exception {
    assertThat(describe(NirNetworks.toNetwork(NirGraphs.recurrent(), OPTIONS)))
        .contains("rec: lif -> lif AllToAll after 1, biased")
        .hasSize(3);
  }

  @Test
  void aLoopIsDelayedAfterItsWeightsOnRequest() throws Exception {
    Network network =
        NirNetworks.toNetwork(
            NirGraphs.recurrent(), OPTIONS.withLoop(NirOptions.Loop.AFTER_WEIGHTS));
    assertThat(describe(network))
        .contains(
            "rec relay 3",
            "rec: lif -> rec AllToAll, biased",
            "rec->lif: rec -> lif OneToOne after 1");
  }

  @Test
  void aLoopWithADelayOfItsOwnIsNotDelayedAgain() throws Exception {
    Map<String, NirNode> nodes = new TreeMap<>(NirGraphs.recurrent().nodes());
    nodes.put("delay", new NirNode.Delay(NirTensor.filled(List.of(3), 0.0003)));
    NirGraph graph =
        NirGraph.of(
            nodes,
            NirGraphs.edges(
                "input>fc", "fc>lif", "lif>delay", "delay>rec", "rec>lif", "lif>output"));
    assertThat(describe(NirNetworks.toNetwork(graph, OPTIONS)))
        .contains("rec: lif -> lif AllToAll after 3, biased");
  }

  @Test
  void onlyTheEdgeThatClosesALoopOverTwoPopulationsIsDelayed() throws Exception {
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "input", NirGraphs.input(2),
                "a", NirGraphs.lif(2),
                "ab", NirGraphs.linear(2, 2),
                "b", NirGraphs.lif(2),
                "ba", NirGraphs.linear(2, 2),
                "output", NirGraphs.output(2)),
            NirGraphs.edges("input>a", "a>ab", "ab>b", "b>ba", "ba>a", "b>output"));
    assertThat(describe(NirNetworks.toNetwork(graph, OPTIONS)))
        .contains("ab: a -> b AllToAll", "ba: b -> a AllToAll after 1");
  }

  @Test
  void aSubgraphPortIsAddressedByName() throws Exception {
    NirGraph inner =
        NirGraph.of(
            Map.of(
                "A", NirGraphs.input(2),
                "B", NirGraphs.input(2),
                "lif", NirGraphs.lif(2),
                "weights", NirGraphs.linear(2, 2),
                "out", NirGraphs.output(2)),
            NirGraphs.edges("A>lif", "B>weights", "weights>lif", "lif>out"));
    Map<String, NirNode> nodes =
        Map.of(
            "x", NirGraphs.input(2),
            "y", NirGraphs.input(2),
            "G", inner,
            "output", NirGraphs.output(2));
    NirGraph graph = NirGraph.of(nodes, NirGraphs.edges("x>G.A", "y>G.B", "G>output"));
    assertThat(describe(NirNetworks.toNetwork(graph, OPTIONS)))
        .containsExactly(
            "G.lif lif 2 published",
            "G.weights: y -> G.lif AllToAll",
            "x->G.lif: x -> G.lif OneToOne");

    NirGraph ambiguous = NirGraph.of(nodes, NirGraphs.edges("x>G", "G>output"));
    assertThat(refusal(ambiguous, OPTIONS))
        .hasMessage("edge 'x' -> 'G': graph 'G' has 2 ports for it [A, B]; name one as 'G.PORT'");
  }

  @Test
  void anInputMayBeAnOutput() throws Exception {
    NirGraph graph =
        NirGraph.of(
            Map.of("input", NirGraphs.input(2), "output", NirGraphs.output(2)),
            NirGraphs.edges("input>output"));
    assertThat(describe(NirNetworks.toNetwork(graph, OPTIONS)))
        .containsExactly("output relay 2", "input->output: input -> output OneToOne");
  }

  @Test
  void gradedOutputsAreNotPublished() throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared("resaved_gzip/all_primitives.nir"));
    Network network = NirNetworks.toNetwork(graph, OPTIONS);
    assertThat(network.population("i").orElseThrow().publish()).isFalse();
    assertThat(NetworkRules.check(network)).noneMatch(p -> p.severity() == Problem.Severity.ERROR);
  }

  @Test
  void optionsBecomeOptionsOfTheModels() throws Exception {
    NirOptions options =
        OPTIONS
            .withReset(NirOptions.Reset.SUBTRACT)
            .withDiscretisation(NirOptions.Discretisation.EXACT);
    Settings model =
        NirNetworks.toNetwork(NirGraphs.recurrent(), options).populations().get(0).model();
    assertThat(model.options())
        .containsEntry("reset", "subtract")
        .containsEntry("discretisation", "exact");
    Settings norse =
        NirNetworks.toNetwork(
                NirGraphs.recurrent(), OPTIONS.withDiscretisation(NirOptions.Discretisation.NORSE))
            .populations()
            .get(0)
            .model();
    assertThat(norse.options()).containsEntry("discretisation", "norse");
  }

  @Test
  void namesBothNodesAndBothShapes() {
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "input", NirGraphs.input(2, 3),
                "fc", NirGraphs.linear(3, 6),
                "lif", NirGraphs.lif(3),
                "output", NirGraphs.output(3)),
            NirGraphs.edges("input>fc", "fc>lif", "lif>output"));
    assertThat(refusal(graph, OPTIONS))
        .hasMessage(
            "edge 'input' -> 'fc': 'input' (Input) gives [2, 3], 'fc' (Linear) takes [6]; correct"
                + " the shape of the port, or import with the repair fit_ports");
  }

  @Test
  void asksForAFlatten() {
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "input", NirGraphs.input(2, 3),
                "if", NirGraphs.integrateFire(2, 3),
                "fc", NirGraphs.linear(3, 6),
                "output", NirGraphs.output(3)),
            NirGraphs.edges("input>if", "if>fc", "fc>output"));
    assertThat(refusal(graph, OPTIONS)).hasMessageEndingWith("; put a Flatten between them");
  }

  @Test
  void refusesAnOutputOfAnotherShape() {
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "input", NirGraphs.input(2),
                "lif", NirGraphs.lif(2),
                "output", NirGraphs.output(5)),
            NirGraphs.edges("input>lif", "lif>output"));
    assertThat(refusal(graph, OPTIONS))
        .hasMessageContaining("'lif' (LIF) gives [2], 'output' (Output) takes [5]; correct");
  }

  @Test
  void refusesParametersOfDifferentShapes() {
    NirTensor two = NirTensor.vector(1, 1);
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "input", NirGraphs.input(2),
                "if", new NirNode.IntegrateFire(two, NirTensor.vector(1, 1, 1), two),
                "output", NirGraphs.output(2)),
            NirGraphs.edges("input>if", "if>output"));
    assertThat(refusal(graph, OPTIONS))
        .hasMessage(
            "node 'if': r has shape [2], v_threshold has shape [3]; give all parameters the same"
                + " shape");
  }

  @Test
  void refusesADelayBetweenTwoSteps() {
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "input", NirGraphs.input(1),
                "delay", new NirNode.Delay(NirTensor.vector(0.00025)),
                "lif", NirGraphs.lif(1),
                "output", NirGraphs.output(1)),
            NirGraphs.edges("input>delay", "delay>lif", "lif>output"));
    assertThat(refusal(graph, OPTIONS))
        .hasMessage(
            "node 'delay': delay 2.5E-4 s is no multiple of the model step of 0.1 ms; correct it or"
                + " give another model step");
  }

  @Test
  void refusesUnevenPadding() {
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "input", NirGraphs.input(1, 8),
                "conv",
                    new NirNode.Conv1d(
                        null,
                        NirGraphs.numbered(1, 1, 4),
                        1,
                        new NirPadding.Same(),
                        1,
                        1,
                        NirTensor.vector(0)),
                "output", NirGraphs.output(1, 8)),
            NirGraphs.edges("input>conv", "conv>output"));
    assertThat(refusal(graph, OPTIONS))
        .hasMessageContaining("node 'conv': padding 'same' of a kernel of 4 pads one side more");
  }

  @Test
  void refusesAGraphWithoutPorts() {
    NirGraph graph = NirGraph.of(Map.of("lif", NirGraphs.lif(1)), NirGraphs.edges("lif>lif"));
    assertThat(refusal(graph, OPTIONS)).hasMessageContaining("the graph has no Input or no Output");
  }

  @Test
  void refusesANodeThatNothingReaches() {
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "input", NirGraphs.input(1),
                "pool", new NirNode.SumPool2d(new Pair(1, 1), new Pair(1, 1), new Pair(0, 0)),
                "lif", NirGraphs.lif(1),
                "output", NirGraphs.output(1)),
            NirGraphs.edges("input>lif", "lif>output"));
    assertThat(refusal(graph, OPTIONS))
        .hasMessage(
            "node 'pool': no Input leads to this SumPool2d, so its shape is unknown; connect it or"
                + " remove it");
  }

  /** One line for each population and projection. */
  static List<String> describe(Network network) {
    List<String> lines = new ArrayList<>();
    for (Population p : network.populations()) {
      lines.add(
          p.name() + " " + p.model().type() + " " + p.shape() + (p.publish() ? " published" : ""));
    }
    for (Projection p : network.projections()) {
      String delay = "";
      if (p.delays() instanceof Values.Listed l) {
        delay = " after " + l;
      } else if (!p.delays().equals(Values.of(0.0))) {
        delay = " after " + (int) ((Values.Constant) p.delays()).value();
      }
      lines.add(
          "%s: %s -> %s %s%s%s"
              .formatted(
                  p.name(),
                  p.source(),
                  p.target(),
                  p.connectivity().getClass().getSimpleName(),
                  delay,
                  p.bias() == null ? "" : ", biased"));
    }
    return lines;
  }

  private static NirException refusal(NirGraph graph, NirOptions options) {
    NirException refusal =
        catchThrowableOfType(NirException.class, () -> NirNetworks.toNetwork(graph, options));
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
