package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.connector.kafka.BrokerFacts;
import io.spiketide.job.JobSettings;
import io.spiketide.plan.Planner;
import io.spiketide.preflight.Finding;
import io.spiketide.preflight.Finding.Verdict;
import io.spiketide.preflight.Preflight;
import io.spiketide.preflight.StartFault;
import io.spiketide.preflight.Surroundings;
import io.spiketide.preflight.Survey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor and the start of a job find on a real broker and a real Flink. */
class PreflightITCase {
  private static final long SECOND = 1000;

  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;
  private static Workload workload;

  @BeforeAll
  static void start() {
    broker =
        EmbeddedBroker.start(
            BrokerSettings.TEMPORARY.option("transaction.max.timeout.ms", "60000"));
    flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.taskManagers(2).slots(2));
    workload = PromisesITCase.cameras(1, 1);
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  @Test
  void whereAllIsWellEveryCheckSaysSo() {
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    // The cluster tells the time from the first heartbeat of a task manager on.
    List<Finding> findings =
        Awaitility.await("all clocks")
            .atMost(PipelineRun.PATIENCE)
            .until(
                () ->
                    Preflight.look(
                        survey(run, Map.of("spiketide.decisions.transaction-timeout", "50 s"))),
                found -> found.stream().filter(f -> f.check().equals("clocks")).count() == 2);
    assertThat(findings)
        .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.GOOD));
    assertThat(findings)
        .extracting(Finding::check)
        .containsAll(
            Preflight.names().stream()
                .filter(name -> !List.of("event-times", "savepoint").contains(name))
                .toList());
  }

  @Test
  void theBrokersClockIsThatOfThisHost() {
    assertThat(BrokerFacts.ask(broker.client()).clockOffsetMillis()).isBetween(-SECOND, SECOND);
  }

  @Test
  void allThatIsWrongIsSaidBeforeAJobStarts() {
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    assertThatThrownBy(
            () ->
                Preflight.requireReady(
                    survey(
                        run,
                        Map.of(
                            "parallelism.default",
                            "5",
                            "spiketide.sourc.bounded",
                            "true",
                            "spiketide.topics.prefix",
                            "nowhere.")),
                    note -> {}))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("topic nowhere.decisions at ")
        .hasMessageContaining("4 of 4 slots are free, and the job wants 5")
        .hasMessageContaining("10 min is more than the 1 min that the brokers at")
        .hasMessageContaining("did you mean spiketide.source.bounded?");
  }

  @Test
  void aJobWithTheSameTransactionalIdsIsSeenOnItsClusterAndFromElsewhere() throws Exception {
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    Map<String, String> options =
        Map.of(
            "spiketide.decisions.transaction-timeout", "50 s",
            "execution.checkpointing.interval", "1 s");
    Map<String, String> delivered = new TreeMap<>(options);
    delivered.put("spiketide.decisions.delivery", "exactly-once");
    StreamExecutionEnvironment env = flink.environment(Configuration.fromMap(options));
    String job = run.start(env, 1, delivered);
    flink.rest().awaitRunning(job, PipelineRun.PATIENCE);

    assertFault(survey(run, options), "are in use by job " + job);
    Surroundings seen = survey(run, options);
    Surroundings elsewhere =
        new Surroundings(
            seen.options(),
            seen.settings(),
            seen.plan(),
            seen.broker(),
            seen.topics(),
            null,
            false,
            List.of());
    assertFault(elsewhere, "are in use by a job that runs elsewhere");

    flink.rest().cancel(job);
    flink.rest().awaitEnd(job, PipelineRun.PATIENCE);
    assertThat(find("transactional-ids", survey(run, options)))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.GOOD);
  }

  @Test
  void theDoctorPrintsALineForEachFindingAndFailsIfThereIsSomethingToMend(@TempDir Path folder)
      throws Exception {
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    Path network =
        Files.writeString(
            folder.resolve("echo.yaml"),
            """
            network: echo
            tick: 1 ms
            inputs:
              taxels: {shape: [2], encoder: events}
            populations:
              out:
                shape: [2]
                neuron: {model: lif_delta, tau_m: 10, E_L: 0, V_th: 0.5, V_reset: 0}
            projections:
              - {from: taxels, to: out, connect: one_to_one, weights: 1}
            """);
    List<String> call =
        new ArrayList<>(
            List.of(
                "doctor",
                network.toString(),
                "-b",
                broker.bootstrapServers(),
                "-m",
                flink.restUri().getHost() + ":" + flink.restUri().getPort(),
                "--prefix",
                run.topics.prefix()));
    CommandLineRun well = CommandLineRun.of(call.toArray(String[]::new));
    assertThat(well.code()).as(well.out() + well.err()).isZero();
    assertThat(well.out())
        .contains("✓ broker: " + broker.bootstrapServers() + " answers, metadata version ")
        .contains("✓ flink: ")
        .contains("✓ checkpoints: ")
        .contains("✓ clocks: JobManager at ")
        .doesNotContain("✗")
        .doesNotContain("\u001b");
    call.addAll(List.of("-D", "parallelism.default=100", "--json"));
    CommandLineRun ill = CommandLineRun.of(call.toArray(String[]::new));
    assertThat(ill.code()).isEqualTo(1);
    assertThat(ill.out())
        .contains("{\"check\":\"slots\",\"verdict\":\"FAULT\",\"text\":\"")
        .contains("the job wants 100");
    assertThat(ill.err()).contains("1 to mend").doesNotContain("\tat ");
  }

  private static void assertFault(Surroundings around, String text) {
    assertThat(find("transactional-ids", around))
        .anySatisfy(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(Verdict.FAULT);
              assertThat(finding.text()).contains(text);
            });
  }

  private static List<Finding> find(String check, Surroundings around) {
    return Preflight.look(around).stream().filter(f -> f.check().equals(check)).toList();
  }

  private static Surroundings survey(PipelineRun run, Map<String, String> more) {
    Configuration options = Configuration.fromMap(more);
    options.setString("spiketide.kafka.bootstrap-servers", broker.bootstrapServers());
    if (!more.containsKey("spiketide.topics.prefix")) {
      options.setString("spiketide.topics.prefix", run.topics.prefix());
    }
    options.setString("spiketide.decisions.delivery", "exactly-once");
    JobSettings settings = JobSettings.of(options);
    return Survey.of(
        options, settings, Planner.plan(run.network, settings.topics()), flink.restUri());
  }
}
