package io.spiketide.bench;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Geometry;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The networks that other simulators are timed with, layer by layer, weights drawn. */
final class TimedNetworks {
  private final String name;
  private final List<Input> inputs;
  private final List<Population> populations = new ArrayList<>();
  private final List<Projection> projections = new ArrayList<>();
  private String last = "input";
  private Shape shape;

  private TimedNetworks(String name, Shape input) {
    this.name = name;
    inputs = List.of(Input.events("input", input));
    shape = input;
  }

  /**
   * 784-1000-10, the network of snnTorch's tutorial 5.
   *
   * @param gain factor of the weights that PyTorch begins with
   */
  static Network classifier(double gain) {
    return new TimedNetworks("784-1000-10", Shape.of(784))
        .dense("hidden", 1000, gain)
        .dense("out", 10, gain)
        .network();
  }

  /**
   * 12C5-MP2-64C5-MP2-10 over 28 x 28, pooling of spikes. Weights as PyTorch initialises them,
   * times a factor that makes every layer fire as trained ones do.
   */
  static Network convolutional() {
    return new TimedNetworks("12C5-MP2-64C5-MP2-10", Shape.of(1, 28, 28))
        .convolution("conv1", 12, 1)
        .maxPool("pool1")
        .convolution("conv2", 64, 2)
        .maxPool("pool2")
        .dense("out", 10, 2)
        .network();
  }

  /** Convolution 2 to 8 channels, pooling, convolution 8 to 8 over a camera of 128 x 128. */
  static Network eventCamera() {
    return new TimedNetworks("event camera", Shape.of(2, 128, 128))
        .convolution("conv1", 8, 1)
        .maxPool("pool1")
        .convolution("conv2", 8, 2)
        .network();
  }

  private TimedNetworks dense(String to, int neurons, double gain) {
    return layer(
        to, new Connectivity.AllToAll(true), Shape.of(neurons), weights(shape.size(), gain));
  }

  private TimedNetworks convolution(String to, int channels, double gain) {
    Connectivity connectivity =
        new Connectivity.Conv2d(
            channels, new Pair(5, 5), new Pair(1, 1), new Pair(0, 0), new Pair(1, 1), 1);
    return layer(
        to,
        connectivity,
        Geometry.targetShape(connectivity, shape),
        weights(25 * shape.dim(0), gain));
  }

  /** Uniform within one over the root of the number of inputs. */
  private static Values weights(int fanIn, double gain) {
    double bound = gain / Math.sqrt(fanIn);
    return new Values.Uniform(-bound, bound);
  }

  private TimedNetworks layer(String to, Connectivity connectivity, Shape size, Values weights) {
    Settings leaky = Settings.of("leaky", Map.of("beta", Values.of(0.95)));
    populations.add(Population.of(to, size, leaky).published());
    projections.add(Projection.of(last, to, connectivity, weights, 0));
    last = to;
    shape = size;
    return this;
  }

  private TimedNetworks maxPool(String to) {
    Connectivity pool = new Pool2d(Pool2d.Kind.MAX, new Pair(2, 2), new Pair(2, 2), new Pair(0, 0));
    Shape size = Geometry.targetShape(pool, shape);
    populations.add(Population.of(to, size, Settings.of("relay")));
    projections.add(Projection.of(last, to, pool, Values.of(1), 0));
    last = to;
    shape = size;
    return this;
  }

  private Network network() {
    return new Network(
        name,
        TimeBase.ofMicros(1000),
        1,
        inputs,
        populations,
        projections,
        List.of(),
        List.of(),
        Instances.perRecordKey().resettingAtEpisodes(),
        new Placement(25));
  }
}
