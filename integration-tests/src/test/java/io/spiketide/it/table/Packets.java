package io.spiketide.it.table;

import io.spiketide.schema.Decision;
import io.spiketide.schema.SpikePacket;
import java.util.List;

/** What a job could have written: two instances, the last decision of the first one twice. */
final class Packets {
  static final List<Decision> DECISIONS =
      List.of(
          decision("camera-1", 0, 1, "east"),
          decision("camera-1", 1, 0, "west"),
          decision("camera-2", 0, 1, "east"),
          decision("camera-1", 1, 0, "west"));

  static final List<SpikePacket> SPIKES =
      List.of(
          spikes("camera-1", 0, 100, new int[] {0, 3, 3}, new int[] {5, 5, 9}, new int[0]),
          spikes("camera-1", 1, 200, new int[0], new int[0], new int[0]),
          spikes("camera-2", 0, 100, new int[] {7}, new int[] {5}, new int[] {4}),
          spikes("camera-2", 0, 100, new int[] {7}, new int[] {5}, new int[] {4}));

  private Packets() {}

  private static Decision decision(String instance, long sequence, int winner, String label) {
    long first = sequence * 1_000;
    return new Decision(
        "direction",
        instance,
        "answer",
        0,
        sequence,
        first + 1_000,
        "episode-" + sequence,
        "east",
        first,
        first + 1_000,
        500,
        winner,
        label,
        new double[] {1 - winner, winner + 0.5});
  }

  private static SpikePacket spikes(
      String instance, long sequence, long tick, int[] offsets, int[] neurons, int[] counts) {
    return new SpikePacket(
        "direction",
        instance,
        "retina",
        0,
        0,
        sequence,
        tick,
        tick + 100,
        offsets,
        neurons,
        counts,
        500);
  }
}
