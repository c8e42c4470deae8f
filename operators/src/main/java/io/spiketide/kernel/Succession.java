package io.spiketide.kernel;

import io.spiketide.network.Editions;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The editions of a network, compiled, and the rules by which the state of an instance goes from
 * one to the next. Immutable, shared by all instances and threads of a process.
 */
public final class Succession {
  private final Editions editions;
  private final List<CompiledNetwork> networks;

  /**
   * @param networks the compiled form of each edition
   */
  public Succession(Editions editions, List<CompiledNetwork> networks) {
    this.editions = editions;
    this.networks = List.copyOf(networks);
  }

  /** One network for all time. */
  public static Succession of(CompiledNetwork network) {
    return new Succession(Editions.of(network.network()), List.of(network));
  }

  public int size() {
    return networks.size();
  }

  public CompiledNetwork network(int edition) {
    return networks.get(edition);
  }

  /** The layouts of the editions' states. */
  public List<Layout> layouts() {
    return networks.stream().map(CompiledNetwork::layout).toList();
  }

  /** The first tick that an edition does not run, {@link Long#MAX_VALUE} for the last one. */
  public long endOf(int edition) {
    return editions.endOf(edition);
  }

  /** The edition that has this very layout, -1 if none has. */
  public int indexOf(Layout layout) {
    for (int e = 0; e < networks.size(); e++) {
      if (networks.get(e).layout() == layout) {
        return e;
      }
    }
    return -1;
  }

  /**
   * The edition under which a stored state goes on: the one that it was stored by; if it was stored
   * by another description, the one that is in force where it stands.
   */
  public int editionFor(KernelState stored) {
    int known = indexOf(stored.layout);
    if (known >= 0) {
      return known;
    }
    for (int e = 0; e < networks.size(); e++) {
      Origin origin = networks.get(e).layout().origin();
      if (origin.fingerprint().equals(stored.layout.origin().fingerprint())) {
        return e;
      }
    }
    return stored.started ? editions.at(stored.tick) : 0;
  }

  /**
   * Why a savepoint cannot go on here, each as {@code where: what is wrong; what to do}; empty if
   * it can.
   *
   * @param stored the origins of its states, in the order in which their editions ran
   */
  public List<String> conflictsWith(List<Origin> stored) {
    List<String> conflicts = new ArrayList<>();
    for (Origin origin : stored) {
      if (!isOneOfOurs(origin)) {
        conflicts.addAll(networks.get(0).layout().origin().conflictsWith(origin));
        if (conflicts.isEmpty() && !networks.get(0).stages().areWhole()) {
          conflicts.add(
              "network: the description has changed since the savepoint was taken; a network that is cut goes on with the very description that it was cut by: give that one, or start without a savepoint");
        }
      }
    }
    Origin latest = stored.get(stored.size() - 1);
    if (conflicts.isEmpty() && size() > 1 && latest.isKnown() && !isOneOfOurs(latest)) {
      conflicts.add(
          "network: the savepoint was taken from another description of '%s' than the one that is replaced at a tick; give the description that ran when it was taken"
              .formatted(latest.network()));
    }
    return conflicts;
  }

  /** Why an edition cannot take over from the one before it; empty if all can. */
  public List<String> conflicts() {
    List<String> conflicts = new ArrayList<>();
    for (int e = 1; e < networks.size(); e++) {
      Origin before = networks.get(e - 1).layout().origin();
      conflicts.addAll(networks.get(e).layout().origin().conflictsWith(before));
      conflicts.addAll(admissionConflicts(editions.network(e - 1), editions.network(e)));
    }
    return conflicts;
  }

  /**
   * Packets are judged when they come, before their ticks are run: by one rule for all editions.
   */
  private static List<String> admissionConflicts(Network before, Network now) {
    List<String> conflicts = new ArrayList<>();
    for (Input input : now.inputs()) {
      Input then = before.input(input.name()).orElse(input);
      boolean same =
          Objects.equals(then.disorderMicros(), input.disorderMicros())
              && then.maxJumpMicros() == input.maxJumpMicros();
      if (!same) {
        conflicts.add(
            "inputs.%s: disorder and max_jump cannot change at a tick; keep them, or change them without --at"
                .formatted(input.name()));
      }
    }
    return conflicts;
  }

  private boolean isOneOfOurs(Origin origin) {
    return networks.stream().anyMatch(n -> n.layout().origin().isOfTheSame(origin));
  }
}
