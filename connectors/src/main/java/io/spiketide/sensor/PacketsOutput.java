package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.PacketFileWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes {@link PacketsFormat}: everything that a recording says, as the packets that Kafka gets.
 */
final class PacketsOutput implements WritableFormat {

  @Override
  public String name() {
    return "packets";
  }

  @Override
  public String summary() {
    return "sensor packets as Kafka gets them, in an Avro file (.avro); holds everything";
  }

  @Override
  public String ending() {
    return ".avro";
  }

  @Override
  public RecordingWriter create(Path file, RecordingHeader header) throws SensorException {
    String shape = header.shape().stream().map(String::valueOf).collect(Collectors.joining("x"));
    Map<String, String> metadata =
        Map.of(
            PacketsFormat.SHAPE,
            shape,
            PacketsFormat.EPISODES,
            String.valueOf(header.hasEpisodes()),
            PacketsFormat.ORIGIN,
            header.originMicros().isPresent()
                ? String.valueOf(header.originMicros().getAsLong())
                : "");
    OutputStream out = FileWriter.create(file);
    try {
      return new PacketsWriter(file, new PacketFileWriter(out, metadata), header.format());
    } catch (IOException e) {
      throw FileWriter.unwritable(file, e);
    }
  }

  private static final class PacketsWriter extends FileWriter {
    private static final int MOST_EVENTS = 1 << 13;

    private final PacketFileWriter out;
    private final PacketCutter cutter;

    PacketsWriter(Path file, PacketFileWriter out, String source) {
      super(file);
      this.out = out;
      PacketCut cut = PacketCut.of(source, 0).withMaxEvents(MOST_EVENTS);
      cutter = new PacketCutter(cut, this::append);
    }

    private void append(SensorPacket packet) {
      try {
        out.append(packet);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void event(long micros, int address, float value) {
      cutter.event(micros, address, value);
    }

    @Override
    public void mark(EpisodeMark mark) {
      cutter.mark(mark);
    }

    @Override
    public void dropped(long events) {
      cutter.dropped(events);
    }

    @Override
    public void close() throws SensorException {
      try (out) {
        cutter.flush();
      } catch (UncheckedSensorException e) {
        throw e.fault();
      } catch (IOException e) {
        throw unwritable(file, e);
      }
    }
  }
}
