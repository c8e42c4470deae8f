package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@link CsvFormat}: {@code t,x,y,p} for cameras, {@code t,address,value} for other sensors;
 * {@code sample,label} before them and times from the start of their sample where there are
 * episodes.
 */
final class CsvOutput implements WritableFormat {

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String summary() {
    return "text table, one event a line";
  }

  @Override
  public String ending() {
    return ".csv";
  }

  @Override
  public RecordingWriter create(Path file, RecordingHeader header) throws SensorException {
    OutputStream out = FileWriter.create(file);
    return new CsvWriter(file, out, header);
  }

  private static final class CsvWriter extends FileWriter {
    private static final int LINE = 512;

    private final OutputStream out;
    private final PixelColumns columns;
    private final boolean isCamera;
    private final boolean hasEpisodes;
    private byte[] line = new byte[LINE];
    private int size;
    private byte[] prefix = {};
    private @Nullable EpisodeMark episode;
    private long origin;

    CsvWriter(Path file, OutputStream out, RecordingHeader header) {
      super(file);
      this.out = out;
      columns = new PixelColumns(header.shape());
      isCamera = columns.hasPolarity();
      hasEpisodes = header.hasEpisodes();
      text(hasEpisodes ? "sample,label," : "");
      text(isCamera ? "t,x,y,p" : "t,address,value");
      end();
    }

    @Override
    public void event(long micros, int address, float value) {
      if (hasEpisodes && episode == null) {
        throw refused("an event at " + micros + " µs outside of all episodes", "write packets");
      }
      System.arraycopy(prefix, 0, line, size, prefix.length);
      size += prefix.length;
      number(micros - origin);
      line[size++] = ',';
      if (isCamera) {
        expectPlain(micros, value);
        number(columns.x(address));
        line[size++] = ',';
        number(columns.y(address));
        line[size++] = ',';
        line[size++] = (byte) (columns.isOn(address) ? '1' : '0');
      } else {
        number(address);
        line[size++] = ',';
        if (value == (int) value && Float.floatToIntBits(value) != Float.floatToIntBits(-0f)) {
          number((int) value);
        } else {
          text(Float.toString(value));
        }
      }
      end();
    }

    @Override
    public void mark(EpisodeMark mark) {
      if (!hasEpisodes) {
        leaveOut("marks of episodes", 1);
        return;
      }
      if (mark.kind() == EpisodeMark.Kind.START) {
        String names = word(mark.id()) + "," + word(mark.label()) + ",";
        prefix = names.getBytes(StandardCharsets.UTF_8);
        line = new byte[LINE + prefix.length];
        episode = mark;
        origin = mark.time();
      } else {
        episode = null;
      }
    }

    private String word(String text) {
      if (text.chars().anyMatch(c -> c == ',' || c == ';' || c < ' ')) {
        throw refused("an episode named or labelled '" + text + "'", "write packets");
      }
      return text;
    }

    @Override
    public void dropped(long events) {
      leaveOut("reports of losses", 1);
    }

    private void number(long value) {
      if (value < 0) {
        text(Long.toString(value));
        return;
      }
      int digits = 1;
      for (long power = 10; digits < 19 && value >= power; power *= 10) {
        digits++;
      }
      long left = value;
      for (int i = size + digits - 1; i >= size; i--) {
        line[i] = (byte) ('0' + left % 10);
        left /= 10;
      }
      size += digits;
    }

    private void text(String ascii) {
      for (int i = 0; i < ascii.length(); i++) {
        line[size++] = (byte) ascii.charAt(i);
      }
    }

    private void end() {
      line[size++] = '\n';
      try {
        out.write(line, 0, size);
      } catch (IOException e) {
        throw failed(e);
      }
      size = 0;
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
