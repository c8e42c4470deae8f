package io.spiketide.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import io.spiketide.schema.record.SpikeKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesAndSinksTest {
  private static final ClientProperties CLIENT = ClientProperties.of("localhost:9092");
  private static final TypeInformation<RawRecord> TYPE = TypeInformation.of(RawRecord.class);
  private static final SourceSettings SETTINGS =
      SourceSettings.of(List.of("sensor-events"), "group", CLIENT);

  @Test
  void aSourceIsEndlessUnlessItIsBounded() {
    assertThat(KafkaSources.rawRecords(SETTINGS, TYPE).getBoundedness())
        .isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
    assertThat(KafkaSources.rawRecords(SETTINGS.bounded(true), TYPE).getBoundedness())
        .isEqualTo(Boundedness.BOUNDED);
  }

  @Test
  void partitionsAreNotDiscoveredUnlessTheUserSaysSo() {
    String key = "partition.discovery.interval.ms";
    assertThat(KafkaSources.withDefaults(SETTINGS).get(key)).isEqualTo("-1");
    SourceSettings users = SourceSettings.of(List.of("t"), "group", CLIENT.with(key, "500"));
    assertThat(KafkaSources.withDefaults(users).get(key)).isEqualTo("500");
  }

  @Test
  void recordsAreWrappedWithTheirCoordinates() {
    byte[] key = {1};
    byte[] value = {2, 3};
    assertThat(wrapped(key, value))
        .isEqualTo(new RawRecord("sensor-events", 2, 77L, 5_000L, key, value));
  }

  @Test
  void aTombstoneBecomesAnEmptyValue() {
    assertThat(wrapped(null, null).value()).isEmpty();
    assertThat(wrapped(null, null).key()).isNull();
  }

  @Test
  void aRecordChoosesItsTopicAndKafkaThePartition() {
    byte[] key = {1};
    byte[] value = {2, 3};
    ProducerRecord<byte[], byte[]> sent =
        new OutboundRecordUnwrapper(Map.of())
            .serialize(new OutboundRecord("decisions", key, value, 5_000L), null, 9L);
    assertThat(sent.topic()).isEqualTo("decisions");
    assertThat(sent.partition()).isNull();
    assertThat(sent.timestamp()).isEqualTo(5_000L);
    assertThat(sent.key()).isSameAs(key);
    assertThat(sent.value()).isSameAs(value);
  }

  @Test
  void shardsOfAnInstanceTakeTurnsInPartitionsWhateverPopulationTheyHave() {
    OutboundRecordUnwrapper shards = new OutboundRecordUnwrapper(Map.of("spikes", 4));
    byte[] instance = "house 7/hall".getBytes(StandardCharsets.UTF_8);
    int first = Utils.toPositive(Utils.murmur2(instance)) % 4;
    for (int shard = 0; shard < 20; shard++) {
      for (String population : List.of("excitatory", "inhibitory")) {
        byte[] key = new SpikeKey("house 7/hall", population, shard).bytes();
        assertThat(partition(shards, "spikes", key)).isEqualTo((first + shard) % 4);
        assertThat(partition(shards, "decisions", key)).isNull();
      }
    }
  }

  private static Integer partition(OutboundRecordUnwrapper unwrapper, String topic, byte[] key) {
    return unwrapper.serialize(new OutboundRecord(topic, key, key, 0L), null, 0L).partition();
  }

  @Test
  void aProducerNeverGivesUpARecordBecauseItsBrokerIsAway() {
    String key = "delivery.timeout.ms";
    assertThat(KafkaSinks.withDefaults(CLIENT, Profile.LATENCY).get(key))
        .isEqualTo(String.valueOf(Integer.MAX_VALUE));
    ClientProperties users = CLIENT.with(key, "30000");
    assertThat(KafkaSinks.withDefaults(users, Profile.LATENCY).get(key)).isEqualTo("30000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest", "committed", "2026-03-01T12:00:00Z"})
  void aJobThatRetentionHasOvertakenGoesOnAtTheOldestRecord(String start) {
    assertThat(StartingOffsets.parse(start).initializer().getAutoOffsetResetStrategy())
        .isEqualTo(OffsetResetStrategy.EARLIEST);
  }

  @Test
  void aUsersProducerSettingsWinOverTheProfile() {
    ClientProperties client =
        KafkaSinks.withDefaults(CLIENT.with("linger.ms", "3"), Profile.THROUGHPUT);
    assertThat(client.get("linger.ms")).isEqualTo("3");
    assertThat(client.get("batch.size")).isEqualTo("262144");
    assertThat(KafkaSinks.withDefaults(CLIENT, Profile.LATENCY).get("linger.ms")).isEqualTo("0");
  }

  @Test
  void aUsersConsumerSettingsWinOverTheProfile() {
    SourceSettings users =
        SourceSettings.of(List.of("t"), "group", CLIENT.with("fetch.max.wait.ms", "3"));
    ClientProperties throughput = KafkaSources.withDefaults(users.profile(Profile.THROUGHPUT));
    assertThat(throughput.get("fetch.max.wait.ms")).isEqualTo("3");
    assertThat(throughput.get("fetch.min.bytes")).isEqualTo("65536");
    assertThat(KafkaSources.withDefaults(users).get("fetch.min.bytes")).isNull();
  }

  @Test
  void whatNobodyWaitsForIsFetchedInLargeBatchesUnlessTheUserSaysOtherwise() {
    for (Profile profile : Profile.values()) {
      ClientProperties seldom = KafkaSources.withDefaults(SETTINGS.profile(profile).seldom());
      assertThat(seldom.get("fetch.min.bytes")).isEqualTo("262144");
      assertThat(seldom.get("fetch.max.wait.ms")).isEqualTo("500");
    }
    SourceSettings users =
        SourceSettings.of(List.of("t"), "group", CLIENT.with("fetch.max.wait.ms", "3"));
    assertThat(KafkaSources.withDefaults(users.seldom()).get("fetch.max.wait.ms")).isEqualTo("3");
    assertThat(KafkaSources.withDefaults(SETTINGS).get("fetch.max.wait.ms")).isNull();
  }

  @Test
  void startingOffsetsAreReadFromWords() {
    assertThat(StartingOffsets.parse("earliest")).isEqualTo(new StartingOffsets.Earliest());
    assertThat(StartingOffsets.parse("latest")).isEqualTo(new StartingOffsets.Latest());
    assertThat(StartingOffsets.parse("committed")).isEqualTo(new StartingOffsets.Committed());
    assertThat(StartingOffsets.parse("1970-01-01T00:00:01Z"))
        .isEqualTo(new StartingOffsets.Timestamp(Instant.ofEpochMilli(1_000)));
  }

  @Test
  void unknownStartingOffsetsNameTheKnown() {
    assertThatThrownBy(() -> StartingOffsets.parse("yesterday"))
        .isInstanceOf(KafkaFault.class)
        .hasMessageContaining("'yesterday'")
        .hasMessageContaining("[earliest, latest, committed]");
  }

  private static RawRecord wrapped(byte[] key, byte[] value) {
    List<RawRecord> out = new ArrayList<>();
    new RawRecordDeserializer(TYPE)
        .deserialize(
            new ConsumerRecord<>(
                "sensor-events",
                2,
                77L,
                5_000L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty()),
            new ListCollector<>(out));
    assertThat(out).hasSize(1);
    return out.get(0);
  }
}
