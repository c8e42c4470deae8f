package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardKeyTest {
  private static final int KEY_GROUPS = 128;

  @ParameterizedTest(name = "{0} shards")
  @ValueSource(ints = {2, 3, 4, 5, 8, 12, 16, 100, 128})
  void shardsAreSpreadEvenlyAtEveryParallelismThatDividesTheirNumber(int shards) {
    for (String instance : List.of("", "a", "camera/7", "ein\tlängerer Name")) {
      List<String> keys = new ShardKey(shards, KEY_GROUPS).of(instance);
      for (int parallelism = 1; parallelism <= shards; parallelism++) {
        if (shards % parallelism == 0) {
          Map<Integer, Integer> load = new HashMap<>();
          for (String key : keys) {
            int subtask =
                KeyGroupRangeAssignment.assignKeyToParallelOperator(key, KEY_GROUPS, parallelism);
            load.merge(subtask, 1, Integer::sum);
          }
          assertThat(load).hasSize(parallelism);
          assertThat(load.values()).containsOnly(shards / parallelism);
        }
      }
    }
  }

  @Test
  void aKeySaysInstanceAndShard() {
    List<String> keys = new ShardKey(3, KEY_GROUPS).of("a/b c");
    for (int shard = 0; shard < 3; shard++) {
      assertThat(ShardKey.instance(keys.get(shard))).isEqualTo("a/b c");
      assertThat(ShardKey.shard(keys.get(shard))).isEqualTo(shard);
    }
    assertThat(new ShardKey(3, KEY_GROUPS).of("a/b c")).isEqualTo(keys);
  }

  @Test
  void aStageThatIsNotCutIsKeyedByInstanceAlone() {
    assertThat(new ShardKey(1, KEY_GROUPS).of("camera")).containsExactly("camera");
  }

  @Test
  void keysOfShardsAreToldFromInstances() {
    for (String instance : new String[] {"a", "", "camera/3", "line\nbreak", "0"}) {
      assertThat(ShardKey.isOfShard(instance)).isFalse();
      for (String key : new ShardKey(3, KEY_GROUPS).of(instance)) {
        assertThat(ShardKey.isOfShard(key)).isTrue();
        assertThat(ShardKey.instance(key)).isEqualTo(instance);
      }
    }
  }
}
