package io.spiketide.it;

import io.spiketide.cluster.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The repository's compose file under a project name and ports of its own. */
final class Compose implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private final List<String> command;
  private final Map<String, String> environment;
  final int kafkaPort;
  final int flinkPort;

  private Compose(List<String> command) throws IOException {
    this.command = command;
    kafkaPort = Ports.free();
    flinkPort = Ports.free();
    environment =
        Map.of(
            "COMPOSE_PROJECT_NAME", "spiketide-it-" + ProcessHandle.current().pid(),
            "SPIKETIDE_KAFKA_PORT", Integer.toString(kafkaPort),
            "SPIKETIDE_FLINK_PORT", Integer.toString(flinkPort));
  }

  /** With the compose command of this machine, of either generation; empty if none works. */
  static Optional<Compose> find() throws Exception {
    for (String command : List.of("docker compose", "docker-compose")) {
      Compose compose = new Compose(List.of(command.split(" ")));
      try {
        compose.run("version");
        compose.execute(List.of("docker", "info"));
        return Optional.of(compose);
      } catch (IOException | IllegalStateException e) {
        // the next one, then
      }
    }
    return Optional.empty();
  }

  /** Runs a command of compose and returns what it says on stdout. */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.addAll(Arrays.asList(arguments));
    return execute(all);
  }

  /**
   * Each service's container by its state: {@code healthy}, {@code starting}, {@code exited 0} …
   */
  Map<String, String> states() throws IOException, InterruptedException {
    Map<String, String> states = new TreeMap<>();
    for (String container : run("ps", "-a", "-q").lines().toList()) {
      String line =
          execute(
              List.of(
                  "docker",
                  "inspect",
                  "--format",
                  "{{index .Config.Labels \"com.docker.compose.service\"}}="
                      + "{{if and .State.Running .State.Health}}{{.State.Health.Status}}"
                      + "{{else}}{{.State.Status}} {{.State.ExitCode}}{{end}}",
                  container));
      String[] words = line.strip().split("=", 2);
      states.put(words[0], words[1]);
    }
    return states;
  }

  /** Ends everything and forgets its volumes. */
  @Override
  public void close() throws IOException, InterruptedException {
    run("down", "-v", "--remove-orphans");
  }

  private String execute(List<String> words) throws IOException, InterruptedException {
    File out = File.createTempFile("compose", ".out");
    File err = File.createTempFile("compose", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(new File(System.getProperty("spiketide.root")))
              .redirectOutput(out)
              .redirectError(err);
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(words + ": not done after " + LONGEST);
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(words + ": " + text(err) + text(out));
      }
      return text(out);
    } finally {
      Files.delete(out.toPath());
      Files.delete(err.toPath());
    }
  }

  private static String text(File file) throws IOException {
    return Files.readString(Path.of(file.getPath()));
  }
}
