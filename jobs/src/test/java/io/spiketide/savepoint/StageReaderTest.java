package io.spiketide.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.savepoint.StoredNetwork.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StageReaderTest {
  private static final int INSTANCES = 40;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Storage.class)
  void eachInstanceIsInOnePartHoweverManyThereAre(Storage storage) throws Exception {
    List<StoredKey> all =
        IntStream.range(0, INSTANCES).mapToObj(i -> new StoredKey("i" + i, 0)).toList();
    try (StoredNetwork stored =
        new StoredNetwork(StoredNetwork.network(folder, StoredNetwork.TEXT), storage, 3)) {
      for (StoredKey key : all) {
        stored.send(key.instance(), 0, 12, 1, 3);
      }
      Savepoint savepoint = Savepoint.open(stored.savepoint(folder));
      StageReader reader = new StageReader(savepoint.path, savepoint.stages.get(0));
      assertThat(reader.parts()).isEqualTo(1);
      for (int parts : new int[] {1, 2, 5}) {
        List<StoredKey> read = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
          read.addAll(reader.read(part, parts).keySet());
        }
        assertThat(read).as("%d parts", parts).containsExactlyInAnyOrderElementsOf(all);
      }
    }
  }
}
