package io.spiketide.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds recordings and expected outputs that lie outside the repository: in the folder that the
 * system property {@code spiketide.shared} or the variable {@code SPIKETIDE_SHARED} names. Tests
 * are skipped with a message where it is absent.
 */
public final class SharedData {
  private SharedData() {}

  /** A file or folder below the data folder, such as {@code nmnist_dev/1.bs2}. */
  public static Path data(String name) {
    String variable = System.getenv("SPIKETIDE_SHARED");
    String root = variable != null ? variable : System.getProperty("spiketide.shared", "../shared");
    Path path = Path.of(root, "data", name);
    assumeTrue(Files.exists(path), () -> "skipped: " + path + " is not there");
    return path;
  }
}
