package io.spiketide.demo;

import io.spiketide.network.Network;
import io.spiketide.sensor.EventRecording;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Networks that are there without a file, under a name of their own. Another one is a class that
 * builds it and a line here.
 */
public final class NamedNetworks {
  private static final Set<Scale> ONE_SIZE = Set.of();
  private static final Set<Scale> SIZES = Set.of(Scale.SIZE);
  private static final Set<Scale> SIZES_AND_INDEGREES = Set.of(Scale.SIZE, Scale.INDEGREE);

  /** All of them. */
  public static final List<NamedNetwork> ALL =
      List.of(
          new NamedNetwork(
              "demo",
              ONE_SIZE,
              v -> DirectionNetwork.build(v.seed()),
              (seed, instance) -> new MovingBars(instance, seed, 0, Long.MAX_VALUE)),
          new NamedNetwork(
              BrunelNetwork.NAME, SIZES, v -> BrunelNetwork.build(v.seed(), v.scale())),
          new NamedNetwork(
              BrunelNetwork.EXPONENTIAL_NAME,
              SIZES,
              v -> BrunelNetwork.buildExponential(v.seed(), v.scale())),
          new NamedNetwork(
              BrunelNetwork.PLASTIC_NAME,
              SIZES,
              v -> BrunelNetwork.buildPlastic(v.seed(), v.scale())),
          new NamedNetwork(
              MicrocircuitNetwork.NAME,
              SIZES_AND_INDEGREES,
              v -> MicrocircuitNetwork.build(v.seed(), v.scale(), v.indegreeScale())),
          new NamedNetwork(
              IzhikevichNetwork.NAME, ONE_SIZE, v -> IzhikevichNetwork.build(v.seed())),
          new NamedNetwork(SynfireNetwork.NAME, ONE_SIZE, v -> SynfireNetwork.build(v.seed())),
          new NamedNetwork(
              ReservoirNetwork.NAME,
              ONE_SIZE,
              v -> ReservoirNetwork.build(v.seed()),
              (seed, instance) -> new MatchToSample(instance, seed, Long.MAX_VALUE)));

  private NamedNetworks() {}

  /** A factor that a network may have. */
  public enum Scale {
    /** Of its size. */
    SIZE,
    /** Of its in-degrees, where they have a factor of their own. */
    INDEGREE
  }

  /**
   * Which of a network's variants is meant.
   *
   * @param scale factor of its size, 1 as published
   * @param indegreeScale factor of its in-degrees, 1 as published
   */
  public record Variant(long seed, double scale, double indegreeScale) {}

  /** Makes the description of a network. */
  @FunctionalInterface
  public interface Builder {
    /**
     * Builds it.
     *
     * @throws IllegalArgumentException if it cannot be built at that scale
     */
    Network build(Variant variant);
  }

  /** Makes what a network is shown. */
  @FunctionalInterface
  public interface Stimulus {
    /** A recording without end from time 0 on, another one for each instance. */
    EventRecording recording(long seed, String instance);
  }

  /**
   * A network that is there by name.
   *
   * @param scales the factors that it has; the others are 1
   * @param stimulus what comes to its first input, null if it runs by itself
   */
  public record NamedNetwork(
      String name, Set<Scale> scales, Builder builder, @Nullable Stimulus stimulus) {

    /** A network that runs by itself. */
    NamedNetwork(String name, Set<Scale> scales, Builder builder) {
      this(name, scales, builder, null);
    }
  }

  /** The network of that name. */
  public static Optional<NamedNetwork> find(String name) {
    return ALL.stream().filter(n -> n.name().equals(name)).findFirst();
  }

  /** The names of all. */
  public static List<String> names() {
    return ALL.stream().map(NamedNetwork::name).toList();
  }
}
