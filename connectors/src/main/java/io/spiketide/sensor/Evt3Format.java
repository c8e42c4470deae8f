package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.Set;

/**
 * Prophesee RAW, EVT 3.0: lines of text that start with {@code %}, then words of 16 bits,
 * little-endian, that each change a part of a state; their type in bits 15-12: 0 y (10-0), 2 an
 * event at x (10-0) with polarity (11), 3 x and polarity of what follows, 4 and 5 a mask of 12 and
 * 8 events from there on, 6 and 8 the lower and upper 12 bits of the time, 10 a trigger (input
 * 11-8, edge 0). The time in µs wraps every 16.8 s, which is counted.
 *
 * <p>Source: Prophesee, EVT 3.0 format, docs.prophesee.ai.
 */
public final class Evt3Format implements SensorFormat {

  @Override
  public String name() {
    return "evt3";
  }

  @Override
  public String summary() {
    return "Prophesee RAW with EVT 3.0: words of 16 bits, up to 12 events in each";
  }

  @Override
  public Set<SensorStream> streams() {
    return PropheseeTriggers.STREAMS;
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    return PropheseeHeader.startsAt(head) && PropheseeHeader.of(head).evt().startsWith("3");
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    return ByteSource.read(
        file,
        source -> {
          PropheseeHeader header = PropheseeHeader.take(source);
          PixelGrid grid = header.grid(file, options, Evt2Format.ADDRESSES);
          return new Evt3Recording(file, source, options, grid);
        });
  }
}
