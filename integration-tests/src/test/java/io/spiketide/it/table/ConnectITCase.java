package io.spiketide.it.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.connector.connect.PacketConverter;
import io.spiketide.schema.Decision;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.codec.DecisionCodec;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink of the documentation, with the connector, task and converters that it names. */
class ConnectITCase {
  @TempDir Path directory;

  @Test
  void theDocumentedSinkWritesEveryDecision() throws Exception {
    Path file = directory.resolve("decisions.txt");
    Map<String, String> settings = settings();
    settings.put("file", file.toString());
    SinkConnector connector = (SinkConnector) make(settings.get("connector.class"));
    assertThat(connector.validate(settings).configValues())
        .flatExtracting(ConfigValue::errorMessages)
        .isEmpty();
    connector.start(settings);
    SinkTask task = (SinkTask) connector.taskClass().getConstructor().newInstance();
    task.start(connector.taskConfigs(1).get(0));
    Converter keys = converter(settings, "key.converter", true);
    Converter values = converter(settings, "value.converter", false);
    DecisionCodec codec = new DecisionCodec(WireFormat.DEFAULT);
    List<SinkRecord> records = new ArrayList<>();
    for (Decision decision : Packets.DECISIONS) {
      byte[] key = decision.instance().getBytes(StandardCharsets.UTF_8);
      records.add(record(settings, keys, key, values, codec.encode(decision)));
    }
    task.put(records);
    task.flush(Map.of());
    task.stop();
    assertThat(Files.readAllLines(file))
        .hasSize(Packets.DECISIONS.size())
        .first()
        .asString()
        .contains("instance=camera-1", "label=east", "values=[0.0, 1.5]");
    assertThat(records.get(0).key()).isEqualTo("camera-1");
  }

  @Test
  void aPacketBecomesAStructWithTheSameFields() {
    SpikePacket packet = Packets.SPIKES.get(0);
    SchemaAndValue converted =
        new PacketConverter()
            .toConnectData("spikes", new SpikePacketCodec(WireFormat.DEFAULT).encode(packet));
    Struct struct = (Struct) converted.value();
    struct.validate();
    assertThat(struct.schema().name()).endsWith(".SpikePacket");
    assertThat(struct.getString("population")).isEqualTo("retina");
    assertThat(struct.getInt64("firstTick")).isEqualTo(100);
    assertThat(struct.<Integer>getArray("neurons")).containsExactly(5, 5, 9);
    assertThat(new PacketConverter().toConnectData("spikes", null)).isEqualTo(SchemaAndValue.NULL);
  }

  @Test
  void bytesThatAreNoPacketAreAFaultThatASinkMayTolerate() {
    PacketConverter converter = new PacketConverter();
    byte[] packet = new SpikePacketCodec(WireFormat.DEFAULT).encode(Packets.SPIKES.get(0));
    for (int length = 0; length < packet.length; length++) {
      byte[] cut = new byte[length];
      System.arraycopy(packet, 0, cut, 0, length);
      assertThatThrownBy(() -> converter.toConnectData("spikes", cut))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("topic spikes: a ");
    }
    assertThatThrownBy(() -> converter.configure(Map.of(), true))
        .hasMessageContaining("StringConverter");
  }

  private static Map<String, String> settings() throws Exception {
    Properties shown = new Properties();
    shown.load(new StringReader(Page.blocks("properties").get(0)));
    return Utils.propsToStringMap(shown);
  }

  private static SinkRecord record(
      Map<String, String> settings, Converter keys, byte[] key, Converter values, byte[] value) {
    String topic = settings.get("topics");
    SchemaAndValue k = keys.toConnectData(topic, key);
    SchemaAndValue v = values.toConnectData(topic, value);
    return new SinkRecord(topic, 0, k.schema(), k.value(), v.schema(), v.value(), 0);
  }

  private static Converter converter(Map<String, String> settings, String key, boolean isKey)
      throws Exception {
    Converter converter = (Converter) make(settings.get(key));
    converter.configure(settings, isKey);
    return converter;
  }

  private static Object make(String name) throws Exception {
    return Class.forName(name).getConstructor().newInstance();
  }
}
