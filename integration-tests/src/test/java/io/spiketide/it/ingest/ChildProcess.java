package io.spiketide.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of these classes, and what it has written. */
final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;

  private ChildProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts {@code spiketide ARGUMENTS}. */
  static ChildProcess spiketide(Path directory, String... arguments) throws IOException {
    return start(directory, "io.spiketide.cli.Main", List.of("-Xmx256m"), arguments);
  }

  /** Starts {@code spiketide replay ARGUMENTS} as the launcher does, at a recording's own pace. */
  static ChildProcess replay(Path directory, String... arguments) throws IOException {
    List<String> options = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    String launcher = text(Path.of(System.getProperty("spiketide.root"), "spiketide"));
    assertThat(launcher).as("the launcher").contains(options);
    List<String> all = new ArrayList<>(List.of("replay"));
    all.addAll(List.of(arguments));
    return start(directory, "io.spiketide.cli.Main", options, all.toArray(String[]::new));
  }

  static ChildProcess start(Path directory, String main, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new ChildProcess(process, out, err);
  }

  /** The port that a gateway says it listens on. */
  int port() {
    return GatewayThread.port(this::err, process::isAlive);
  }

  /** Asks it to end (SIGTERM) and waits until it has. */
  void terminate() throws InterruptedException {
    process.destroy();
    await();
  }

  /** Waits until it has ended; its exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it has not ended: " + err());
    }
    return process.exitValue();
  }

  /** The most memory that it has had, in MB; -1 where the system does not tell. */
  long peakMegabytes() throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(status)) {
      return -1;
    }
    try (BufferedReader lines = Files.newBufferedReader(status)) {
      return lines
          .lines()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(-1);
    }
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
