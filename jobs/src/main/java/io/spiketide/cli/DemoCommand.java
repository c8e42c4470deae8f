package io.spiketide.cli;

import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.demo.DemoReport;
import io.spiketide.demo.DirectionNetwork;
import io.spiketide.demo.EventCounts;
import io.spiketide.demo.Scoreboard;
import io.spiketide.schema.TopicNames;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spiketide demo}: cameras, broker, network and answers in one process. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Shows it all in one process, in about a minute: simulated event cameras, Kafka, Flink with"
            + " web UI, and a network that tells in which direction bars move.",
    footer = {"", "Exit code 1 if fewer than 95 of 100 are right or an event is lost."})
final class DemoCommand implements Callable<Integer> {
  private static final int PARTITIONS = 2;
  static final int MAX_CAMERAS = 64;
  private static final long LAST_ANSWERS_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Console console;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "40",
      description = "How long the cameras run (default 40).")
  int seconds = 40;

  @Option(names = "--forever", description = "Run until Ctrl-C.")
  boolean forever;

  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many cameras, each with a network of its own (default 4).")
  int cameras = 4;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What the cameras see is a function of it (default 1).")
  long seed = 1;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of Flink's web UI (default: a free one).")
  int webPort;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "spiketide-demo.png",
      description = "Picture of the last seconds (default spiketide-demo.png).")
  Path out = Path.of("spiketide-demo.png");

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (cameras < 1 || cameras > MAX_CAMERAS || seconds < 1) {
      throw UserException.badInput(
          "demo: give --cameras 1 to " + MAX_CAMERAS + " and --seconds 1 or more");
    }
    console.progress("starting a Kafka broker in this process");
    try (EmbeddedBroker broker = DemoJob.startBroker();
        EmbeddedFlink flink = DemoJob.startFlink(webPort, cameras)) {
      console.progress("Flink's web UI: " + flink.restUri());
      ClientProperties client = broker.client();
      TopicNames names = TopicNames.DEFAULT;
      try (Topics topics = Topics.connect(client)) {
        topics.create(TopicPlan.documented(names, new TopicOptions(PARTITIONS, 1, null)));
      }
      DemoJob job =
          DemoJob.submit(flink, DirectionNetwork.build(seed), client, new Configuration());
      return watch(client, names, job);
    }
  }

  private int watch(ClientProperties client, TopicNames names, DemoJob job) throws Exception {
    Scoreboard board = new Scoreboard();
    try (DemoCameras all = new DemoCameras(client, names, board);
        DemoAnswers answers = new DemoAnswers(client, names.decisions(), board)) {
      console.progress(
          cameras
              + " cameras on; each answer stands beside the truth"
              + (forever ? ", Ctrl-C ends" : ""));
      long begin = System.nanoTime();
      all.start(cameras, seed, forever ? Long.MAX_VALUE : seconds);
      boolean stopped = follow(all, answers, board);
      double ran = (System.nanoTime() - begin) / 1e9;
      EventCounts counts = job.awaitCounts(all.events());
      DemoReport report = DemoReport.of(board, ran, counts);
      print(report);
      DemoPicture.write(client, names.spikes(), out, console);
      if (!json) {
        whatNext();
      }
      if (stopped) {
        return ExitCode.INTERRUPTED.code();
      }
      return (report.passed() ? ExitCode.OK : ExitCode.CHECK_FAILED).code();
    }
  }

  /** Shows the answers until all have come; returns whether the user stopped it. */
  private boolean follow(DemoCameras all, DemoAnswers answers, Scoreboard board) throws Exception {
    DemoLines lines = new DemoLines(board, console.interactive(), 1);
    boolean stopped = false;
    long finishedAt = 0;
    while (true) {
      try {
        answers.take();
      } catch (InterruptException e) {
        stopped = true;
        Thread.interrupted(); // forgotten, since what follows must still reach Kafka
        all.stop();
      }
      lines.next().ifPresent(console::progress);
      if (!all.finished()) {
        continue;
      }
      finishedAt = finishedAt == 0 ? System.nanoTime() : finishedAt;
      if (board.open() == 0 || System.nanoTime() - finishedAt > LAST_ANSWERS_NANOS) {
        return stopped;
      }
    }
  }

  private void print(DemoReport report) {
    if (json) {
      console.json(report);
      return;
    }
    console.data("");
    report.lines().forEach(console::data);
    console.data("");
  }

  private void whatNext() {
    List.of(
            "",
            "try next:",
            "  spiketide demo --forever --cameras 8      and watch the web UI",
            "  spiketide cluster start                   a real cluster: its own processes",
            "  spiketide check FILE.yaml                 a network of your own",
            "  spiketide inspect FILE.nir                a network from Norse, snnTorch, …")
        .forEach(console::progress);
  }
}
