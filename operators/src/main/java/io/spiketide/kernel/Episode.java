package io.spiketide.kernel;

/**
 * The episode that is open in an instance.
 *
 * @param id empty if none was started by a mark
 * @param label true label, empty if unknown
 * @param firstTick its first tick
 * @param marked whether a mark started it; otherwise it is the time since the instance's start or
 *     the last end mark
 */
public record Episode(String id, String label, long firstTick, boolean marked) {
  static Episode unmarked(long firstTick) {
    return new Episode("", "", firstTick, false);
  }
}
