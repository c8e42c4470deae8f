package io.spiketide.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec.Window;
import io.spiketide.network.Values;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkYamlTest {
  @TempDir Path folder;

  @Test
  void readsEveryKindOfKey() {
    Network network = read(NetworkSection.FULL_EXAMPLE);
    assertThat(network.name()).isEqualTo("gestures");
    assertThat(network.time().tickMicros()).isEqualTo(1000);
    assertThat(network.seed()).isEqualTo(42);
    assertThat(network.inputs().get(0).disorderMicros()).isEqualTo(10_000L);
    assertThat(network.populations().get(0).publish()).isTrue();
    assertThat(network.populations().get(0).model().options()).containsEntry("reset", "subtract");
    assertThat(network.populations().get(2).model().parameters())
        .containsEntry("tau_m", new Values.Normal(10, 1, 5, 15));
    assertThat(network.populations().get(2).initial())
        .containsEntry("v", new Values.Uniform(-70, -60));
    Projection convolution = network.projections().get(0);
    assertThat(convolution.connectivity())
        .isEqualTo(
            new Connectivity.Conv2d(
                4, new Pair(3, 3), new Pair(1, 1), new Pair(0, 0), new Pair(1, 1), 1));
    assertThat(convolution.weights()).isEqualTo(new Values.Uniform(-0.5, 1));
    assertThat(network.projections().get(2).receptor()).isEqualTo("exc");
    assertThat(network.projections().get(2).delays()).isEqualTo(new Values.Uniform(1, 5));
    assertThat(network.projections().get(3).name()).isEqualTo("loop");
    assertThat(network.readouts().get(1).window()).isEqualTo(new Window.Ticks(100, 20));
    assertThat(network.recordings().get(0).everyTicks()).isEqualTo(10);
    assertThat(network.instances()).isEqualTo(Instances.perRecordKey().resettingAtEpisodes());
    assertThat(network.placement().sliceTicks()).isEqualTo(10);
  }

  @Test
  void countsDelaysInTicks() {
    assertThat(read(DescriptionTexts.GOOD).projections().get(0).delays()).isEqualTo(Values.of(3));
  }

  @Test
  void drawsLognormalDelaysInMillisecondsWhateverTheTick() {
    Network network =
        read(DescriptionTexts.GOOD.replace("1.5 ms", "{lognormal: {mu: 0, sigma: 0}}"));
    Values.Lognormal delay = (Values.Lognormal) network.projections().get(0).delays();
    assertThat(Math.exp(delay.mu())).isCloseTo(2, within(1e-12));
  }

  @Test
  void takesWeightsInTheOrderTargetSource() {
    Network network =
        read(
            DescriptionTexts.GOOD.replace(
                "delay: 1.5 ms", "weights: [[1, 2, 3, 4], [5, 6, 7, 8]]"));
    assertThat(network.projections().get(0).weights()).isEqualTo(Values.of(1, 2, 3, 4, 5, 6, 7, 8));
  }

  @Test
  void takesWeightsFromNumpyFilesBesideTheDescription() throws Exception {
    Files.write(folder.resolve("w.npy"), npy("(2, 4)", 1, 2, 3, 4, 5, 6, 7, 8));
    Network network = read(DescriptionTexts.GOOD.replace("delay: 1.5 ms", "weights: {npy: w.npy}"));
    assertThat(network.projections().get(0).weights()).isEqualTo(Values.of(1, 2, 3, 4, 5, 6, 7, 8));
  }

  @Test
  void refusesTransposedArrays() throws Exception {
    Files.write(folder.resolve("w.npy"), npy("(4, 2)", 1, 2, 3, 4, 5, 6, 7, 8));
    assertThat(
            DescriptionTexts.problems(
                folder, DescriptionTexts.GOOD.replace("delay: 1.5 ms", "weights: {npy: w.npy}")))
        .containsExactly(
            "net.yaml:12 projections[0].weights: weights of skin->touch have the shape 4x2, but"
                + " [target][source] is 2x4; bring them into that shape, or list them flat in that"
                + " order");
  }

  @Test
  void warnsOfPopulationsThatNothingReaches() {
    String lonely =
        DescriptionTexts.GOOD
            .replace("projections:", "  lonely: {shape: [3], neuron: lif}\nprojections:")
            .replace("neuron: lif}", "neuron: {model: lif, tau_m: 5}}");
    assertThat(DescriptionTexts.problems(folder, lonely))
        .containsExactly(
            "net.yaml:9 populations.lonely: warning: no projection leads to 'lonely', so it stays"
                + " silent; add a projection to it or remove it");
  }

  private Network read(String text) {
    return NetworkYaml.read(DescriptionTexts.write(folder, text));
  }

  /** A NumPy file of doubles. */
  private static byte[] npy(String shape, double... values) {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length() + 8 * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
    bytes.put((byte) 0).putShort((short) header.length());
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }
}
