package io.spiketide.operator;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Succession;
import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiled networks of this process: all subtasks of a task manager share the static weights of a
 * network. What no operator uses any more is kept while memory suffices, so that a restart compiles
 * nothing. Flink loads the class anew for every job, so what a job compiled goes with it.
 */
final class SharedNetworks {
  private static final List<SoftReference<CompiledNetwork>> COMPILED = new ArrayList<>();

  private SharedNetworks() {}

  /** The compiled form of each edition. */
  static Succession get(Editions editions) {
    return new Succession(
        editions, editions.editions().stream().map(e -> get(e.network())).toList());
  }

  /** The compiled form of a network, made by the first who asks. */
  static synchronized CompiledNetwork get(Network network) {
    COMPILED.removeIf(reference -> reference.get() == null);
    for (SoftReference<CompiledNetwork> reference : COMPILED) {
      CompiledNetwork compiled = reference.get();
      if (compiled != null && compiled.network().equals(network)) {
        return compiled;
      }
    }
    CompiledNetwork compiled = CompiledNetwork.compile(network);
    COMPILED.add(new SoftReference<>(compiled));
    return compiled;
  }
}
