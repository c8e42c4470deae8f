package io.spiketide.demo;

import io.spiketide.network.Network;
import java.util.List;
import java.util.Optional;

/**
 * Networks that are there without a file, under a name of their own. Another one is a class that
 * builds it and a line here.
 */
public final class NamedNetworks {
  /** All of them. */
  public static final List<NamedNetwork> ALL =
      List.of(
          new NamedNetwork("demo", false, (seed, scale) -> DirectionNetwork.build(seed)),
          new NamedNetwork(BrunelNetwork.NAME, true, BrunelNetwork::build),
          new NamedNetwork(
              IzhikevichNetwork.NAME, false, (seed, scale) -> IzhikevichNetwork.build(seed)));

  private NamedNetworks() {}

  /** Makes the description of a network. */
  @FunctionalInterface
  public interface Builder {
    /**
     * Builds it.
     *
     * @param scale factor of its size, 1 unless it comes in several sizes
     * @throws IllegalArgumentException if it cannot be built at that scale
     */
    Network build(long seed, double scale);
  }

  /**
   * A network that is there by name.
   *
   * @param scales whether it comes in several sizes
   */
  public record NamedNetwork(String name, boolean scales, Builder builder) {}

  /** The network of that name. */
  public static Optional<NamedNetwork> find(String name) {
    return ALL.stream().filter(n -> n.name().equals(name)).findFirst();
  }

  /** The names of all. */
  public static List<String> names() {
    return ALL.stream().map(NamedNetwork::name).toList();
  }
}
