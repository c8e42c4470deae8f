package io.spiketide.kernel;

import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the spikes of a source in a tick: in scratch memory that all instances share where only the
 * present tick is needed, else in the state's history. Single-threaded.
 */
final class SpikeHistory {
  private final Spikes[] present;

  /**
   * @param sizes number of neurons of each source
   */
  SpikeHistory(int[] sizes) {
    present = Arrays.stream(sizes).mapToObj(Spikes::withTable).toArray(Spikes[]::new);
  }

  /** The spikes of the present tick, or of one that is still in the source's history. */
  Spikes of(KernelState state, int source, long tick) {
    @Nullable Spikes[] slots = state.history[source];
    if (slots.length == 0) {
      return present[source];
    }
    int slot = (int) Math.floorMod(tick, (long) slots.length);
    Spikes spikes = slots[slot];
    if (spikes == null) {
      spikes = new Spikes(4);
      slots[slot] = spikes;
    }
    return spikes;
  }
}
