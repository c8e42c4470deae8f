package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * An AEDAT 4 file that is being written. Until it is closed it says that it has no table of
 * packets, so what was written before a crash can be read. Single-threaded.
 */
final class Aedat4Writer extends FileWriter {
  private static final int EVENT = 16;
  private static final int MOST_EVENTS = 8192;
  private static final int STREAM = 0;

  /** A packet covers no more event time than this, as DV's do. */
  private static final long SPAN_MICROS = 10_000;

  private final FileChannel channel;
  private final PixelColumns columns;
  private final Aedat4Compression compression;
  private final ByteBuffer events =
      ByteBuffer.allocate(EVENT * MOST_EVENTS).order(ByteOrder.LITTLE_ENDIAN);
  private final Aedat4Table table = new Aedat4Table();
  private long firstMicros;
  private long lastMicros;

  Aedat4Writer(Path file, PixelColumns columns, Aedat4Compression compression)
      throws SensorException {
    super(file);
    this.columns = columns;
    this.compression = compression;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      writeHeader(-1);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** The header has one length, whatever position it tells. */
  private void writeHeader(long tablePosition) throws IOException {
    channel.position(0);
    write(ByteBuffer.wrap(Aedat4Header.MAGIC.getBytes(StandardCharsets.US_ASCII)));
    write(Aedat4Buffers.header(columns.width(), columns.height(), compression, tablePosition));
  }

  @Override
  public void event(long micros, int address, float value) {
    expectPlain(micros, value);
    boolean starts = events.position() == 0;
    if (!starts && (!events.hasRemaining() || Math.abs(micros - firstMicros) >= SPAN_MICROS)) {
      flush();
      starts = true;
    }
    firstMicros = starts ? micros : firstMicros;
    lastMicros = micros;
    events
        .putLong(micros)
        .putShort((short) columns.x(address))
        .putShort((short) columns.y(address))
        .putInt(columns.isOn(address) ? 1 : 0);
  }

  private void flush() {
    int count = events.position() / EVENT;
    byte[] content = Arrays.copyOf(events.array(), events.position());
    events.clear();
    try {
      ByteBuffer packet = compression.compress(Aedat4Buffers.events(content));
      ByteBuffer prefix = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      write(prefix.putInt(STREAM).putInt(packet.remaining()).flip());
      table.add(channel.position(), packet.remaining(), count, firstMicros, lastMicros);
      write(packet);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void mark(EpisodeMark mark) {
    leaveOut("marks of episodes", 1);
  }

  @Override
  public void dropped(long lost) {
    leaveOut("reports of losses", 1);
  }

  @Override
  public void close() throws SensorException {
    try (channel) {
      if (events.position() > 0) {
        flush();
      }
      long position = channel.position();
      write(compression.compress(table.toBuffer(STREAM)));
      writeHeader(position);
    } catch (UncheckedSensorException e) {
      throw e.fault();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }
}
