package io.spiketide.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the reference page and the schema into the sources; a test tells when it is to be run. */
final class GenerateReference {
  /** Relative to the module {@code jobs}. */
  static final Path PAGE = Path.of("docs", "description.md");

  static final Path SCHEMA =
      Path.of("src", "main", "resources", "io", "spiketide", "yaml", "network.schema.json");

  private GenerateReference() {}

  /**
   * Writes both files.
   *
   * @param arguments the folder of the module {@code jobs}
   */
  public static void main(String[] arguments) throws IOException {
    Path module = Path.of(arguments[0]);
    write(module.resolve(PAGE), ReferencePage.text());
    write(module.resolve(SCHEMA), JsonSchema.text());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }
}
