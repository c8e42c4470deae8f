package io.spiketide.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system in memory that is soon full; only the superuser can make one. */
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "16m";
  private static final int BLOCK = 4096;

  private final Path directory;
  private final Path filler;

  private SmallDisk(Path directory) {
    this.directory = directory;
    this.filler = directory.resolve("filler");
  }

  /** Empty where this user may mount nothing. */
  static Optional<SmallDisk> mount() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("spiketide-disk");
    if (run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "spiketide", directory.toString())) {
      return Optional.of(new SmallDisk(directory));
    }
    Files.delete(directory);
    return Optional.empty();
  }

  Path directory() {
    return directory;
  }

  /** Leaves no byte; whoever writes is told that no space is left. May be done again. */
  void fill() throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (directory.toFile().getUsableSpace() > 0) {
        throw full;
      }
    }
  }

  void free() throws IOException {
    Files.delete(filler);
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", "-l", directory.toString());
      Files.delete(directory);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }
}
