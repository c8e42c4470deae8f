package io.spiketide.operator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.catalog.StateArray;
import io.spiketide.intake.Intake;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.Layout;
import io.spiketide.kernel.Origin;
import io.spiketide.kernel.Succession;
import io.spiketide.testing.RandomNetworks;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored form of instances. */
class InstanceStateSerializerTest {
  private static final String FILE_OF_VERSION_1 = "instance-state-v1.bin";
  private static final String FILE_OF_VERSION_2 = "instance-state-v2.bin";
  private static final String FILE_OF_VERSION_3 = "instance-state-v3.bin";
  private static final String FILE_OF_VERSION_4 = "instance-state-v4.bin";

  private final InstanceStateSerializer serializer = StoredStates.serializer();

  @ParameterizedTest(name = "state {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void readsWhatItWroteBitForBit(int i) throws IOException {
    InstanceState state = StoredStates.state(i);
    byte[] bytes = bytes(serializer, state);
    DataInputDeserializer in = new DataInputDeserializer(bytes);

    InstanceState read = serializer.deserialize(in);

    assertThat(in.available()).isZero();
    assertThat(StateText.of(read)).isEqualTo(StateText.of(state));
    assertThat(bytes(serializer, read)).isEqualTo(bytes);
    DataOutputSerializer copied = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(bytes), copied);
    assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes);
  }

  @ParameterizedTest(name = "state {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aCopySharesNothingThatChanges(int i) {
    InstanceState state = StoredStates.state(i);
    String before = StateText.of(state);
    InstanceState copy = serializer.copy(state);
    assertThat(StateText.of(copy)).isEqualTo(before);

    change(state);

    assertThat(StateText.of(state)).isNotEqualTo(before);
    assertThat(StateText.of(copy)).isEqualTo(before);
  }

  private static void change(InstanceState state) {
    state.kernel.tick++;
    for (double[][] group : state.kernel.arrays) {
      for (double[] array : group) {
        array[0] = array[0] == 7 ? 8 : 7;
      }
    }
    for (var slots : state.kernel.history) {
      for (var spikes : slots) {
        if (spikes != null) {
          spikes.add(99);
        }
      }
    }
    state.intake.channels.forEach(
        channel -> {
          channel.frontier++;
          channel.waiting.add(Long.MIN_VALUE, 1, 1f);
        });
    state.intake.marks.clear();
    state.outbox.spikes[0].add(1, 2, 3);
    if (state.outbox.spikes[0].size > 1) {
      state.outbox.spikes[0].neurons[0]++;
    }
    for (int v = 0; v < state.outbox.samples[0].values.length; v++) {
      state.outbox.samples[0].values[v] = 7;
    }
    state.outbox.samples[0].count++;
    state.outbox.decisionSequences[0]++;
  }

  @Test
  void theSerializerItselfTravelsWithAJob() throws Exception {
    InstanceStateSerializer travelled = InstantiationUtil.clone(serializer);
    assertThat(travelled).isEqualTo(serializer).hasSameHashCodeAs(serializer);
    InstanceState state = StoredStates.state(1);
    assertThat(bytes(travelled, state)).isEqualTo(bytes(serializer, state));
  }

  @Test
  void theSameLayoutsAreReadAsTheyAreAndOthersAreMigrated() {
    var stored = serializer.snapshotConfiguration();
    assertThat(
            StoredStates.serializer()
                .snapshotConfiguration()
                .resolveSchemaCompatibility(stored)
                .isCompatibleAsIs())
        .isTrue();
    assertThat(
            new InstanceStateSerializer(
                    StoredStates.EDITIONS.subList(1, 2), InstanceStateSerializer.Snapshot.NEWEST)
                .snapshotConfiguration()
                .resolveSchemaCompatibility(stored)
                .isCompatibleAfterMigration())
        .isTrue();
  }

  @Test
  void refusesAFormatThatIsNewerThanItself() {
    assertThatThrownBy(
            () ->
                new InstanceStateSerializer.Snapshot()
                    .readSnapshot(
                        5, new DataInputDeserializer(new byte[8]), getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessage("state format 5 is newer than this version; use a newer Spiketide");
  }

  @Test
  void readsTheFileOfVersion1AndWritesItInThePresentFormat() throws Exception {
    DataInputDeserializer in = new DataInputDeserializer(file(FILE_OF_VERSION_1));
    TypeSerializerSnapshot<InstanceState> snapshot =
        TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader());
    TypeSerializer<InstanceState> stored = snapshot.restoreSerializer();
    TypeSerializer<InstanceState> rewritten = stored.snapshotConfiguration().restoreSerializer();
    for (int i = 0; i < StoredStates.COUNT; i++) {
      InstanceState read = stored.deserialize(in);
      String expected = StateText.of(StoredStates.state(i, StoredStates.VERSION_1));
      assertThat(StateText.of(read)).isEqualTo(expected);
      DataInputDeserializer now = new DataInputDeserializer(bytes(stored, read));
      assertThat(StateText.of(rewritten.deserialize(now))).isEqualTo(expected);
    }
    assertThat(in.available()).isZero();
    assertThat(((InstanceStateSerializer.Snapshot) snapshot).origins())
        .containsExactly(Origin.UNKNOWN);
  }

  @Test
  void readsTheFileOfVersion2() throws Exception {
    DataInputDeserializer in = new DataInputDeserializer(file(FILE_OF_VERSION_2));
    TypeSerializerSnapshot<InstanceState> snapshot =
        TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader());
    TypeSerializer<InstanceState> stored = snapshot.restoreSerializer();
    for (int i = 0; i < StoredStates.COUNT; i++) {
      assertThat(StateText.of(stored.deserialize(in)))
          .isEqualTo(StateText.of(StoredStates.state(i)));
    }
    assertThat(in.available()).isZero();
    assertThat(((InstanceStateSerializer.Snapshot) snapshot).origins())
        .extracting(Origin::network)
        .containsExactly("réseau", "réseau");
  }

  @Test
  void readsTheFileOfVersion3() throws Exception {
    DataInputDeserializer in = new DataInputDeserializer(file(FILE_OF_VERSION_3));
    TypeSerializerSnapshot<InstanceState> snapshot =
        TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader());
    TypeSerializer<InstanceState> stored = snapshot.restoreSerializer();
    for (int i = 0; i < StoredStates.COUNT; i++) {
      assertThat(StateText.of(stored.deserialize(in)))
          .isEqualTo(StateText.of(StoredStates.shard(i)));
    }
    assertThat(in.available()).isZero();
  }

  @Test
  void readsTheFileOfVersion4() throws Exception {
    DataInputDeserializer in = new DataInputDeserializer(file(FILE_OF_VERSION_4));
    TypeSerializerSnapshot<InstanceState> snapshot =
        TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader());
    TypeSerializer<InstanceState> stored = snapshot.restoreSerializer();
    for (int i = 0; i < StoredStates.COUNT; i++) {
      assertThat(StateText.of(stored.deserialize(in)))
          .isEqualTo(StateText.of(StoredStates.commanded(i)));
    }
    assertThat(in.available()).isZero();
  }

  @Test
  void thePresentFormatIsThatOfTheNewestFile() throws Exception {
    assertThat(StoredStates.file()).isEqualTo(file(FILE_OF_VERSION_4));
  }

  private byte[] file(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  @Test
  void anInstanceOfAFormerNetworkIsWrittenInTheFormOfThePresentOne() throws Exception {
    CompiledNetwork net = CompiledNetwork.compile(RandomNetworks.of(3));
    InstanceState former = former(net);
    InstanceStateSerializer present = new InstanceStateSerializer(Succession.of(net));

    byte[] bytes = bytes(present, former);
    InstanceState read = only(net.layout()).deserialize(new DataInputDeserializer(bytes));

    assertThat(former.kernel.layout).isNotEqualTo(net.layout());
    assertThat(StateText.of(read)).isEqualTo(StateText.of(former.copy().adoptedBy(net)));
    assertThat(read.kernel.tick).isEqualTo(77);
    assertThatThrownBy(() -> bytes(only(net.layout()), former))
        .isInstanceOf(IllegalStateException.class);
  }

  private static InstanceStateSerializer only(Layout layout) {
    return new InstanceStateSerializer(List.of(layout), InstanceStateSerializer.Snapshot.NEWEST);
  }

  /** A state of the network as if it had had another first readout. */
  private static InstanceState former(CompiledNetwork net) {
    KernelState now = net.newState();
    List<Layout.Group> groups = new ArrayList<>();
    List<double[][]> arrays = new ArrayList<>();
    Random random = new Random(1);
    for (int g = 0; g < now.arrays.length; g++) {
      Layout.Group group = net.layout().groups().get(g);
      boolean renamed = group.name().equals("readout/count");
      groups.add(renamed ? new Layout.Group("readout/former", group.arrays()) : group);
      arrays.add(
          group.arrays().stream()
              .map(StateArray::length)
              .map(n -> random.doubles(n).toArray())
              .toArray(double[][]::new));
    }
    KernelState kernel =
        new KernelState(
            new Layout(Origin.UNKNOWN, groups), arrays.toArray(double[][][]::new), now.history);
    kernel.tick = 77;
    int published = net.layout().names(Layout.SPIKES).size();
    int recorded = net.layout().names(Layout.RECORDING).size();
    Outbox outbox = new Outbox(published, recorded, net.layout().names(Layout.READOUT).size());
    outbox.decisionSequences[0] = 5;
    outbox.decisionSequences[1] = 6;
    return new InstanceState(kernel, new Intake(), outbox);
  }

  private static byte[] bytes(TypeSerializer<InstanceState> by, InstanceState state)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    by.serialize(state, out);
    return out.getCopyOfBuffer();
  }
}
