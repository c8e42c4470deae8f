package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.PacketFileReader;
import io.spiketide.schema.codec.SensorPacketBuffer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Sensor packets in an Avro container file, as {@link SensorPacket} describes them; the metadata
 * tell the sensor's shape. Packets of several sources are told apart with {@code --part}.
 */
public final class PacketsFormat implements SensorFormat {
  static final String SHAPE = "spiketide.shape";
  static final String EPISODES = "spiketide.episodes";
  static final String ORIGIN = "spiketide.origin";

  @Override
  public String name() {
    return "packets";
  }

  @Override
  public String summary() {
    return "sensor packets as Kafka gets them, in an Avro file";
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    return head.startsWith(PacketFileReader.MAGIC);
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    BufferedInputStream in;
    try {
      in = new BufferedInputStream(Files.newInputStream(file));
    } catch (IOException e) {
      throw SensorException.unreadable(file, e);
    }
    try {
      PacketFileReader reader = new PacketFileReader(in);
      return new PacketsRecording(file, reader, options, header(file, reader, options));
    } catch (IOException | SensorException e) {
      Streams.closeReading(in);
      throw e instanceof SensorException known ? known : fault(file, 0, (IOException) e);
    }
  }

  private static RecordingHeader header(Path file, PacketFileReader reader, ReadOptions options)
      throws SensorException {
    Map<String, String> metadata = reader.metadata();
    try {
      String origin = metadata.getOrDefault(ORIGIN, "");
      return new RecordingHeader(
          "packets",
          options.shape().isEmpty() ? shape(metadata.getOrDefault(SHAPE, "")) : options.shape(),
          origin.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(origin)),
          Boolean.parseBoolean(metadata.get(EPISODES)));
    } catch (IllegalArgumentException e) {
      throw SensorException.ofFile(
          file, "the metadata are damaged: " + e.getMessage(), "convert the recording again");
    }
  }

  private static List<Integer> shape(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split("x", -1)).map(Integer::valueOf).toList();
  }

  private static SensorException fault(Path file, long offset, IOException e) {
    if (e instanceof EOFException) {
      return SensorException.atByte(
          file, offset, "the file ends within what starts here", "was it cut?");
    } else if (e instanceof WireException) {
      return SensorException.atByte(
          file, offset, String.valueOf(e.getMessage()), "is the file damaged?");
    }
    return SensorException.unreadable(file, e);
  }

  private static final class PacketsRecording implements EventRecording {
    private final Path file;
    private final PacketFileReader reader;
    private final ReadOptions options;
    private final RecordingHeader header;
    private final SensorPacketBuffer packet = new SensorPacketBuffer();
    private @Nullable String source;
    private final long addresses;
    private long outside;
    private boolean ended;

    PacketsRecording(
        Path file, PacketFileReader reader, ReadOptions options, RecordingHeader header) {
      this.file = file;
      this.reader = reader;
      this.options = options;
      this.header = header;
      source = options.part();
      addresses =
          header.shape().isEmpty()
              ? Integer.MAX_VALUE
              : header.shape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    @Override
    public RecordingHeader header() {
      return header;
    }

    @Override
    public boolean read(EventSink sink) throws SensorException {
      if (ended) {
        return false;
      }
      try {
        ended = !reader.next(packet);
      } catch (IOException e) {
        throw fault(file, reader.blockOffset(), e);
      }
      if (!ended && isOfSource()) {
        push(sink);
      }
      return true;
    }

    private boolean isOfSource() throws SensorException {
      String of = packet.source();
      source = source == null ? of : source;
      if (!of.equals(source) && options.part() == null) {
        throw SensorException.atByte(
            file,
            reader.blockOffset(),
            "packets of '" + of + "' follow those of '" + source + "'",
            "choose a source with --part");
      }
      return of.equals(source);
    }

    /** Marks come before the events that are not earlier. */
    private void push(EventSink sink) throws SensorException {
      List<EpisodeMark> marks = packet.marks();
      int mark = 0;
      for (int i = 0; i < packet.size(); i++) {
        long micros = packet.timeAt(i);
        while (mark < marks.size() && marks.get(mark).time() <= micros) {
          sink.mark(marks.get(mark++));
        }
        int address = packet.addressAt(i);
        if (address < 0 || address >= addresses) {
          outside(address);
        } else {
          sink.event(micros, address, packet.valueAt(i));
        }
      }
      while (mark < marks.size()) {
        sink.mark(marks.get(mark++));
      }
      if (packet.dropped() > 0) {
        sink.dropped(packet.dropped());
      }
    }

    private void outside(int address) throws SensorException {
      if (!options.keepGoing()) {
        throw SensorException.atByte(
            file,
            reader.blockOffset(),
            "address " + address + " is outside shape " + header.shape(),
            "give the sensor's --shape, or --keep-going to leave it out");
      }
      outside++;
    }

    @Override
    public Map<String, Long> skipped() {
      return outside == 0 ? Map.of() : Map.of("events outside the sensor", outside);
    }

    @Override
    public void close() {
      Streams.closeReading(reader);
    }
  }
}
