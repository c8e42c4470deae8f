package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.LearnedWeights;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Learning;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.time.TimeBase;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class LearningMetricsTest {
  private static Network network(boolean learns) {
    Projection projection =
        Projection.of("in", "out", new Connectivity.AllToAll(true), Values.of(0.5), 0);
    return new Network(
        "net",
        TimeBase.ofMicros(1000),
        1,
        List.of(Input.events("in", Shape.of(3))),
        List.of(Population.of("out", Shape.of(2), Settings.of("if", Map.of("V_th", Values.of(1))))),
        List.of(learns ? projection.learning(Learning.by(Settings.of("pair_stdp"))) : projection),
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        new Placement(10));
  }

  /**
   * As in a task with a shard that has no neurons of the target, or an edition that stands still.
   */
  @Test
  void aShardThatLearnsLessThanAnotherOneIsLookedAtToo() {
    CompiledNetwork learns = CompiledNetwork.compile(network(true));
    CompiledNetwork stands = CompiledNetwork.compile(network(false));
    LearningMetrics metrics = new LearningMetrics();
    metrics.know(new UnregisteredMetricsGroup(), new LearnedWeights(learns));
    metrics.know(new UnregisteredMetricsGroup(), new LearnedWeights(stands));

    assertThatCode(() -> metrics.look(new LearnedWeights(stands), stands.newState()))
        .doesNotThrowAnyException();
  }
}
