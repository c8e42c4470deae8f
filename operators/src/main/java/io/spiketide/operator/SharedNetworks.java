package io.spiketide.operator;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Succession;
import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.network.Stages;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiled networks of this process: all subtasks of a task manager share the static weights of a
 * network. What no operator uses any more is kept while memory suffices, so that a restart compiles
 * nothing. Flink loads the class anew for every job, so what a job compiled goes with it.
 */
final class SharedNetworks {
  private static final List<SoftReference<CompiledNetwork>> COMPILED = new ArrayList<>();

  private static final List<CompiledNetwork> TEMPLATES = new ArrayList<>();

  private static final Map<Shard, SoftReference<CompiledNetwork>> SHARDS =
      new ConcurrentHashMap<>();

  private SharedNetworks() {}

  /** The compiled form of each edition. */
  static Succession get(Editions editions) {
    return new Succession(
        editions, editions.editions().stream().map(e -> get(e.network())).toList());
  }

  /** A stage of a network that is cut, which knows the layout of its shards. */
  static synchronized CompiledNetwork template(Network network, Stages stages, int stage) {
    for (CompiledNetwork known : TEMPLATES) {
      if (known.stage() == stage
          && known.stages().equals(stages)
          && known.network().equals(network)) {
        return known;
      }
    }
    CompiledNetwork template = CompiledNetwork.template(network, stages, stage);
    TEMPLATES.add(template);
    return template;
  }

  /** A shard of a stage, made by the first who asks. */
  static CompiledNetwork shard(Network network, Stages stages, int stage, int shard) {
    Shard key = new Shard(template(network, stages, stage), shard);
    SoftReference<CompiledNetwork> known =
        SHARDS.compute(
            key,
            (k, reference) ->
                reference != null && reference.get() != null
                    ? reference
                    : new SoftReference<>(k.template().shard(shard)));
    CompiledNetwork compiled = known.get();
    return compiled == null ? key.template().shard(shard) : compiled;
  }

  /** Shards of one stage are told apart by their number. */
  private record Shard(CompiledNetwork template, int number) {}

  /** The compiled form of a network, made by the first who asks. */
  static synchronized CompiledNetwork get(Network network) {
    COMPILED.removeIf(reference -> reference.get() == null);
    for (SoftReference<CompiledNetwork> reference : COMPILED) {
      CompiledNetwork compiled = reference.get();
      if (compiled != null && compiled.stages().areWhole() && compiled.network().equals(network)) {
        return compiled;
      }
    }
    CompiledNetwork compiled = CompiledNetwork.compile(network);
    COMPILED.add(new SoftReference<>(compiled));
    return compiled;
  }
}
