package io.spiketide.kernel;

import io.spiketide.neuron.Spikes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the values of a stored state into one of a changed network, by the names of the layouts.
 *
 * <p>Spikes that were on their way keep their place in time. Projections that both networks have
 * have the same delays, see {@link Origin}, so their spikes arrive exactly once; what only a
 * projection that is gone would still have carried is forgotten with it.
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
      if (old < 0) {
        continue;
      }
      if (group.name().startsWith(Layout.RING)) {
        adoptRing(group.name(), stored.arrays[old], fresh.arrays[g]);
      } else if (group.name().startsWith(Layout.READOUT)) {
        adoptReadout(stored.layout.groups().get(old), stored.arrays[old], group, g);
      } else {
        adoptArrays(stored.layout.groups().get(old), stored.arrays[old], group, fresh.arrays[g]);
      }
    }
    checkRingsThatAreGone();
    adoptHistory();
    fresh.takeProgress(stored);
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

  /** A readout that asks for something else begins its window anew. */
  private void adoptReadout(Layout.Group from, double[][] values, Layout.Group to, int g) {
    String place = Origin.placeOfReadout(to.name().substring(Layout.READOUT.length()));
    boolean same =
        from.arrays().equals(to.arrays())
            && fresh.layout.origin().agreesAt(place, stored.layout.origin());
    if (same) {
      fresh.arrays[g] = values;
    }
  }

  /** The slot of a tick depends on the number of slots. */
  private void adoptRing(String name, double[][] slots, double[][] into) {
    for (int ahead = 0; ahead < slots.length; ahead++) {
      double[] arriving = slots[slot(stored.tick + ahead, slots.length)];
      if (ahead < into.length && into[0].length == arriving.length) {
        into[slot(stored.tick + ahead, into.length)] = arriving;
      } else if (Arrays.stream(arriving).anyMatch(value -> value != 0)) {
        forget(name);
      }
    }
  }

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

  private void adoptHistory() {
    List<String> from = sources(stored.layout);
    List<String> to = sources(fresh.layout);
    for (int s = 0; s < fresh.history.length; s++) {
      int old = from.indexOf(to.get(s));
      if (old >= 0) {
        adoptHistory(to.get(s), stored.history[old], fresh.history[s]);
      }
    }
  }

  /** Spikes of the tick before, and of as many before that as a delay of the old network needed. */
  private void adoptHistory(String source, @Nullable Spikes[] slots, @Nullable Spikes[] into) {
    for (int age = 1; age < slots.length; age++) {
      Spikes spikes = slots[slot(stored.tick - age, slots.length)];
      if (age < into.length) {
        into[slot(stored.tick - age, into.length)] = spikes;
      } else if (spikes != null && spikes.size() > 0) {
        forget(source);
      }
    }
  }

  private static int slot(long tick, int slots) {
    return (int) Math.floorMod(tick, (long) slots);
  }

  /** The groups of the sources, in the order in which sources are numbered. */
  private static List<String> sources(Layout layout) {
    List<String> sources = new ArrayList<>(layout.names(Layout.INPUT));
    sources.addAll(layout.names(Layout.POPULATION));
    return sources;
  }

  /** Where origins are known it is known that nothing else needed them. */
  private void forget(String name) {
    if (!stored.layout.origin().isKnown()) {
      throw new IllegalStateException(
          "spikes in flight at "
              + name
              + " were stored for other delays than the network's"
              + MEND);
    }
  }
}
