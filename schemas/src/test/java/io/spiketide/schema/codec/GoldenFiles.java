package io.spiketide.schema.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.avro.Schema;

/**
 * The files of every released schema: {@code released/<version>/<Name>.avsc}, a record in {@code
 * .bin} and the same in {@code .json}.
 *
 * <p>{@link #main} writes those of one version from the current schemas. Run it when a schema
 * changes, with a new version if the newest one is in a release already: released files never
 * change.
 */
final class GoldenFiles {
  /** In the module's folder, where Maven runs the tests. */
  static final Path RELEASED = Path.of("released");

  private GoldenFiles() {}

  static Path record(SchemaVersion version) {
    return file(version.version(), version.name(), "bin");
  }

  static Path json(SchemaVersion version) {
    return file(version.version(), version.name(), "json");
  }

  private static Path file(String version, String name, String ending) {
    return RELEASED.resolve(version).resolve(name + "." + ending);
  }

  /**
   * Writes the files of one version.
   *
   * @param args the version, such as {@code v1}
   */
  public static void main(String[] args) throws IOException {
    String version = args[0];
    Files.createDirectories(RELEASED.resolve(version));
    for (PacketKind<?> kind : PacketKind.ALL) {
      Schema schema = Schemas.current(kind.name());
      byte[] record = kind.encodeGolden(WireFormat.DEFAULT);
      Files.copy(
          Path.of("src/main/resources/io/spiketide/schema", kind.name() + ".avsc"),
          file(version, kind.name(), "avsc"),
          StandardCopyOption.REPLACE_EXISTING);
      Files.write(file(version, kind.name(), "bin"), record);
      Files.writeString(
          file(version, kind.name(), "json"),
          GenericPackets.json(GenericPackets.decode(schema, record)));
    }
  }
}
