package io.spiketide.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.connector.kafka.Right;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.job.JobSettings;
import io.spiketide.job.Rights;
import io.spiketide.job.SpiketideOptions;
import io.spiketide.plan.JobPlan;
import io.spiketide.plan.Planner;
import io.spiketide.schema.TopicNames;
import io.spiketide.yaml.NetworkYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented rights are enough for a job, and none of them can be left out. */
class AccessITCase {
  private static final String USER = "spiketide";
  private static final String PRINCIPAL = "User:" + USER;
  private static final String PASSWORD = "s3cret";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String EXACTLY_ONCE = "exactly-once";

  @TempDir static Path directory;

  private static SecureBroker broker;
  private static EmbeddedFlink flink;
  private static Path client;
  private static Path network;
  private static JobPlan plan;

  /** With decisions exactly once, which needs one more than at least once. */
  private static List<Right> rights;

  @BeforeAll
  static void start() throws Exception {
    broker = SecureBroker.start(Files.createDirectory(directory.resolve("broker")));
    broker.addUser(USER, PASSWORD);
    try (Topics topics = Topics.connect(broker.insider())) {
      topics.create(TopicPlan.documented(TopicNames.DEFAULT, TopicOptions.DEFAULT));
    }
    client = broker.properties(USER, PASSWORD, Map.of());
    network = Files.writeString(directory.resolve("guarded.yaml"), GuardedJob.NETWORK);
    Configuration options = new Configuration();
    options.set(SpiketideOptions.CLIENT_PROPERTIES, client.toString());
    plan = Planner.plan(NetworkYaml.load(network).network(), TopicNames.DEFAULT);
    rights = rights(EXACTLY_ONCE);
    // connectors are on this class path already, besides in the job jar
    options.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.options(options));
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  private static List<Right> rights(String delivery) {
    Configuration options = new Configuration();
    options.set(SpiketideOptions.CLIENT_PROPERTIES, client.toString());
    options.set(SpiketideOptions.DELIVERY, delivery);
    return Rights.ofJob(plan, JobSettings.of(options));
  }

  @ParameterizedTest(name = "decisions {0}")
  @ValueSource(strings = {"at-least-once", EXACTLY_ONCE})
  void theLeastRightsAreEnough(String delivery) throws Exception {
    List<Right> least = rights(delivery);
    give(least);
    Map<String, Long> before = new HashMap<>();
    for (String topic : written()) {
      before.put(topic, end(topic));
    }
    Commands submit = submit(delivery);
    assertThat(submit.err()).doesNotContain("may not");
    assertThat(submit.exitCode()).as(submit.err()).isZero();
    String job = submit.out().strip();
    GuardedJob.feed(broker.insider(), TopicNames.DEFAULT, "sensor-" + delivery);
    for (String topic : written()) {
      Awaitility.await(topic).atMost(PATIENCE).until(() -> end(topic) > before.get(topic));
    }
    Awaitility.await("committed offsets")
        .atMost(PATIENCE)
        .until(
            () ->
                !broker
                    .admin()
                    .listConsumerGroupOffsets("spiketide-guarded")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .isEmpty());
    assertThat(flink.rest().lastFailure(job)).isNull();
    flink.rest().cancel(job);
    System.out.println("rights that are enough for " + delivery + ": " + least.size());
  }

  static Stream<Right> eachRight() {
    return rights.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("eachRight")
  void noneOfThemCanBeLeftOut(Right missing) throws Exception {
    give(rights.stream().filter(right -> !right.equals(missing)).toList());
    Commands submit = submit(EXACTLY_ONCE);
    System.out.printf("without %s: %.1f s: %s%n", missing.name(), submit.seconds(), submit.err());
    assertThat(submit.exitCode()).isEqualTo(3);
    assertThat(submit.err().lines()).hasSize(1);
    assertThat(submit.err())
        .contains(missing.kind() + " " + missing.name(), "user '" + USER + "' may not ")
        .contains(missing.operation().name())
        .contains("allow it: " + missing.command(broker.bootstrapServers(), PRINCIPAL));
    assertThat(submit.seconds()).isLessThan(30);
  }

  @Test
  void allThatAreMissingAreSaidAtOnce() throws Exception {
    give(List.of());
    assertThat(submit(EXACTLY_ONCE).err().lines()).hasSize(rights.size());
  }

  @Test
  void clientsOfTheCommandLineAreToldToo() throws Exception {
    give(List.of());
    Path csv = Files.writeString(directory.resolve("touch.csv"), "sample,step,channel\n0,1,2\n");
    String[] connect = {"--client-properties", client.toString()};
    assertDenied("READ --topic decisions", connect, "tail", "decisions");
    assertDenied("READ --topic spikes", connect, "raster");
    assertDenied("READ --topic spikes", connect, "stats");
    assertDenied(
        "WRITE --topic sensor-events",
        connect,
        "replay",
        csv.toString(),
        "--instance",
        "touch",
        "--step",
        "1ms");
    assertDenied("DESCRIBE_CONFIGS --topic weights", connect, "topics", "check");
    assertDenied("DESCRIBE --topic weights", connect, "topics", "create");
    give(Rights.toDescribe(new TopicNames("new.")));
    assertDenied("CREATE --topic new.weights", connect, "topics", "create", "--prefix", "new.");
    assertDenied("ALTER", connect, "topics", "acls", "--principal", PRINCIPAL, "--apply");
  }

  private static void assertDenied(String expected, String[] connect, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(connect));
    Commands denied = Commands.run(all.toArray(String[]::new));
    assertThat(denied.err()).contains(expected).doesNotContain("\tat ");
    assertThat(denied.exitCode()).isEqualTo(3);
    assertThat(denied.seconds()).isLessThan(30);
  }

  @Test
  void theCommandLineGivesTheRights() throws Exception {
    give(List.of());
    Path admin =
        Files.writeString(
            directory.resolve("admin.properties"),
            "bootstrap.servers=" + broker.insider().bootstrapServers());
    Commands given =
        Commands.run(
            "topics",
            "acls",
            network.toString(),
            "--principal",
            PRINCIPAL,
            "--client-properties",
            admin.toString(),
            "-D",
            SpiketideOptions.DELIVERY.key() + "=" + EXACTLY_ONCE,
            "--apply");
    assertThat(given.exitCode()).as(given.err()).isZero();
    assertThat(new HashSet<>(broker.admin().describeAcls(AclBindingFilter.ANY).values().get()))
        .isEqualTo(new HashSet<>(rights.stream().map(right -> right.rule(PRINCIPAL)).toList()));
  }

  private static void give(List<Right> some) throws Exception {
    broker.setRights(some.stream().map(right -> right.rule(PRINCIPAL)).toList());
  }

  private static Commands submit(String delivery) {
    return Commands.run(
        "submit",
        network.toString(),
        "--jobmanager",
        flink.restUri().getAuthority(),
        "--client-properties",
        client.toString(),
        "--jar",
        Path.of(System.getProperty("spiketide.root"), "jobs/target/spiketide-job.jar").toString(),
        "-D",
        SpiketideOptions.DELIVERY.key() + "=" + delivery,
        "-D",
        "execution.checkpointing.interval=500 ms");
  }

  private static List<String> written() {
    return plan.channels().stream().filter(c -> !c.reads()).map(c -> c.topic()).toList();
  }

  private static long end(String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    return broker
        .admin()
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }
}
