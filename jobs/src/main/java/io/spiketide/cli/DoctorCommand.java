package io.spiketide.cli;

import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkSource;
import io.spiketide.plan.JobPlan;
import io.spiketide.plan.Planner;
import io.spiketide.preflight.Finding;
import io.spiketide.preflight.Finding.Verdict;
import io.spiketide.preflight.Preflight;
import io.spiketide.preflight.Survey;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spiketide doctor [NETWORK]}: would a job run? */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Checks brokers, topics, cluster and options, and says what to mend.",
      "The same checks are made when a job starts."
    },
    footer = {"", "Example: spiketide doctor network.yaml -b localhost:9092 -m localhost:8081"})
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "NETWORK",
      arity = "0..1",
      description = "Description or NIR file, to check memory and transactional ids too.")
  @Nullable Path network;

  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin JobOptions options = new JobOptions();

  @Option(
      names = {"-m", "--jobmanager"},
      paramLabel = "HOST:PORT",
      description = "REST address of the cluster; without it only Kafka is checked.")
  @Nullable String jobManager;

  @Option(names = "--json", description = "Print the findings as JSON.")
  boolean json;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    JobOptions.refuseSecrets(options.given);
    Configuration given = options.complete(kafka, kafka.servers);
    JobSettings settings = JobSettings.of(given);
    URI cluster = jobManager == null ? null : FlinkAddress.parse(jobManager).uri();
    List<Finding> findings = Preflight.look(Survey.of(given, settings, plan(settings), cluster));
    if (json) {
      console.json(findings);
    } else {
      findings.forEach(finding -> console.data(line(finding)));
    }
    long faults = findings.stream().filter(f -> f.verdict().isBad()).count();
    console.progress(
        findings.size()
            + " findings, "
            + faults
            + " to mend, "
            + findings.stream().filter(f -> f.verdict() == Verdict.NOTE).count()
            + " to know");
    return (faults == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED).code();
  }

  private @Nullable JobPlan plan(JobSettings settings) {
    return network == null
        ? null
        : Planner.plan(
            Descriptions.read(new NetworkSource(network), console).network(), settings.topics());
  }

  private static String line(Finding finding) {
    String style =
        switch (finding.verdict()) {
          case GOOD -> "green";
          case NOTE -> "yellow";
          case SILENT, FAULT -> "red";
        };
    String mark = Ansi.AUTO.string("@|" + style + " " + finding.verdict().mark() + "|@");
    return mark + " " + finding.check() + ": " + finding.text();
  }
}
