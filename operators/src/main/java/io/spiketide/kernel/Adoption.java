package io.spiketide.kernel;

import io.spiketide.neuron.Spikes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the values of a stored state into one of a changed network, by the names of the layouts.
 */
final class Adoption {
  private static final String MEND = "; start from a savepoint of this network or without one";

  private final KernelState stored;
  private final KernelState fresh;
  private final List<String> storedGroups;

  Adoption(KernelState stored, KernelState fresh) {
    this.stored = stored;
    this.fresh = fresh;
    storedGroups = stored.layout.names("");
  }

  KernelState adopted() {
    for (int g = 0; g < fresh.arrays.length; g++) {
      Layout.Group group = fresh.layout.groups().get(g);
      int old = storedGroups.indexOf(group.name());
      if (old >= 0 && group.name().startsWith(Layout.RING)) {
        adoptRing(group.name(), stored.arrays[old], fresh.arrays[g]);
      } else if (old >= 0) {
        adoptArrays(stored.layout.groups().get(old), stored.arrays[old], group, fresh.arrays[g]);
      }
    }
    checkRingsThatAreGone();
    adoptHistory();
    fresh.started = stored.started;
    fresh.tick = stored.tick;
    fresh.startTick = stored.startTick;
    fresh.lastActiveTick = stored.lastActiveTick;
    fresh.episode = stored.episode;
    return fresh;
  }

  private static void adoptArrays(
      Layout.Group from, double[][] values, Layout.Group to, double[][] into) {
    List<String> names = from.arrays().stream().map(array -> array.name()).toList();
    for (int a = 0; a < into.length; a++) {
      String name = to.arrays().get(a).name();
      int old = names.indexOf(name);
      if (old >= 0) {
        if (values[old].length != into[a].length) {
          throw new IllegalStateException(
              "state "
                  + to.name()
                  + '/'
                  + name
                  + " was stored with "
                  + values[old].length
                  + " values but the network needs "
                  + into[a].length
                  + MEND);
        }
        into[a] = values[old];
      }
    }
  }

  /** The slot of a tick depends on the number of slots, so a ring fits whole or not at all. */
  private static void adoptRing(String name, double[][] slots, double[][] into) {
    boolean fits = slots.length == into.length && slots[0].length == into[0].length;
    for (int slot = 0; slot < slots.length; slot++) {
      if (fits) {
        into[slot] = slots[slot];
      } else if (!isZero(slots[slot])) {
        throw otherDelays(name);
      }
    }
  }

  /** A population that stays must not lose what was on its way to it. */
  private void checkRingsThatAreGone() {
    List<String> rings = fresh.layout.names(Layout.RING);
    List<String> populations = fresh.layout.names(Layout.POPULATION);
    for (int g = 0; g < stored.arrays.length; g++) {
      String ring = storedGroups.get(g);
      if (!ring.startsWith(Layout.RING) || rings.contains(ring)) {
        continue;
      }
      String name = ring.substring(Layout.RING.length(), ring.lastIndexOf('/'));
      if (populations.contains(Layout.POPULATION + name)) {
        adoptRing(ring, stored.arrays[g], new double[0][]);
      }
    }
  }

  private static boolean isZero(double[] values) {
    for (double value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private void adoptHistory() {
    List<String> from = sources(stored.layout);
    List<String> to = sources(fresh.layout);
    for (int s = 0; s < fresh.history.length; s++) {
      int old = from.indexOf(to.get(s));
      if (old < 0) {
        continue;
      }
      @Nullable Spikes[] slots = stored.history[old];
      boolean fits = slots.length == fresh.history[s].length;
      for (int slot = 0; slot < slots.length; slot++) {
        Spikes spikes = slots[slot];
        if (fits) {
          fresh.history[s][slot] = spikes;
        } else if (spikes != null && spikes.size() > 0) {
          throw otherDelays(to.get(s));
        }
      }
    }
  }

  /** The groups of the sources, in the order in which sources are numbered. */
  private static List<String> sources(Layout layout) {
    List<String> sources = new ArrayList<>(layout.names(Layout.INPUT));
    sources.addAll(layout.names(Layout.POPULATION));
    return sources;
  }

  private static IllegalStateException otherDelays(String name) {
    return new IllegalStateException(
        "spikes in flight at " + name + " were stored for other delays than the network's" + MEND);
  }
}
