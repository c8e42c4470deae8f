package io.spiketide.ingest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Keeps raw events as texts, such as {@code 17: 3,4 ON}. */
final class RawEvents implements RawSink {
  final List<String> all = new ArrayList<>();
  int special;

  /** What a datagram holds; its number, if it has one, comes first. */
  static List<String> of(Framing framing, ByteBuffer datagram) throws FramingException {
    framing.check(datagram);
    RawEvents events = new RawEvents();
    if (framing.isNumbered()) {
      events.all.add("#" + framing.number(datagram));
    }
    framing.decode(datagram, events);
    return events.all;
  }

  @Override
  public void event(long stamp, int x, int y, boolean on) {
    all.add(stamp + ": " + x + "," + y + (on ? " ON" : " OFF"));
  }

  @Override
  public void untimed(int x, int y, boolean on) {
    all.add("now: " + x + "," + y + (on ? " ON" : " OFF"));
  }

  @Override
  public void special() {
    special++;
  }
}
