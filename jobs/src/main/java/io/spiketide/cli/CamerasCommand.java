package io.spiketide.cli;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.demo.Scoreboard;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.WireException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide cameras}: the demonstration's cameras alone, for a job that runs elsewhere. */
@Command(
    name = "cameras",
    mixinStandardHelpOptions = true,
    description =
        "The demo's simulated event cameras on a broker, until Ctrl-C, with the answers of a job"
            + " that runs network 'demo' beside the truth.",
    footer = {"", "The job: spiketide submit demo --jobmanager HOST:PORT -b HOST:PORT"})
final class CamerasCommand implements Callable<Integer> {
  private final Console console;

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many cameras, each an instance of its own (default 4).")
  int cameras = 4;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What the cameras see is a function of it (default 1).")
  long seed = 1;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "Time between two lines of answers (default 1).")
  int everySeconds = 1;

  @Option(
      names = "--alive",
      paramLabel = "FILE",
      description = "Touched whenever the broker has taken packets; for health checks.")
  @Nullable Path alive;

  private long acknowledged;

  CamerasCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (cameras < 1 || cameras > DemoCommand.MAX_CAMERAS || everySeconds < 1) {
      throw UserException.badInput(
          "cameras: give --cameras 1 to " + DemoCommand.MAX_CAMERAS + " and --every 1 or more");
    }
    TopicNames names = kafka.topics();
    ClientProperties client = kafka.connect(console);
    Scoreboard board = new Scoreboard();
    try (DemoCameras all = new DemoCameras(client, names, board);
        DemoAnswers answers = new DemoAnswers(client, names.decisions(), board)) {
      all.startEndless(cameras, seed);
      console.progress(cameras + " cameras on, Ctrl-C ends");
      follow(all, answers, board);
    } catch (InterruptException e) {
      Thread.interrupted(); // forgotten, so that what was sent still reaches Kafka
    }
    return ExitCode.INTERRUPTED.code();
  }

  /** Shows the answers until an interrupt or a camera's fault ends it. */
  private void follow(DemoCameras all, DemoAnswers answers, Scoreboard board)
      throws WireException, InterruptedException, IOException {
    DemoLines lines = new DemoLines(board, console.interactive(), everySeconds);
    while (!all.finished()) {
      answers.take();
      lines.next().ifPresent(console::progress);
      touch(all.acknowledged());
    }
  }

  private void touch(long newlyAcknowledged) throws IOException {
    Path file = alive;
    if (file == null || newlyAcknowledged == acknowledged) {
      return;
    }
    acknowledged = newlyAcknowledged;
    if (Files.notExists(file)) {
      Files.createFile(file);
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }
}
