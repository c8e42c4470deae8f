package io.spiketide.bench;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Files of sensors that are no cameras, a function for each format; each tells what it holds. */
final class SignalFiles {
  private static final int TAXELS = 100;
  private static final int TOUCHES = 5;
  private static final int PIXELS = 28 * 28;
  private static final int SAMPLES = 10;
  private static final int SAMPLE_RATE = 44_100;

  private final SplittableRandom random = new SplittableRandom(1);
  private final int number;

  /**
   * @param number of events or values that a file holds; a little less where it does not divide
   */
  SignalFiles(int number) {
    this.number = number;
  }

  private static ByteBuffer buffer(int bytes, ByteOrder order) {
    return ByteBuffer.allocate(bytes).order(order);
  }

  /** Sound of 16 bits, one channel. */
  int wav(Path file) throws IOException {
    ByteBuffer out = buffer(44 + 2 * number, ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + 2 * number).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(SAMPLE_RATE).putInt(2 * SAMPLE_RATE);
    out.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * number);
    while (out.hasRemaining()) {
      out.putShort((short) random.nextInt());
    }
    Files.write(file, out.array());
    return number;
  }

  /** Two signals in packed form, with the header beside it. */
  int wfdb(Path file) throws IOException {
    int frames = number / 2;
    String name = String.valueOf(file.getFileName());
    Files.writeString(
        file.resolveSibling(name.replace(".dat", ".hea")),
        "%s 2 360 %d%n%s 212%n%s 212%n".formatted(name.replace(".dat", ""), frames, name, name));
    byte[] packed = new byte[3 * frames];
    for (int i = 0; i < frames; i++) {
      int first = random.nextInt(1 << 11);
      int second = random.nextInt(1 << 11);
      packed[3 * i] = (byte) first;
      packed[3 * i + 1] = (byte) (first >>> 8 | second >>> 8 << 4);
      packed[3 * i + 2] = (byte) second;
    }
    Files.write(file, packed);
    return 2 * frames;
  }

  /** Images of 28 x 28 bytes. */
  int idx(Path file) throws IOException {
    int images = number / PIXELS;
    byte[] pixels = new byte[images * PIXELS];
    random.nextBytes(pixels);
    ByteBuffer out = buffer(16 + pixels.length, ByteOrder.BIG_ENDIAN);
    out.putInt(0x0803).putInt(images).putInt(28).putInt(28).put(pixels);
    Files.write(file, out.array());
    return pixels.length;
  }

  /** A row for each taxel and one of times, in double; few taxels fire in a column. */
  int stmnist(Path file) throws IOException {
    int columns = number / TAXELS;
    int bytes = columns * (TAXELS + 1) * Double.BYTES;
    ByteBuffer out = buffer(128 + 72 + bytes, ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("MATLAB 5.0 MAT-file")).position(124);
    out.putShort((short) 0x0100).put(ascii("IM")).putInt(14).putInt(64 + bytes);
    out.putInt(6).putInt(8).putInt(6).putInt(0);
    out.putInt(5).putInt(8).putInt(TAXELS + 1).putInt(columns);
    out.putInt(1).putInt(10).put(ascii("spiketrain")).putShort((short) 0).putInt(0);
    out.putInt(9).putInt(bytes);
    for (int column = 0; column < columns; column++) {
      for (int taxel = 0; taxel < TAXELS; taxel++) {
        boolean fires = taxel % (TAXELS / TOUCHES) == column % (TAXELS / TOUCHES);
        out.putDouble(fires ? column % 2 * 2 - 1 : 0);
      }
      out.putDouble(column * 1e-3);
    }
    Files.write(file, out.array());
    return columns * TOUCHES;
  }

  /** Lists of indices and times for some samples. */
  int nirdata(Path file) {
    int each = number / SAMPLES;
    int[][] indices = new int[SAMPLES][each];
    double[][] times = new double[SAMPLES][each];
    for (int sample = 0; sample < SAMPLES; sample++) {
      for (int i = 0; i < each; i++) {
        indices[sample][i] = random.nextInt(1000);
        times[sample][i] = i * 1e-5;
      }
    }
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putAttribute("__type__", "NIRGraphData");
      WritableGroup node = hdf.putGroup("nodes").putGroup("lif");
      node.putAttribute("__type__", "NIRNodeData");
      WritableGroup spikes = node.putGroup("observables").putGroup("spikes");
      spikes.putAttribute("__type__", "EventData");
      spikes.putAttribute("n_neurons", 1000);
      spikes.putAttribute("t_max", each * 1e-5);
      spikes.putDataset("idx", indices);
      spikes.putDataset("time", times);
    }
    return SAMPLES * each;
  }

  /** Lists of spikes as the Heidelberg data sets have them. */
  int shd(Path file) throws IOException {
    int lists = number / SpikeListsFile.SPIKES;
    Files.write(file, new SpikeListsFile(lists, random).bytes());
    return lists * SpikeListsFile.SPIKES;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
