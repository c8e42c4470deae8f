package io.spiketide.operator;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.network.Network;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;

/**
 * Compiled networks of this process: all subtasks of a task manager share the static weights of a
 * network. Flink loads the class anew for every job, so what a job compiled goes with it.
 */
final class SharedNetworks {
  private static final Map<Network, SoftReference<CompiledNetwork>> COMPILED = new HashMap<>();

  private SharedNetworks() {}

  /** The compiled form of a network, made by the first who asks. */
  static synchronized CompiledNetwork get(Network network) {
    SoftReference<CompiledNetwork> known = COMPILED.get(network);
    CompiledNetwork compiled = known == null ? null : known.get();
    if (compiled == null) {
      compiled = CompiledNetwork.compile(network);
      COMPILED.put(network, new SoftReference<>(compiled));
    }
    return compiled;
  }
}
