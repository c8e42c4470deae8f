package io.spiketide.nir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.WritableGroup;
import io.jhdf.object.message.DataLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NirFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "01_lif/lif_norse.nir, 4",
    "01_lif/two_lif_neurons.nir, 6",
    "02_cnn/cnn_sinabs.nir, 15",
    "03_rnn/braille_noDelay_bias_zero.nir, 7",
    "03_rnn/braille_noDelay_bias_zero_subgraph.nir, 9",
    "03_rnn/braille_noDelay_noBias_subtract.nir, 7",
    "malformed/batch_dimension.nir, 15",
    "malformed/dangling_edges.nir, 9",
    "malformed/rockpool_units.nir, 9",
    "resaved_gzip/all_primitives.nir, 18",
    "resaved_gzip/braille_noDelay_bias_zero.nir, 7",
    "resaved_gzip/braille_noDelay_bias_zero_LZF.nir, 7",
    "resaved_gzip/braille_noDelay_noBias_subtract.nir, 7",
    "resaved_gzip/cnn_sinabs.nir, 15",
    "resaved_gzip/conv1d.nir, 3",
    "resaved_gzip/lif_norse.nir, 4",
    "resaved_gzip/spyx_braille_noDelay_bias_zero_subgraph.nir, 9"
  })
  void readsAndRewritesTheFilesOfOtherTools(String file, int nodes) throws Exception {
    NirGraph graph = NirFile.read(NirGraphs.shared(file));
    assertThat(graph.deepSize()).isEqualTo(nodes);

    Path copy = folder.resolve("copy.nir");
    NirFile.write(graph, copy);
    assertThat(NirFile.read(copy)).isEqualTo(graph);
  }

  @ParameterizedTest
  @CsvSource({
    "01_lif/lif_norse.nir, resaved_gzip/lif_norse.nir",
    "02_cnn/cnn_sinabs.nir, resaved_gzip/cnn_sinabs.nir",
    "03_rnn/braille_noDelay_bias_zero.nir, resaved_gzip/braille_noDelay_bias_zero.nir",
    "03_rnn/braille_noDelay_bias_zero.nir, resaved_gzip/braille_noDelay_bias_zero_LZF.nir",
    "03_rnn/braille_noDelay_noBias_subtract.nir,"
        + " resaved_gzip/braille_noDelay_noBias_subtract.nir",
    "03_rnn/braille_noDelay_bias_zero_subgraph.nir,"
        + " resaved_gzip/spyx_braille_noDelay_bias_zero_subgraph.nir"
  })
  void storageDoesNotShowInTheGraph(String contiguous, String compressed) throws Exception {
    assertThat(NirFile.read(NirGraphs.shared(compressed)))
        .isEqualTo(NirFile.read(NirGraphs.shared(contiguous)));
  }

  @Test
  void writesEveryNodeTypeSoThatItReadsTheSame() throws Exception {
    Path file = folder.resolve("everything.nir");
    NirFile.write(NirGraphs.everything(), file);
    NirFile.write(NirGraphs.everything(), file);
    assertThat(NirFile.read(file)).isEqualTo(NirGraphs.everything());
  }

  @Test
  void writesInTheFormOfTodaysNirLibrary() throws Exception {
    Path file = folder.resolve("form.nir");
    NirFile.write(NirGraphs.everything(), file);
    try (HdfFile hdf = new HdfFile(file)) {
      assertThat(hdf.getDatasetByPath("/version").getData()).isEqualTo(NirFile.VERSION);
      assertThat(hdf.getDatasetByPath("/node/type").getData()).isEqualTo("NIRGraph");
      Dataset weight = hdf.getDatasetByPath("/node/nodes/nested/nodes/weights/weight");
      assertThat(weight.getDataLayout()).isEqualTo(DataLayout.CHUNKED);
      assertThat(weight.getFilters()).hasSize(1);
      assertThat(weight.getJavaType()).isEqualTo(float.class);
      Dataset bias = hdf.getDatasetByPath("/node/nodes/nested/nodes/weights/bias");
      assertThat(bias.getJavaType()).as("a third needs 64 bits").isEqualTo(double.class);
      assertThat(hdf.getDatasetByPath("/node/nodes/0/groups").isScalar()).isTrue();
      assertThat(hdf.getDatasetByPath("/node/nodes/0/padding").getData()).isEqualTo("same");
    }
  }

  @Test
  void absentResetIsZeroAndAbsentInputWeightIsOne() throws Exception {
    Path file = folder.resolve("short.nir");
    write(
        file,
        "CubaLIF",
        Map.of(
            "tau_syn", new double[] {0.1},
            "tau_mem", new float[] {0.5f},
            "r", new long[] {1},
            "v_leak", new int[] {0},
            "v_threshold", new double[] {2}));
    NirNode.CubaLif node = (NirNode.CubaLif) NirFile.read(file).nodes().get("node");
    assertThat(node.reset()).isEqualTo(NirTensor.vector(0));
    assertThat(node.wIn()).isEqualTo(NirTensor.vector(1));
    assertThat(node.tauMem()).isEqualTo(NirTensor.vector(0.5));
  }

  @Test
  void scalarParametersHaveNoShape() throws Exception {
    Path file = folder.resolve("scalar.nir");
    write(file, "Threshold", Map.of("threshold", 0.5));
    NirNode.Threshold node = (NirNode.Threshold) NirFile.read(file).nodes().get("node");
    assertThat(node.threshold()).isEqualTo(new NirTensor(List.of(), new double[] {0.5}));
  }

  @Test
  void duplicateEdgesCountOnce() {
    NirGraph graph = NirGraph.of(Map.of(), NirGraphs.edges("b>c", "a>b", "a>b", "b>b"));
    assertThat(graph.edges()).isEqualTo(NirGraphs.edges("a>b", "b>b", "b>c"));
  }

  @Test
  void namesTheMissingParameter() throws Exception {
    Path file = folder.resolve("missing.nir");
    write(file, "Affine", Map.of("weight", new double[][] {{1}}));
    assertThat(failure(file))
        .hasMessage(
            "missing.nir node 'node': has no 'bias' (it has [type, weight]); export it again with a"
                + " complete description");
  }

  @Test
  void namesTheUnknownParameter() throws Exception {
    Path file = folder.resolve("extra.nir");
    write(file, "Linear", Map.of("weight", new double[][] {{1}}, "mask", new double[] {1}));
    assertThat(failure(file))
        .hasMessageContaining("node 'node': unknown parameter 'mask' of a node of type Linear;");
  }

  @Test
  void listsTheKnownTypes() throws Exception {
    Path file = folder.resolve("type.nir");
    write(file, "Lief", Map.of());
    assertThat(failure(file))
        .hasMessageStartingWith("type.nir node 'node': unknown node type 'Lief'; use one of [")
        .hasMessageContaining("CubaLIF");
  }

  @Test
  void refusesAFileThatIsCutOff() throws Exception {
    Path file = folder.resolve("cut.nir");
    NirFile.write(NirGraphs.recurrent(), file);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 700));
    assertThat(failure(file)).hasMessageContaining("export it again");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 5000})
  void refusesWhatIsNoHdf5(int size) throws Exception {
    Path file = folder.resolve("noise.nir");
    Files.write(file, new byte[size]);
    assertThat(failure(file))
        .hasMessageStartingWith("noise.nir: is not HDF5 as it should be")
        .hasMessageEndingWith("; export it again, it is damaged or not a NIR file");
  }

  @Test
  void refusesHdf5ThatIsNoNir() {
    Path file = folder.resolve("other.h5");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putDataset("weights", new double[] {1});
    }
    assertThat(failure(file))
        .hasMessage(
            "other.h5: has no group '/node'; give a NIR file; other HDF5 files cannot be imported");
  }

  @Test
  void saysWhereThereIsNoFile() {
    assertThat(failure(folder.resolve("absent.nir")))
        .hasMessageStartingWith("absent.nir: there is no such file; check the path ");
  }

  @Test
  void saysWhereItCannotWrite() {
    Path file = folder.resolve("no/such/folder/x.nir");
    NirException failure =
        catchThrowableOfType(NirException.class, () -> NirFile.write(NirGraphs.recurrent(), file));
    assertThat(failure).hasMessageStartingWith("x.nir: cannot be written (");
  }

  private static NirException failure(Path file) {
    NirException failure = catchThrowableOfType(NirException.class, () -> NirFile.read(file));
    assertThat(failure).isNotNull();
    return failure;
  }

  /** A graph of one node, with datasets as given. */
  private static void write(Path file, String type, Map<String, Object> datasets)
      throws IOException {
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      WritableGroup graph = hdf.putGroup("node");
      graph.putDataset("type", "NIRGraph");
      graph.putDataset("edges", new String[][] {{"node", "node"}});
      WritableGroup node = graph.putGroup("nodes").putGroup("node");
      node.putDataset("type", type);
      datasets.forEach(node::putDataset);
    }
  }
}
