package io.spiketide.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Values;
import io.spiketide.nir.NirEdge;
import io.spiketide.nir.NirFile;
import io.spiketide.nir.NirGraph;
import io.spiketide.nir.NirNode;
import io.spiketide.nir.NirTensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NirDescriptionTest {
  private static final String FROM_NIR =
      """
      network: trained
      tick: 5 ms
      model_step: 0.1 ms
      nir: {file: net.nir, reset: subtract}
      inputs:
        input: {disorder: 10 ms}
      populations:
        cells: {publish: true}
        extra: {shape: [1], neuron: {model: lif, tau_m: 5}}
      projections:
        - {from: cells, to: extra, delay: 5 ms}
      readouts:
        which: {of: cells, type: spike_count}
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeGraph() throws Exception {
    NirTensor ones = NirTensor.filled(List.of(2), 1);
    NirGraph graph =
        NirGraph.of(
            Map.of(
                "input", new NirNode.Input(List.of(3)),
                "fc",
                    new NirNode.Linear(
                        new NirTensor(List.of(2, 3), new double[] {1, 2, 3, 4, 5, 6})),
                "cells",
                    new NirNode.Lif(
                        NirTensor.filled(List.of(2), 0.02),
                        ones,
                        NirTensor.filled(List.of(2), 0),
                        ones,
                        NirTensor.filled(List.of(2), 0)),
                "output", new NirNode.Output(List.of(2))),
            List.of(
                new NirEdge("input", "fc"),
                new NirEdge("fc", "cells"),
                new NirEdge("cells", "output")));
    NirFile.write(graph, folder.resolve("net.nir"));
  }

  @Test
  void addsToTheNetworkOfTheFile() {
    Network network = NetworkYaml.read(DescriptionTexts.write(folder, FROM_NIR));
    assertThat(network.name()).isEqualTo("trained");
    assertThat(network.time().stepMillis()).isEqualTo(0.1);
    assertThat(network.input("input").orElseThrow().disorderMicros()).isEqualTo(10_000L);
    assertThat(network.input("input").orElseThrow().shape().size()).isEqualTo(3);
    Population cells = network.population("cells").orElseThrow();
    assertThat(cells.publish()).isTrue();
    assertThat(cells.shape().size()).isEqualTo(2);
    assertThat(cells.model().options()).containsEntry("reset", "subtract");
    assertThat(network.projections()).hasSize(2);
    assertThat(network.projections().get(0).weights()).isEqualTo(Values.of(1, 2, 3, 4, 5, 6));
    assertThat(network.readouts()).hasSize(1);
  }

  @Test
  void keepsTheIndexOfTheListForProjectionsBehindThoseOfTheFile() {
    assertThat(DescriptionTexts.problems(folder, FROM_NIR.replace("to: extra", "to: extras")))
        .contains(
            "net.yaml:11 projections[0].to: there is no population 'extras'; use one of [cells,"
                + " extra]");
  }

  @Test
  void refusesToChangeWhatTheFileSays() {
    assertThat(
            DescriptionTexts.problems(
                folder, FROM_NIR.replace("{publish: true}", "{publish: true, shape: [7]}")))
        .containsExactly(
            "net.yaml:8 populations.cells.shape: the NIR file says shape already; leave it out");
  }

  @Test
  void takesWeightsOfOneNode() {
    String own =
        DescriptionTexts.GOOD
            .replace("[4]", "[3]")
            .replace("delay: 1.5 ms", "weights: {nir: net.nir, node: fc}");
    Network network = NetworkYaml.read(DescriptionTexts.write(folder, own));
    assertThat(network.projections().get(0).weights()).isEqualTo(Values.of(1, 2, 3, 4, 5, 6));
    assertThat(DescriptionTexts.problems(folder, own.replace("node: fc", "node: fd")))
        .containsExactly(
            "net.yaml:12 projections[0].weights: net.nir has no node 'fd'; use one of [cells, fc,"
                + " input, output]");
    assertThat(DescriptionTexts.problems(folder, own.replace("node: fc", "node: cells")))
        .containsExactly(
            "net.yaml:12 projections[0].weights: net.nir: node 'cells' of type LIF has no weights;"
                + " name an Affine, Linear, Scale, Conv1d or Conv2d");
  }

  @Test
  void saysWhenTheFileIsMissingAndNothingThatFollowsFromIt() {
    assertThat(DescriptionTexts.problems(folder, FROM_NIR.replace("net.nir", "no.nir")))
        .singleElement()
        .asString()
        .startsWith("net.yaml:4 nir: no.nir");
  }
}
