package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes {@link EventStreamFormat}. Its clock starts at 0 and a pause takes a byte for each 127 µs,
 * so times far from 0 are refused. Episodes have no place in it.
 */
final class EventStreamOutput implements WritableFormat {
  private static final int MOST_SIDE = (1 << 16) - 1;
  private static final long MOST_PAUSE_MICROS = 3_600_000_000L;

  @Override
  public String name() {
    return "es";
  }

  @Override
  public String summary() {
    return "Event Stream (.es) of event cameras; no values, no episodes";
  }

  @Override
  public String ending() {
    return ".es";
  }

  @Override
  public RecordingWriter create(Path file, RecordingHeader header) throws SensorException {
    PixelColumns columns = PixelColumns.within(file, header.shape(), MOST_SIDE);
    OutputStream out = FileWriter.create(file);
    try {
      out.write(EventStreamFormat.MAGIC.getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[] {2, 0, 0, EventStreamFormat.DVS});
      write16(out, columns.width());
      write16(out, columns.height());
    } catch (IOException e) {
      throw FileWriter.unwritable(file, e);
    }
    return new EventStreamWriter(file, out, columns);
  }

  private static void write16(OutputStream out, int value) throws IOException {
    out.write(value);
    out.write(value >>> 8);
  }

  private static final class EventStreamWriter extends FileWriter {
    private static final int MOST_STEP = EventStreamFormat.OVERFLOW_MICROS - 1;

    private final OutputStream out;
    private final PixelColumns columns;
    private final byte[] event = new byte[EventStreamFormat.EVENT];
    private long clock;

    EventStreamWriter(Path file, OutputStream out, PixelColumns columns) {
      super(file);
      this.out = out;
      this.columns = columns;
    }

    @Override
    public void event(long micros, int address, float value) {
      expectPlain(micros, value);
      long step = micros - clock;
      if (step < 0) {
        throw refused(
            "an event at " + micros + " µs comes after " + clock + " µs",
            "sort the recording by time; Event Stream starts at 0 and knows no way back");
      }
      if (step > MOST_PAUSE_MICROS) {
        throw refused(
            "a pause of "
                + step / 1_000_000
                + " s before the event at "
                + micros
                + " µs takes "
                + step / EventStreamFormat.OVERFLOW_MICROS
                + " bytes",
            "give --rebase to let the first event be at 0");
      }
      try {
        int left = pass(step);
        event[0] = (byte) (left << 1 | (columns.isOn(address) ? 1 : 0));
        put(1, columns.x(address));
        put(3, columns.y(address));
        out.write(event);
      } catch (IOException e) {
        throw failed(e);
      }
      clock = micros;
    }

    private int pass(long step) throws IOException {
      long left = step;
      while (left > MOST_STEP) {
        out.write(EventStreamFormat.OVERFLOW);
        left -= EventStreamFormat.OVERFLOW_MICROS;
      }
      return (int) left;
    }

    private void put(int at, int value) {
      event[at] = (byte) value;
      event[at + 1] = (byte) (value >>> 8);
    }

    @Override
    public void mark(EpisodeMark mark) {
      leaveOut("marks of episodes", 1);
    }

    @Override
    public void dropped(long events) {
      leaveOut("reports of losses", 1);
    }

    @Override
    public void close() throws SensorException {
      try {
        out.close();
      } catch (IOException e) {
        throw unwritable(file, e);
      }
    }
  }
}
