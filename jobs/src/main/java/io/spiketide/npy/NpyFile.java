package io.spiketide.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads NumPy files: {@code .npy} of versions 1 to 3, and the members of {@code .npz} archives.
 * Booleans, integers and floats, little-endian, in C or Fortran order; no pickled objects.
 */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER = 1 << 16;
  private static final long MAX_BYTES = NpyHeader.MAX_VALUES * 8 + MAX_HEADER;

  private NpyFile() {}

  /**
   * Reads an array from a {@code .npy} file.
   *
   * @throws NpyException if it cannot be read; names the file
   */
  public static NpyArray read(Path file) throws NpyException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw tooLarge(Files.size(file));
      }
      return parse(Files.readAllBytes(file));
    } catch (NpyException e) {
      throw e.in(file);
    } catch (IOException e) {
      throw unreadable(e).in(file);
    }
  }

  /**
   * Reads a member of a {@code .npz} archive.
   *
   * @param name with or without {@code .npy}
   * @throws NpyException if it cannot be read; names the file, and lists the members if there is no
   *     such member
   */
  public static NpyArray read(Path file, String name) throws NpyException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(name.endsWith(".npy") ? name : name + ".npy");
      if (entry == null) {
        throw new NpyException("has no member '" + name + "'", "use one of " + members(zip));
      }
      return parse(content(zip, entry));
    } catch (NpyException e) {
      throw e.in(file.getFileName() + " " + name);
    } catch (IOException e) {
      throw unreadable(e).in(file);
    }
  }

  /**
   * The names of the members of a {@code .npz} archive, without {@code .npy}.
   *
   * @throws NpyException if it is no such archive
   */
  public static List<String> members(Path file) throws NpyException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return members(zip);
    } catch (IOException e) {
      throw unreadable(e).in(file);
    }
  }

  /** Reads an array from the bytes of a {@code .npy} file. */
  static NpyArray parse(byte[] content) throws NpyException {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    NpyHeader header = NpyHeader.parse(headerText(bytes));
    int size = header.size();
    long needed = (long) size * header.type().bytes();
    if (bytes.remaining() != needed) {
      throw new NpyException(
          "has "
              + bytes.remaining()
              + " bytes of data where shape "
              + header.shape()
              + " needs "
              + needed,
          "save it again, it is cut off or damaged");
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = header.type().read(bytes);
    }
    return new NpyArray(
        header.shape(), header.fortran() ? rowMajor(values, header.shape()) : values);
  }

  private static String headerText(ByteBuffer bytes) throws NpyException {
    byte[] magic = new byte[MAGIC.length];
    if (bytes.remaining() >= MAGIC.length + 4) {
      bytes.get(magic);
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw new NpyException("is not a .npy file", "save it with numpy.save");
    }
    int version = bytes.get();
    bytes.get(); // the minor version, always 0
    if (version < 1 || version > 3) {
      throw new NpyException("has format version " + version, "save it with NumPy 1 or 2");
    }
    int lengthBytes = version == 1 ? 2 : 4;
    long length = -1;
    if (bytes.remaining() >= lengthBytes) {
      length = version == 1 ? bytes.getShort() & 0xFFFF : Integer.toUnsignedLong(bytes.getInt());
    }
    if (length < 0 || length > MAX_HEADER || length > bytes.remaining()) {
      throw new NpyException("is cut off in its header", "save it again");
    }
    byte[] text = new byte[(int) length];
    bytes.get(text);
    return new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  /** Turns values with the first dimension fastest into values with the last dimension fastest. */
  private static double[] rowMajor(double[] values, List<Integer> shape) {
    double[] turned = new double[values.length];
    int[] index = new int[shape.size()];
    for (double value : values) {
      int place = 0;
      for (int d = 0; d < index.length; d++) {
        place = place * shape.get(d) + index[d];
      }
      turned[place] = value;
      for (int d = 0; d < index.length && ++index[d] == shape.get(d); d++) {
        index[d] = 0;
      }
    }
    return turned;
  }

  private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException, NpyException {
    try (InputStream in = zip.getInputStream(entry)) {
      long stated = Math.min(Math.max(0, entry.getSize()), MAX_BYTES);
      byte[] content = in.readNBytes((int) Math.min(stated, Integer.MAX_VALUE - 16));
      if (in.read() != -1) {
        throw tooLarge(entry.getSize());
      }
      return content;
    }
  }

  private static List<String> members(ZipFile zip) {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(n -> n.endsWith(".npy"))
        .map(n -> n.substring(0, n.length() - ".npy".length()))
        .sorted()
        .toList();
  }

  private static NpyException tooLarge(long bytes) {
    return new NpyException(
        "has " + bytes + " bytes or more, at most " + MAX_BYTES + " are read", "save it in parts");
  }

  private static NpyException unreadable(IOException e) {
    String fault =
        e instanceof NoSuchFileException
            ? "there is no such file"
            : "cannot be read: " + e.getMessage();
    NpyException unreadable = new NpyException(fault, "check the path and the file");
    unreadable.initCause(e);
    return unreadable;
  }
}
