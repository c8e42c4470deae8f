package io.spiketide.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.network.Network;
import io.spiketide.savepoint.StoredNetwork.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SavepointDiffTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Storage.class)
  void theSameInstancesAreTheSameHoweverTheyAreStored(Storage storage) throws Exception {
    String one = run(StoredNetwork.TEXT, Storage.HASHMAP_CHECKPOINT, 1, 12);
    String other = run(StoredNetwork.TEXT, storage, 3, 12);
    assertSame(one, other);
    assertDiffersOnlyInA(one, run(StoredNetwork.TEXT, storage, 2, 13));
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void instancesThatAreForgottenAfterATimeAreRead(Storage storage) throws Exception {
    String mortal = StoredNetwork.TEXT + "instances: {time_to_live: 1 s}\n";
    String one = run(mortal, Storage.HASHMAP_SAVEPOINT, 2, 12);
    assertSame(one, run(mortal, storage, 1, 12));
    assertDiffersOnlyInA(one, run(mortal, storage, 1, 13));
  }

  /** Three instances, of which the first ran so far and the others up to tick 10. */
  private String run(String text, Storage storage, int parallelism, int frontier) throws Exception {
    try (StoredNetwork stored = new StoredNetwork(network(text), storage, parallelism)) {
      stored.send("a", 0, frontier, 1, 3, 5, 9, 11);
      stored.send("b", 0, 10, 1, 3, 5, 9, 11);
      stored.send("c", 0, 10, 2, 4);
      return stored.savepoint(folder);
    }
  }

  private Network network(String text) throws IOException {
    return StoredNetwork.network(folder, text);
  }

  private static void assertSame(String a, String b) {
    SavepointDiff diff = diff(a, b);
    assertThat(diff.findings()).isEmpty();
    assertThat(diff.isSame()).isTrue();
    assertThat(diff.stages())
        .containsExactly(new SavepointDiff.StageCount(StoredNetwork.UID, 3, 0, 0, 0));
  }

  private static void assertDiffersOnlyInA(String a, String b) {
    SavepointDiff diff = diff(a, b);
    assertThat(diff.isSame()).isFalse();
    assertThat(diff.findings())
        .allMatch(f -> new StoredKey("a", 0).equals(f.key()))
        .anyMatch(f -> f.difference().equals(new Difference("tick", "12", "13", null)))
        .anyMatch(
            f ->
                f.difference().what().equals("population muscle v")
                    && f.difference().values() != null
                    && f.difference().values().of() == 2)
        .anyMatch(f -> f.difference().what().equals("source finger of input skin frontier"));
    assertThat(diff.stages())
        .containsExactly(new SavepointDiff.StageCount(StoredNetwork.UID, 2, 1, 0, 0));
  }

  private static SavepointDiff diff(String a, String b) {
    return SavepointDiff.of(Savepoint.open(a), Savepoint.open(b));
  }

  @Test
  void instancesThatOnlyOneHasAreNamed() throws Exception {
    try (StoredNetwork stored = started(StoredNetwork.TEXT)) {
      String before = stored.savepoint(folder);
      stored.send("b", 0, 10, 1);
      String after = stored.savepoint(folder);
      Finding only =
          new Finding(
              StoredNetwork.UID,
              new StoredKey("b", 0),
              new Difference("instance", null, "stored", null));
      assertThat(diff(before, after).findings()).containsExactly(only);
      assertThat(diff(after, before).stages())
          .containsExactly(new SavepointDiff.StageCount(StoredNetwork.UID, 1, 0, 1, 0));
    }
  }

  @Test
  void aChangedDescriptionIsNamedWithItsPlaces() throws Exception {
    String changed = StoredNetwork.TEXT.replace("every: 2 ms", "every: 3 ms");
    try (StoredNetwork one = started(StoredNetwork.TEXT);
        StoredNetwork other = started(changed)) {
      List<Finding> findings = diff(one.savepoint(folder), other.savepoint(folder)).findings();
      assertThat(findings.get(0).difference().what()).isEqualTo("description");
      assertThat(findings)
          .contains(
              new Finding(
                  null,
                  null,
                  new Difference("record.muscle/v", "every 2 ticks", "every 3 ticks", null)));
    }
  }

  @Test
  void aPopulationThatOnlyOneHasIsNamed() throws Exception {
    String more =
        StoredNetwork.TEXT.replace(
            "projections:\n",
            "  spare: {shape: [3], neuron: {model: lif, tau_m: 20}}\nprojections:\n");
    try (StoredNetwork one = started(StoredNetwork.TEXT);
        StoredNetwork other = started(more)) {
      assertThat(diff(one.savepoint(folder), other.savepoint(folder)).findings())
          .anyMatch(
              f ->
                  f.difference().what().equals("population spare v")
                      && f.difference().a() == null
                      && f.difference().b() != null);
    }
  }

  @Test
  void savepointsOfOtherNetworksAreNotCompared() throws Exception {
    try (StoredNetwork one = started(StoredNetwork.TEXT);
        StoredNetwork other = started(StoredNetwork.TEXT.replace("reflex", "gesture"))) {
      String a = one.savepoint(folder);
      String b = other.savepoint(folder);
      assertThatThrownBy(() -> diff(a, b))
          .isInstanceOf(SavepointFault.class)
          .hasMessage(
              "savepoint %s: is of network 'gesture', but %s is of 'reflex'; compare savepoints of one network"
                  .formatted(b, a));
    }
  }

  @Test
  void whatIsNoSavepointIsSaid() throws Exception {
    String none = folder.resolve("none").toString();
    assertThatThrownBy(() -> Savepoint.open(none))
        .isInstanceOf(SavepointFault.class)
        .hasMessageContaining("savepoint " + none + ": cannot be read (")
        .hasMessageContaining("give the directory of a savepoint");
    assertThatThrownBy(() -> Savepoint.open(""))
        .isInstanceOf(SavepointFault.class)
        .hasMessageContaining("cannot be read (");
    Files.write(folder.resolve("_metadata"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    assertThatThrownBy(() -> Savepoint.open(folder.toString()))
        .isInstanceOf(SavepointFault.class)
        .hasMessageContaining("cannot be read (");
  }

  @Test
  void aStateFormatOfANewerVersionIsSaid() throws Exception {
    try (StoredNetwork stored = started(StoredNetwork.TEXT)) {
      Path metadata = Path.of(stored.savepoint(folder)).resolve("_metadata");
      byte[] bytes = Files.readAllBytes(metadata);
      byte[] name = "InstanceStateSerializer$Snapshot".getBytes(StandardCharsets.UTF_8);
      int version = indexOf(bytes, name) + name.length + Integer.BYTES - 1;
      bytes[version] += 1;
      Files.write(metadata, bytes);
      assertThatThrownBy(() -> Savepoint.open(metadata.toString()))
          .isInstanceOf(SavepointFault.class)
          .hasMessageContaining("savepoint " + metadata + ": how the state of stage-reflex is")
          .hasMessageContaining(
              "state format %d is newer than this version".formatted(bytes[version]));
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("the metadata does not name the format");
  }

  @Test
  void aSavepointWhoseStateIsDamagedIsSaid() throws Exception {
    try (StoredNetwork stored = started(StoredNetwork.TEXT)) {
      Path metadata = Path.of(stored.savepoint(folder)).resolve("_metadata");
      byte[] bytes = Files.readAllBytes(metadata);
      int source = indexOf(bytes, "finger".getBytes(StandardCharsets.UTF_8));
      bytes[source - 1] = Byte.MAX_VALUE; // the length of its name
      Files.write(metadata, bytes);
      assertThatThrownBy(() -> SavepointSummary.of(Savepoint.open(metadata.toString())))
          .isInstanceOf(SavepointFault.class)
          .hasMessageContaining("the state of stage-reflex cannot be read (");
    }
  }

  private StoredNetwork started(String text) throws Exception {
    StoredNetwork stored = new StoredNetwork(network(text), Storage.HASHMAP_SAVEPOINT, 1);
    stored.send("a", 0, 12, 1, 3, 5);
    return stored;
  }
}
