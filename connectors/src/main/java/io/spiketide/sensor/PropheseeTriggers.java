package io.spiketide.sensor;

import java.util.List;
import java.util.Set;

/**
 * The trigger input of a Prophesee camera, as a stream of its own: address shape {@code [2, 32]},
 * edge (1 = rising) and input.
 */
final class PropheseeTriggers {
  /** What these recordings may hold. */
  static final Set<SensorStream> STREAMS = Set.of(SensorStream.EVENTS, SensorStream.TRIGGERS);

  private static final int INPUTS = 32;

  private final Recording recording;
  private final boolean wanted;
  private long lastMicros = Long.MIN_VALUE;

  PropheseeTriggers(Recording recording) {
    this.recording = recording;
    wanted = recording.options.stream() == SensorStream.TRIGGERS;
  }

  /** Whether triggers are read instead of the camera's events. */
  boolean wanted() {
    return wanted;
  }

  List<Integer> shape(PixelGrid grid) {
    return wanted ? List.of(2, INPUTS) : grid.shape();
  }

  /**
   * A trigger word.
   *
   * @param base time of the upper part, negative if there was none yet
   * @param word input in bits 12-8, edge in bit 0
   */
  void at(int index, long base, long micros, int word, EventSink sink) throws SensorException {
    if (base < 0 || !wanted) {
      recording.beside(base < 0 ? TimeHigh.UNTIMED : "triggers", 1);
      return;
    }
    if (micros < lastMicros) {
      recording.runsBack(index, lastMicros, micros);
    }
    lastMicros = micros;
    sink.event(micros, (word & 1) * INPUTS + (word >>> 8 & (INPUTS - 1)), 1);
  }

  /** What words of other types are counted as. */
  static String otherWords(int type) {
    return type >= 0xE ? "words of the camera's own use" : "words of unknown type " + type;
  }
}
