package io.spiketide.cli;

import io.spiketide.cluster.FlinkRest;
import io.spiketide.connector.kafka.BrokerCheck;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkJob;
import io.spiketide.job.NetworkSource;
import io.spiketide.job.Replacement;
import io.spiketide.job.Resumption;
import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.plan.JobPlan;
import io.spiketide.plan.Planner;
import io.spiketide.preflight.Preflight;
import io.spiketide.preflight.Survey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide submit NETWORK}: a job on a real cluster. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = "Submits a network to a Flink cluster and returns when it runs.",
    footer = {
      "",
      "Example: spiketide submit --jobmanager localhost:8081 -b localhost:9092 network.yaml",
      "The same with Flink's own tool: flink run spiketide-job.jar network.yaml",
      "An upgrade at a time: spiketide submit new.yaml --from-savepoint PATH --replaces old.yaml"
          + " --at 2026-03-01T12:00:00Z …"
    })
final class SubmitCommand implements Callable<Integer> {
  private static final String JAR = "jobs/target/spiketide-job.jar";
  private static final Duration START = Duration.ofMinutes(3);

  private final Console console;

  @Mixin NetworkSource network = new NetworkSource();
  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin JobOptions options = new JobOptions();
  @Mixin Replacement replacement = new Replacement();

  @Option(
      names = "--from-savepoint",
      paramLabel = "PATH",
      description = "Go on from this savepoint or checkpoint of a job of this network.")
  @Nullable String savepoint;

  @Option(
      names = {"-m", "--jobmanager"},
      paramLabel = "HOST:PORT",
      required = true,
      description = "REST address of the cluster.")
  String jobManager = "";

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The job jar (default: " + JAR + " of this installation).")
  @Nullable Path jar;

  @Option(
      names = "--create-topics",
      description = "Create the topics that are missing, with --partitions.")
  boolean createTopics;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "1",
      description = "Partitions of topics that are created (default 1).")
  int partitions = 1;

  @Option(names = "--json", description = "Print the job's id as JSON.")
  boolean json;

  SubmitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    JobOptions.refuseSecrets(options.given);
    Network described = Descriptions.read(network, console).network();
    Editions editions = Descriptions.editions(replacement, described);
    FlinkAddress address = FlinkAddress.parse(jobManager);
    FlinkRest rest = new FlinkRest(address.uri());
    if (!rest.answers()) {
      throw UserException.environment(
          jobManager
              + ": no Flink answers there; start a cluster ('spiketide cluster start' gives one)"
              + " or correct --jobmanager");
    }
    Configuration given = options.complete(kafka, kafka.servers);
    if (savepoint != null) {
      given.set(StateRecoveryOptions.SAVEPOINT_PATH, absolute(savepoint));
    }
    JobSettings settings = JobSettings.of(given);
    BrokerCheck.await(
        settings.client(), Duration.ofMillis(kafka.patience.millis()), console::progress);
    JobPlan plan = Planner.plan(editions, settings.topics());
    JobTopics topics = new JobTopics(plan, settings);
    if (createTopics) {
      topics.create(new TopicOptions(partitions, 1, null));
    } else {
      topics.require();
    }
    Map<String, String> cluster = rest.configuration();
    Configuration all = Configuration.fromMap(cluster);
    all.addAll(given);
    given.addAll(Resumption.settings(all));
    Preflight.requireReady(Survey.of(given, settings, plan, address.uri()), console::progress);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(
            address.host(), address.port(), given, jarFile());
    NetworkJob.build(env, plan, settings, cluster);
    String job = env.executeAsync("spiketide " + described.name()).getJobID().toHexString();
    console.progress("submitted; waiting until every task runs");
    rest.awaitRunning(job, START);
    if (json) {
      console.json(Map.of("job", job, "network", described.name()));
    } else {
      console.data(job);
    }
    return ExitCode.OK.code();
  }

  /** Flink would look for a relative path in the directory of its job manager. */
  private static String absolute(String path) {
    return path.contains(":") ? path : Path.of(path).toAbsolutePath().normalize().toString();
  }

  private String jarFile() {
    Path given = jar;
    Path file = given != null ? given : Path.of(System.getProperty("spiketide.root", "."), JAR);
    if (!Files.isRegularFile(file)) {
      throw UserException.badInput(
          file
              + ": there is no job jar; build it with './mvnw -DskipTests package', or give --jar");
    }
    return file.toString();
  }
}
