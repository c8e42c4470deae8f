package io.spiketide.sensor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Labels in IDX: the magic number 2049, how many there are, and a byte for each. */
final class IdxLabels {
  private static final int MAGIC = 2049;
  private static final int HEADER = 8;
  private static final int MOST = 10_000_000;

  private IdxLabels() {}

  static boolean startsLike(FileHead head) {
    return head.bytes().length >= HEADER && Bytes.bigI32(head.bytes(), 0) == MAGIC;
  }

  /**
   * The labels in the file whose name tells that it belongs to the images; none if there is none.
   */
  static Labels beside(Path images) throws SensorException {
    String name = String.valueOf(images.getFileName());
    Path file = images.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
    boolean isThere = !file.equals(images) && Files.isRegularFile(file);
    return isThere && startsLike(FileHead.of(file)) ? read(file) : Labels.NONE;
  }

  /** Labels by the index of the image. */
  static Labels read(Path file) throws SensorException {
    try (ByteSource source = ByteSource.open(file)) {
      source.ensure(HEADER);
      long count = Bytes.bigU32(source.array(), source.position() + 4);
      source.advance(HEADER);
      if (count > MOST || source.ensure((int) count) < count) {
        throw source.fault(count + " labels are claimed, the file ends before", "was it cut?");
      }
      Map<String, String> labels = new HashMap<>();
      for (int i = 0; i < count; i++) {
        int label = source.array()[source.position() + i] & 0xFF;
        labels.put(Integer.toString(i), Integer.toString(label));
      }
      return new Labels(labels);
    }
  }
}
