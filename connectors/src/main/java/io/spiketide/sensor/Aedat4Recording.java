package io.spiketide.sensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** An open recording of {@link Aedat4Format}. */
final class Aedat4Recording extends Recording {
  private static final int PACKET_HEADER = 8;
  private static final int EVENT = 16;

  /** Temperature in °C, acceleration in g, rotation in °/s, magnetic field in µT, each x, y, z. */
  private static final int IMU_COMPONENTS = 10;

  /** Kinds of triggers, from a reset of the time to the end of an exposure. */
  private static final int TRIGGER_KINDS = 10;

  private final Aedat4Header header;
  private final PixelGrid grid;
  private final String wanted;
  private final Aedat4Expander expander;
  private final Map<Integer, Long> elements = new TreeMap<>();
  private int stream = -1;
  private long lastMicros = Long.MIN_VALUE;
  private boolean ended;

  Aedat4Recording(
      Path file, ByteSource source, ReadOptions options, Aedat4Header header, PixelGrid grid) {
    super(file, source, options);
    this.header = header;
    this.grid = grid;
    expander = new Aedat4Expander(header.compression());
    wanted =
        switch (options.stream()) {
          case IMU -> Aedat4Format.IMU;
          case TRIGGERS -> Aedat4Format.TRIGGERS;
          default -> Aedat4Format.EVENTS;
        };
    for (Map.Entry<Integer, Aedat4Header.Stream> entry : header.streams().entrySet()) {
      if (stream < 0 && entry.getValue().type().equals(wanted)) {
        stream = entry.getKey();
      }
    }
  }

  @Override
  public RecordingHeader header() {
    List<Integer> shape =
        switch (wanted) {
          case Aedat4Format.IMU -> List.of(IMU_COMPONENTS);
          case Aedat4Format.TRIGGERS -> List.of(TRIGGER_KINDS);
          default -> grid.shape();
        };
    return new RecordingHeader("aedat4", shape, OptionalLong.empty(), false);
  }

  @Override
  public boolean read(EventSink sink) throws SensorException {
    if (ended) {
      return false;
    }
    if (header.tablePosition() >= 0 && source.offset() >= header.tablePosition()) {
      ended = true;
      compareWithTable();
      return true;
    }
    int available = source.ensure(PACKET_HEADER);
    if (available < PACKET_HEADER) {
      ended = true;
      if (available > 0 || header.tablePosition() >= 0) {
        cut(available, PACKET_HEADER, "a packet header's");
      }
      return true;
    }
    int number = Bytes.i32(source.array(), source.position());
    int size = Bytes.i32(source.array(), source.position() + 4);
    packet(number, size, sink);
    return true;
  }

  private void packet(int number, int size, EventSink sink) throws SensorException {
    if (size < 0 || size > Aedat4Expander.MOST_BYTES) {
      throw source.fault(
          "a packet of " + size + " bytes",
          "the file is damaged here, or give packets of at most "
              + (Aedat4Expander.MOST_BYTES >> 20)
              + " MiB");
    }
    int available = source.ensure(PACKET_HEADER + size);
    if (available < PACKET_HEADER + size) {
      ended = true;
      cut(available, PACKET_HEADER + size, "a packet's");
      return;
    }
    if (number == stream || stream < 0) {
      content(number, size, sink);
    } else if (header.tablePosition() < 0) {
      beside(packetsOf(header.stream(number).type()), 1);
    }
    source.advance(PACKET_HEADER + size);
  }

