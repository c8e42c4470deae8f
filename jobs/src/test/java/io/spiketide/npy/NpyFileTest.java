package io.spiketide.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.testing.SharedData;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void readsAllVersions(int version) throws Exception {
    byte[] file = file(version, "<f8", false, "(2, 3)", doubles(1, 2, 3, 4, 5, 6));
    assertThat(NpyFile.parse(file))
        .isEqualTo(new NpyArray(List.of(2, 3), new double[] {1, 2, 3, 4, 5, 6}));
  }

  @Test
  void turnsFortranOrderIntoRowMajor() throws Exception {
    byte[] file = file(1, "<f8", true, "(2, 3)", doubles(11, 21, 12, 22, 13, 23));
    assertThat(NpyFile.parse(file).values()).containsExactly(11, 12, 13, 21, 22, 23);
  }

  @Test
  void turnsFortranOrderOfThreeDimensions() throws Exception {
    double[] stored = new double[24];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          stored[i + 2 * j + 6 * k] = 100 * i + 10 * j + k;
        }
      }
    }
    double[] read = NpyFile.parse(file(1, "<f8", true, "(2, 3, 4)", doubles(stored))).values();
    assertThat(Arrays.copyOf(read, 6)).containsExactly(0, 1, 2, 3, 10, 11);
    assertThat(read[12 + 4 + 3]).isEqualTo(113);
  }

  @Test
  void readsEveryElementType() throws Exception {
    assertThat(read("|b1", bytes(b -> b.put((byte) 0).put((byte) 1)))).containsExactly(0, 1);
    assertThat(read("|i1", bytes(b -> b.put((byte) -1).put((byte) 5)))).containsExactly(-1, 5);
    assertThat(read("|u1", bytes(b -> b.put((byte) -1).put((byte) 5)))).containsExactly(255, 5);
    assertThat(read("<i2", bytes(b -> b.putShort((short) -2).putShort((short) 9))))
        .containsExactly(-2, 9);
    assertThat(read("<u2", bytes(b -> b.putShort((short) -2).putShort((short) 9))))
        .containsExactly(65534, 9);
    assertThat(read("<i4", bytes(b -> b.putInt(-3).putInt(7)))).containsExactly(-3, 7);
    assertThat(read("<u4", bytes(b -> b.putInt(-3).putInt(7)))).containsExactly(4294967293.0, 7);
    assertThat(read("<i8", bytes(b -> b.putLong(-4).putLong(8)))).containsExactly(-4, 8);
    assertThat(read("<f4", bytes(b -> b.putFloat(0.1f).putFloat(2))))
        .containsExactly((double) 0.1f, 2);
    assertThat(read("<f8", doubles(0.1, Double.NEGATIVE_INFINITY)))
        .containsExactly(0.1, Double.NEGATIVE_INFINITY);
  }

  @Test
  void readsScalarsAndEmptyArrays() throws Exception {
    assertThat(NpyFile.parse(file(1, "<f8", false, "()", doubles(4))))
        .isEqualTo(new NpyArray(List.of(), new double[] {4}));
    assertThat(NpyFile.parse(file(1, "<f8", false, "(0, 5)", doubles())))
        .isEqualTo(new NpyArray(List.of(0, 5), new double[0]));
    assertThat(NpyFile.parse(file(1, "<f8", false, "(1,)", doubles(4))).shape())
        .isEqualTo(List.of(1));
  }

  @Test
  void readsMembersOfArchives() throws Exception {
    Path archive = folder.resolve("a.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("second.npy"));
      zip.write(file(1, "<f8", false, "(2,)", doubles(3, 4)));
      zip.putNextEntry(new ZipEntry("first.npy"));
      zip.write(file(1, "<f8", false, "(1,)", doubles(9)));
    }
    assertThat(NpyFile.members(archive)).containsExactly("first", "second");
    assertThat(NpyFile.read(archive, "second").values()).containsExactly(3, 4);
    assertThat(NpyFile.read(archive, "first.npy").values()).containsExactly(9);
    assertThatThrownBy(() -> NpyFile.read(archive, "third"))
        .isInstanceOf(NpyException.class)
        .hasMessage("a.npz third: has no member 'third'; use one of [first, second]");
  }

  @Test
  void readsAnArchiveThatNumPyWrote() throws Exception {
    Path archive = SharedData.data("braille_dev/samples.npz");
    assertThat(NpyFile.members(archive)).contains("x", "y");
    NpyArray samples = NpyFile.read(archive, "x");
    assertThat(samples.shape()).isEqualTo(List.of(70, 256, 12));
    assertThat(Arrays.stream(samples.values()).sum()).isEqualTo(48_109);
  }

  @Test
  void refusesWhatIsNoNpy() throws Exception {
    Path file = folder.resolve("text.npy");
    Files.writeString(file, "1, 2, 3 and more");
    assertThatThrownBy(() -> NpyFile.read(file))
        .isInstanceOf(NpyException.class)
        .hasMessage("text.npy: is not a .npy file; save it with numpy.save");
  }

  @Test
  void refusesElementsThatAreNoPlainNumbers() {
    assertThatThrownBy(() -> NpyFile.parse(file(1, "|O", false, "(1,)", new byte[8])))
        .isInstanceOf(NpyException.class)
        .hasMessageStartingWith("holds elements of type '|O'; save one of [|b1, |i1,");
    assertThatThrownBy(() -> NpyFile.parse(file(1, ">f8", false, "(1,)", new byte[8])))
        .hasMessageContaining("'>f8'");
  }

  @Test
  void refusesAShapeThatTheFileCannotHold() {
    assertThatThrownBy(() -> NpyFile.parse(file(1, "<f8", false, "(3,)", doubles(1, 2))))
        .hasMessage(
            "has 16 bytes of data where shape [3] needs 24; save it again, it is cut off or"
                + " damaged");
    assertThatThrownBy(
            () -> NpyFile.parse(file(1, "<f8", false, "(2000000000, 2000000000)", doubles())))
        .hasMessageContaining("more than 134217728 elements; save smaller arrays");
  }

  @Test
  void refusesIntegersThatADoubleRounds() {
    byte[] data = bytes(b -> b.putLong(Long.MAX_VALUE));
    assertThatThrownBy(() -> NpyFile.parse(file(1, "<i8", false, "(1,)", data)))
        .hasMessageContaining("holds the integer 9223372036854775807");
  }

  @Test
  void refusesAShapeThatIsNoList() {
    assertThatThrownBy(() -> NpyFile.parse(file(1, "<f4", false, "(2 2)", new byte[16])))
        .isInstanceOf(NpyException.class)
        .hasMessageContaining("has a header without shape");
  }

  @Test
  void saysWhereThereIsNoFile() {
    assertThatThrownBy(() -> NpyFile.read(folder.resolve("absent.npy")))
        .hasMessage("absent.npy: there is no such file; check the path and the file");
  }

  private static double[] read(String type, byte[] data) throws NpyException {
    return NpyFile.parse(file(1, type, false, "(2,)", data)).values();
  }

  /** A file as numpy.save lays it out. */
  static byte[] file(int version, String type, boolean fortran, String shape, byte[] data) {
    String text =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(type, fortran ? "True" : "False", shape);
    int prefix = version == 1 ? 10 : 12;
    int padded = (prefix + text.length() + 1 + 63) / 64 * 64 - prefix;
    byte[] header =
        (text + " ".repeat(padded - text.length() - 1) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    out.writeBytes(
        version == 1
            ? bytes(b -> b.putShort((short) header.length))
            : bytes(b -> b.putInt(header.length)));
    out.writeBytes(header);
    out.writeBytes(data);
    return out.toByteArray();
  }

  private static byte[] doubles(double... values) {
    return bytes(
        b -> {
          for (double v : values) {
            b.putDouble(v);
          }
        });
  }

  private static byte[] bytes(Consumer<ByteBuffer> fill) {
    ByteBuffer buffer = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    fill.accept(buffer);
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
