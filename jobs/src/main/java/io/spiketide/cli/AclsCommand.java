package io.spiketide.cli;

import io.spiketide.connector.kafka.AccessRules;
import io.spiketide.connector.kafka.Right;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkSource;
import io.spiketide.job.Rights;
import io.spiketide.network.Network;
import io.spiketide.plan.Planner;
import io.spiketide.schema.TopicNames;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spiketide topics acls}: the rights that a job, a sensor, a gateway or a reader needs. */
@Command(
    name = "acls",
    mixinStandardHelpOptions = true,
    description = "Prints the commands that give the least rights, or gives them with --apply.",
    footer = {
      "",
      "Example: spiketide topics acls --principal User:spiketide network.yaml",
      "With --apply the client's properties are those of somebody who may change rights."
    })
final class AclsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin JobOptions options = new JobOptions();

  /** Who wants rights. */
  enum Role {
    JOB,
    SENSOR,
    GATEWAY,
    READER,
    TOPICS
  }

  @Parameters(
      paramLabel = "NETWORK",
      arity = "0..1",
      description = "The network of the job; without it, the rights fit every job on these topics.")
  @Nullable Path network;

  @Option(
      names = "--principal",
      paramLabel = "NAME",
      required = true,
      description = "Who gets the rights, such as User:spiketide.")
  String principal = "";

  @Option(
      names = "--for",
      paramLabel = "ROLE",
      defaultValue = "job",
      description =
          "What for: job; sensor (replay); gateway (ingest); reader (tail, raster); topics (topics"
              + " create and check). Default job.")
  Role role = Role.JOB;

  @Option(names = "--apply", description = "Give the rights instead of printing commands.")
  boolean apply;

  @Option(names = "--json", description = "Print the rights as JSON.")
  boolean json;

  AclsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (!principal.matches("[A-Za-z]+:.+")) {
      throw UserException.badInput(
          "--principal: '" + principal + "' has no type; write User:" + principal);
    }
    JobOptions.refuseSecrets(options.given);
    List<Right> rights = rights();
    if (apply) {
      AccessRules.give(kafka.connect(console), principal, rights);
      console.progress(principal + " has " + rights.size() + " rights");
    }
    if (json) {
      console.json(
          rights.stream()
              .map(
                  r ->
                      new Given(r.kind(), r.name(), r.prefixed(), r.operation().name(), r.reason()))
              .toList());
    } else if (!apply) {
      String servers = kafka.client().bootstrapServers();
      rights.forEach(right -> console.data(right.command(servers, principal)));
    }
    return ExitCode.OK.code();
  }

  /** A right as JSON. */
  record Given(String resource, String name, boolean prefixed, String operation, String reason) {}

  private List<Right> rights() {
    TopicNames topics = kafka.topics();
    return switch (role) {
      case JOB -> ofJob(topics);
      case SENSOR -> Rights.ofSensor(topics);
      case GATEWAY -> Rights.ofGateway(topics);
      case READER ->
          Rights.ofJobs(topics).stream()
              .filter(right -> topics.all().contains(right.name()))
              .flatMap(right -> Rights.ofReader(right.name()).stream())
              .toList();
      case TOPICS -> Rights.ofTopics(topics);
    };
  }

  private List<Right> ofJob(TopicNames topics) {
    Path file = network;
    if (file == null) {
      return Rights.ofJobs(topics);
    }
    Network described = Descriptions.read(new NetworkSource(file), console).network();
    JobSettings settings = JobSettings.of(options.complete(kafka, kafka.servers));
    return Rights.ofJob(Planner.plan(described, settings.topics()), settings);
  }
}
