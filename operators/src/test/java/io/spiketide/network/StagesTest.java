package io.spiketide.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.time.TimeBase;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StagesTest {
  private static final Stages THREE =
      new Stages(
          List.of(
              new Stage("0", List.of("first"), List.of(), 1),
              new Stage("1", List.of("second"), List.of(), 1),
              new Stage("2", List.of("third"), List.of(), 1)));

  @Test
  void theTextSaysOverHowManyShardsAPopulationIsCut() {
    Stages stages =
        new Stages(
            List.of(
                new Stage("0", List.of("hidden", "noise"), List.of(), 12),
                new Stage("1", List.of("output"), List.of("letter"), 1)));
    String text = stages.toString();
    assertThat(text).isEqualTo("hidden, noise x 12 | output");
    for (String population : List.of("hidden", "noise", "output")) {
      assertThat(Stages.shards(text, population)).isEqualTo(stages.shards(population));
    }
    assertThat(Stages.shards(text, "other")).isEqualTo(1);
    assertThat(Stages.shards("one", "hidden")).isEqualTo(1);
  }

  @Test
  void whoSendsToTheTopicReadsItAndWaitsOrNot() {
    Network network = network("third>first");
    assertThat(IntStream.range(0, 3).filter(s -> THREE.readsTopic(network, s)))
        .containsExactly(0, 2);
    assertThat(IntStream.range(0, 3).filter(s -> THREE.hearsDirectly(network, s))).isEmpty();
    assertThat(THREE.areInStep(network)).as("third runs ahead").isFalse();

    Network halfWay = network("third>first", "first>second");
    assertThat(THREE.readsTopic(halfWay, 1)).isFalse();
    assertThat(THREE.hearsDirectly(halfWay, 1)).isTrue();
    assertThat(THREE.areInStep(halfWay)).as("third still does").isFalse();
    assertThat(THREE.areInStep(network("third>first", "first>second", "second>third"))).isTrue();
  }

  @Test
  void shardsOfAStageAreInStepWhereTheyHearEachOther() {
    Stages shards =
        new Stages(List.of(new Stage("0", List.of("first", "second", "third"), List.of(), 2)));
    Network network = network("third>first", "first>third");
    assertThat(shards.areInStep(network)).isTrue();
    assertThat(shards.readsTopic(network, 0)).isTrue();
    assertThat(shards.hearsDirectly(network, 0)).isFalse();
  }

  /** Three populations, and projections of the form {@code source>target}. */
  private static Network network(String... projections) {
    Settings lif = Settings.of("lif", Map.of());
    return new Network(
        "three",
        TimeBase.ofMicros(1000),
        1,
        List.of(),
        Stream.of("first", "second", "third")
            .map(name -> Population.of(name, Shape.of(4), lif))
            .toList(),
        Stream.of(projections)
            .map(arrow -> arrow.split(">"))
            .map(
                ends ->
                    Projection.of(
                        ends[0], ends[1], new Connectivity.AllToAll(true), Values.of(1), 2))
            .toList(),
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        new Placement(2));
  }
}
