package io.spiketide.cli;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.cluster.FlinkRest;
import io.spiketide.connector.kafka.BrokerCheck;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkJob;
import io.spiketide.job.NetworkSource;
import io.spiketide.job.Resumption;
import io.spiketide.network.Network;
import io.spiketide.plan.JobPlan;
import io.spiketide.plan.Planner;
import io.spiketide.preflight.Preflight;
import io.spiketide.preflight.Survey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide run NETWORK}: the whole pipeline in this process. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Runs a network in this process, with Flink and its web UI inside, and a Kafka broker unless"
            + " --bootstrap-servers names one. Ends with Ctrl-C.",
    footer = {"", "Then, in another terminal: spiketide replay FILE…, spiketide tail decisions"})
final class RunCommand implements Callable<Integer> {
  private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED", "SUSPENDED");
  private static final Duration START = Duration.ofMinutes(2);

  private final Console console;

  @Mixin NetworkSource network = new NetworkSource();
  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin JobOptions options = new JobOptions();

  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port of the broker inside; 0 for a free one (default 9092).")
  int brokerPort = 9092;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Port of Flink's web UI; 0 for a free one (default 8081).")
  int webPort = 8081;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "2",
      description = "Partitions of topics that are created (default 2).")
  int partitions = 2;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where checkpoints stay (default: a temporary one).")
  @Nullable Path directory;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    JobOptions.refuseSecrets(options.given);
    Network described = Descriptions.read(network, console).network();
    if (kafka.servers != null || kafka.file != null) {
      return run(described, options.complete(kafka, kafka.servers));
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY.port(brokerPort))) {
      console.progress("Kafka broker: " + broker.bootstrapServers());
      return run(described, options.complete(kafka, broker.bootstrapServers()));
    }
  }

  private int run(Network described, Configuration given) throws Exception {
    JobSettings settings = JobSettings.of(given);
    BrokerCheck.await(
        settings.client(), Duration.ofMillis(kafka.patience.millis()), console::progress);
    JobPlan plan = Planner.plan(described, settings.topics());
    List<String> created =
        new JobTopics(plan, settings).create(new TopicOptions(partitions, 1, null));
    if (!created.isEmpty()) {
      console.progress("topics created: " + String.join(", ", created));
    }
    Configuration cluster = new Configuration(given);
    EmbeddedFlinkSettings flinkSettings =
        new EmbeddedFlinkSettings(1, slots(given), webPort, directory, cluster);
    try (EmbeddedFlink flink = EmbeddedFlink.start(flinkSettings)) {
      console.progress("Flink's web UI: " + flink.restUri());
      given.addAll(Resumption.settings(withCheckpoints(given)));
      Preflight.requireReady(Survey.of(given, settings, plan, flink.restUri()), console::progress);
      StreamExecutionEnvironment env = flink.environment(given);
      NetworkJob.build(env, plan, settings);
      String job = env.executeAsync("spiketide " + described.name()).getJobID().toHexString();
      flink.rest().awaitRunning(job, START);
      console.progress("network " + described.name() + " runs; Ctrl-C ends it");
      return awaitEnd(flink.rest(), job);
    }
  }

  private Configuration withCheckpoints(Configuration given) {
    Configuration all = new Configuration(given);
    Path kept = directory;
    if (kept != null && !all.contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
      String checkpoints = kept.toAbsolutePath().resolve("checkpoints").toUri().toString();
      all.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
    }
    return all;
  }

  private int awaitEnd(FlinkRest rest, String job) throws InterruptedException {
    String state = rest.state(job);
    while (!ENDED.contains(state)) {
      TimeUnit.SECONDS.sleep(1);
      state = rest.state(job);
    }
    if (state.equals("FAILED")) {
      throw UserException.environment(
          "job " + job + ": failed (" + rest.lastFailure(job) + "); see the web UI or the log");
    }
    console.progress("job " + job + ": " + state);
    return ExitCode.OK.code();
  }

  private static int slots(Configuration given) {
    return given
        .getOptional(CoreOptions.DEFAULT_PARALLELISM)
        .orElse(Math.max(1, Runtime.getRuntime().availableProcessors()));
  }
}
