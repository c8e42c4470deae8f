package io.spiketide.it.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.schema.Decision;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.DecisionCodec;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements of the documentation, on a broker that holds decisions and spikes. */
class SqlITCase {
  private static EmbeddedBroker broker;
  private static StreamTableEnvironment sql;
  private static List<String> page;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
    try (Topics topics = Topics.connect(broker.client())) {
      topics.create(TopicPlan.documented(TopicNames.DEFAULT, TopicOptions.DEFAULT));
    }
    write();
    page = Page.blocks("sql");
    sql = StreamTableEnvironment.create(StreamExecutionEnvironment.createLocalEnvironment(1));
    page.stream().filter(s -> s.startsWith("CREATE")).forEach(s -> sql.executeSql(statement(s)));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static void write() throws Exception {
    DecisionCodec decisions = new DecisionCodec(WireFormat.DEFAULT);
    SpikePacketCodec spikes = new SpikePacketCodec(WireFormat.DEFAULT);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.client().toProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Decision decision : Packets.DECISIONS) {
        producer.send(new ProducerRecord<>("decisions", decisions.encode(decision))).get();
      }
      for (SpikePacket packet : Packets.SPIKES) {
        producer.send(new ProducerRecord<>("spikes", spikes.encode(packet))).get();
      }
    }
  }

  /** A statement of the page for this broker; its tables end at what is there. */
  private static String statement(String shown) {
    return shown
        .replace("localhost:9092", broker.bootstrapServers())
        .replace(
            "'scan.startup.mode' = 'earliest-offset'",
            "'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset'")
        .replaceFirst(";$", "");
  }

  @Test
  void aDecisionIsARow() throws Exception {
    Map<Row, Integer> rows =
        rows(
            "SELECT instance, readout, epoch, sequence, episode, winner, label, true_label,"
                + " outputs[2], event_time FROM decisions");
    Instant end = Instant.ofEpochMilli(1_000);
    assertThat(rows)
        .containsOnly(
            Map.entry(
                Row.of(
                    "camera-1",
                    "answer",
                    0L,
                    0L,
                    "episode-0",
                    1,
                    "east",
                    "east",
                    1.5,
                    end.minusMillis(500)),
                1),
            Map.entry(
                Row.of("camera-1", "answer", 0L, 1L, "episode-1", 0, "west", "east", 0.5, end), 2),
            Map.entry(
                Row.of(
                    "camera-2",
                    "answer",
                    0L,
                    0L,
                    "episode-0",
                    1,
                    "east",
                    "east",
                    1.5,
                    end.minusMillis(500)),
                1));
  }

  @Test
  void aSpikeIsARow() throws Exception {
    assertThat(rows("SELECT DISTINCT instance, tick, neuron, spikes, event_time FROM spikes"))
        .containsOnlyKeys(
            Row.of("camera-1", 100L, 5, 1, Instant.ofEpochMilli(50)),
            Row.of("camera-1", 103L, 5, 1, Instant.parse("1970-01-01T00:00:00.051500Z")),
            Row.of("camera-1", 103L, 9, 1, Instant.parse("1970-01-01T00:00:00.051500Z")),
            Row.of("camera-2", 107L, 5, 4, Instant.parse("1970-01-01T00:00:00.053500Z")));
  }

  @Test
  void theQueriesOfTheDocumentationCountEverythingOnce() throws Exception {
    List<String> queries = page.stream().filter(s -> s.startsWith("SELECT")).toList();
    assertThat(queries).hasSize(2);
    assertThat(rows(queries.get(0)))
        .containsOnlyKeys(Row.of("answer", "east", 2L), Row.of("answer", "west", 1L));
    assertThat(rows(queries.get(1)))
        .containsOnlyKeys(Row.of("retina", 5, 6), Row.of("retina", 9, 1));
  }

  @Test
  void aColumnThatThereIsNotNamesThoseThatThereAre() {
    String create = statement(page.get(0)).replace("CREATE TABLE decisions", "CREATE TABLE wrong");
    sql.executeSql(create.replace("readout     STRING", "reader      STRING"));
    assertThatThrownBy(() -> rows("SELECT reader FROM wrong"))
        .hasStackTraceContaining("column reader: is unknown; use some of [network, instance,");
    sql.executeSql("DROP TABLE wrong");
    sql.executeSql(create.replace("epoch       BIGINT", "epoch       INT"));
    assertThatThrownBy(() -> rows("SELECT epoch FROM wrong"))
        .hasStackTraceContaining("column epoch: is declared INT; declare it BIGINT");
    sql.executeSql("DROP TABLE wrong");
  }

  @Test
  void aTableOfTheWrongTopicSaysSo() {
    sql.executeSql(
        statement(page.get(0))
            .replace("CREATE TABLE decisions", "CREATE TABLE mixed")
            .replace("'topic' = 'decisions'", "'topic' = 'spikes'"));
    assertThatThrownBy(() -> rows("SELECT label FROM mixed"))
        .hasStackTraceContaining("a record is no packet of this table")
        .hasStackTraceContaining("correct topic or format");
  }

  /** The rows of a query when it has ended, and how often each is there. */
  private static Map<Row, Integer> rows(String query) throws Exception {
    Map<Row, Integer> rows = new HashMap<>();
    try (CloseableIterator<Row> results = sql.executeSql(statement(query)).collect()) {
      while (results.hasNext()) {
        Row row = results.next();
        boolean added = row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER;
        row.setKind(RowKind.INSERT);
        rows.merge(row, added ? 1 : -1, Integer::sum);
      }
    }
    rows.values().removeIf(count -> count == 0);
    return rows;
  }
}
