package io.spiketide.job;

import io.spiketide.connector.kafka.KafkaFault;
import io.spiketide.network.Editions;
import io.spiketide.nir.NirException;
import io.spiketide.plan.JobPlan;
import io.spiketide.plan.PlanFault;
import io.spiketide.plan.Planner;
import io.spiketide.preflight.Preflight;
import io.spiketide.preflight.StartFault;
import io.spiketide.preflight.Surroundings;
import io.spiketide.preflight.Survey;
import io.spiketide.yaml.Description;
import io.spiketide.yaml.DescriptionException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.client.deployment.executors.RemoteExecutor;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main class of the job jar, for {@code flink run} and application mode. */
@Command(
    name = "spiketide-job",
    mixinStandardHelpOptions = true,
    description = "Runs a spiking network as a Flink job.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the job was submitted or has ended", "2:wrong options or description"})
public final class SpiketideJob implements Callable<Integer> {
  @Mixin private NetworkSource network = new NetworkSource();
  @Mixin private Replacement replacement = new Replacement();

  @Option(
      names = {"-b", "--bootstrap-servers"},
      paramLabel = "HOST:PORT",
      description = "Kafka brokers; short for -D spiketide.kafka.bootstrap-servers")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--client-properties",
      paramLabel = "FILE",
      description = "settings of Kafka clients; short for -D spiketide.kafka.properties-file")
  private @Nullable String properties;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "put before every topic; short for -D spiketide.topics.prefix")
  private @Nullable String topicPrefix;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "option of Spiketide or Flink; wins over all others")
  private Map<String, String> options = Map.of();

  SpiketideJob() {}

  @Override
  public Integer call() throws Exception {
    List<String> secrets = GivenSecrets.problems(options);
    if (!secrets.isEmpty()) {
      secrets.forEach(System.err::println);
      return 2;
    }
    Description description;
    Editions editions;
    try {
      description = network.read();
      editions = replacement.editions(description.network());
    } catch (DescriptionException | NirException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    }
    description.warnings().forEach(System.err::println);
    Configuration given = Configuration.fromMap(options);
    setIfGiven(given, SpiketideOptions.BOOTSTRAP_SERVERS, bootstrapServers);
    setIfGiven(given, SpiketideOptions.CLIENT_PROPERTIES, properties);
    setIfGiven(given, SpiketideOptions.TOPIC_PREFIX, topicPrefix);
    try {
      run(editions, given);
    } catch (KafkaFault | StartFault | UpgradeFault | PlanFault e) {
      System.err.println(e.getMessage());
      return 2;
    }
    return 0;
  }

  private static void run(Editions networks, Configuration given) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(given);
    Configuration all = new Configuration();
    all.addAll(Configuration.fromMap(env.getConfiguration().toMap()));
    all.addAll(given);
    JobSettings settings = JobSettings.of(all);
    JobPlan plan = Planner.plan(networks, settings.topics());
    Configuration resumption = Resumption.settings(all);
    all.addAll(resumption);
    Preflight.requireReady(survey(all, settings, plan), System.err::println);
    env.configure(resumption);
    NetworkJob.build(env, plan, settings);
    env.execute("spiketide " + plan.network().name());
  }

  /** A client asks the cluster that it submits to; a main that runs inside a cluster knows it. */
  private static Surroundings survey(Configuration all, JobSettings settings, JobPlan plan) {
    if (!RemoteExecutor.NAME.equals(all.get(DeploymentOptions.TARGET))) {
      return Survey.inside(all, settings, plan, all);
    }
    String scheme = SecurityOptions.isRestSSLEnabled(all) ? "https" : "http";
    String address =
        all.getOptional(RestOptions.ADDRESS).orElse("localhost") + ":" + all.get(RestOptions.PORT);
    return Survey.of(all, settings, plan, URI.create(scheme + "://" + address));
  }

  private static void setIfGiven(
      Configuration given, ConfigOption<String> option, @Nullable String value) {
    if (value != null && !given.contains(option)) {
      given.set(option, value);
    }
  }

  /** Ends with an exit code only if the options or the description are wrong. */
  public static void main(String[] args) {
    int code =
        new CommandLine(new SpiketideJob())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  throw e;
                })
            .execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }
}