  private void content(int number, int size, EventSink sink) throws SensorException {
    try {
      expander.expand(source.array(), source.position() + PACKET_HEADER, size);
      byte[] bytes = expander.output();
      int start = expander.start();
      String type = FlatTable.identifier(bytes, start, expander.size());
      if (stream < 0 && type.equals(wanted)) {
        stream = number; // no description told; the first that fits is read
      }
      if (number != stream) {
        beside(packetsOf(type), 1);
      } else if (!type.equals(wanted)) {
        throw new IllegalArgumentException(
            "packets of " + wanted + " were announced, this one is of '" + printable(type) + "'");
      } else {
        push(number, bytes, start, expander.size(), sink);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      damaged(String.valueOf(e.getMessage()));
    } catch (IndexOutOfBoundsException e) {
      damaged("its flatbuffer points outside itself");
    }
  }

  private void damaged(String why) throws SensorException {
    if (!options.keepGoing()) {
      throw source.fault("a packet cannot be read: " + why, KEEP_GOING + " with the next packet");
    }
    skip("packets that cannot be read", 1);
  }

  private void push(int number, byte[] bytes, int start, int size, EventSink sink)
      throws SensorException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, start, size).slice().order(ByteOrder.LITTLE_ENDIAN);
    FlatTable root = FlatTable.root(buffer);
    boolean isEvents = wanted.equals(Aedat4Format.EVENTS);
    FlatTable.Vector items = root.vector(0, isEvents ? EVENT : 4);
    elements.merge(number, (long) items.length(), Long::sum);
    if (isEvents) {
      events(bytes, start + items.start(), items.length(), sink);
      return;
    }
    for (int i = 0; i < items.length(); i++) {
      FlatTable item = root.table(items, i);
      long micros = item.int64(0, 0);
      checkTime(micros);
      if (wanted.equals(Aedat4Format.IMU)) {
        for (int component = 0; component < IMU_COMPONENTS; component++) {
          sink.event(micros, component, item.float32(1 + component));
        }
      } else {
        trigger(micros, item.int8(1, 0), sink);
      }
    }
  }

  private void trigger(long micros, int kind, EventSink sink) throws SensorException {
    if (kind >= 0 && kind < TRIGGER_KINDS) {
      sink.event(micros, kind, 1);
    } else {
      throw new IllegalArgumentException("a trigger of unknown kind " + kind);
    }
  }

  private void events(byte[] bytes, int from, int number, EventSink sink) throws SensorException {
    int width = grid.width;
    int height = grid.height;
    int plane = grid.plane;
    for (int i = from; i < from + EVENT * number; i += EVENT) {
      long micros = Bytes.i64(bytes, i);
      int word = Bytes.i32(bytes, i + 8);
      int x = (short) word;
      int y = word >> 16;
      if (x < 0 || x >= width || y < 0 || y >= height) {
        outside(source.position(), x, y, grid);
        continue;
      }
      if (micros < lastMicros) {
        checkTime(micros);
      }
      lastMicros = micros;
      sink.event(micros, (bytes[i + 12] == 0 ? 0 : plane) + y * width + x, 1);
    }
  }

  private void checkTime(long micros) throws SensorException {
    if (micros < lastMicros) {
      runsBack(source.position(), lastMicros, micros);
    }
    lastMicros = micros;
  }

  /** The table counts the elements of every packet: none may be missing. */
  private void compareWithTable() throws SensorException {
    Map<Integer, Long> counted = new TreeMap<>();
    try {
      int size = source.ensure(Aedat4Expander.MOST_BYTES);
      expander.expand(source.array(), source.position(), size);
      if (!FlatTable.identifier(expander.output(), expander.start(), expander.size())
          .equals(Aedat4Format.TABLE)) {
        throw new IllegalArgumentException("it is none");
      }
      FlatTable root =
          FlatTable.root(
              ByteBuffer.wrap(expander.output(), expander.start(), expander.size())
                  .slice()
                  .order(ByteOrder.LITTLE_ENDIAN));
      FlatTable.Vector packets = root.vector(0, 4);
      for (int i = 0; i < packets.length(); i++) {
        FlatTable packet = root.table(packets, i);
        // the second field is a struct, whose first number is the stream's
        counted.merge(packet.int32(1, 0), packet.int64(2, 0), Long::sum);
      }
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      tableFault("the table of packets cannot be read: " + e.getMessage());
      return;
    }
    compare(counted);
  }

  private void compare(Map<Integer, Long> counted) throws SensorException {
    for (Map.Entry<Integer, Long> entry : counted.entrySet()) {
      int number = entry.getKey();
      if (number != stream) {
        beside(elementsOf(header.stream(number).type()), entry.getValue());
        continue;
      }
      long read = elements.getOrDefault(number, 0L);
      if (read != entry.getValue()) {
        tableFault(
            "the table of packets counts "
                + entry.getValue()
                + " elements of stream "
                + number
                + ", the packets hold "
                + read);
      }
    }
  }

  private void tableFault(String fault) throws SensorException {
    if (!options.keepGoing()) {
      throw source.fault(fault, "is the file damaged? " + KEEP_GOING + " without the table");
    }
    skip("table of packets that does not fit", 1);
  }

  private static String packetsOf(String type) {
    return "packets of '" + printable(type) + "'";
  }

  private static String elementsOf(String type) {
    return switch (type) {
      case Aedat4Format.EVENTS -> "events";
      case Aedat4Format.IMU -> "readings of the inertial unit";
      case Aedat4Format.TRIGGERS -> "triggers";
      case "FRME" -> "frames";
      default -> "elements of '" + printable(type) + "'";
    };
  }

  private static String printable(String type) {
    return type.replaceAll("[^ -~]", "?");
  }
}
