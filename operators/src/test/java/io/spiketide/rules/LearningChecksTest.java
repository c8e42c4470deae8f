package io.spiketide.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Learning;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Problem;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Signal;
import io.spiketide.network.Values;
import io.spiketide.time.TimeBase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningChecksTest {
  private static final String PLACE = "projections[0].learning";

  private static Input signal(String name, int addresses, Signal.Kind kind, List<String> labels) {
    return new Input(
        name,
        Shape.of(addresses),
        List.of(Settings.of("events")),
        1,
        null,
        Input.DEFAULT_MAX_JUMP_MICROS,
        new Signal(kind, labels, null));
  }

  /** What is wrong when four afferents teach two neurons so. */
  private static List<String> mistakes(Learning learning) {
    Settings neuron = Settings.of("lif", Map.of("tau_m", Values.of(10)));
    Network network =
        new Network(
            "n",
            TimeBase.ofMicros(1000),
            1,
            List.of(
                Input.events("in", Shape.of(4)),
                signal("reward", 1, Signal.Kind.REWARD, List.of()),
                signal("wanted", 3, Signal.Kind.TARGET, List.of()),
                signal("label", 2, Signal.Kind.LABEL, List.of("a", "b"))),
            List.of(Population.of("out", Shape.of(2), neuron).published()),
            List.of(
                Projection.of("in", "out", new Connectivity.AllToAll(true), Values.of(0.5), 1)
                    .learning(learning)),
            List.of(),
            List.of(),
            Instances.perRecordKey(),
            new Placement(1));
    return NetworkRules.check(network).stream()
        .filter(Problem::isError)
        .map(p -> p.path() + ": " + p.fault() + "; " + p.mend())
        .toList();
  }

  @Test
  void aRuleTakesTheKindOfSignalThatItUnderstands() {
    assertThat(mistakes(new Learning(Settings.of("resume"), "reward")))
        .containsExactly(
            PLACE
                + ".signal: resume does not learn from a reward; name an input that brings one of"
                + " [target]");
    assertThat(mistakes(new Learning(Settings.of("dopamine_stdp"), "reward"))).isEmpty();
  }

  @Test
  void wantedSpikesAreOfTheNeuronsThatLearn() {
    assertThat(mistakes(new Learning(Settings.of("resume"), "wanted")))
        .containsExactly(
            PLACE
                + ".signal: 'wanted' has 3 addresses for the 2 neurons of 'out'; give the input the"
                + " shape of the population");
  }

  @Test
  void aRuleThatLearnsLabelsNeedsTheirNames() {
    assertThat(mistakes(Learning.by(Settings.of("delta"))))
        .containsExactly(
            PLACE
                + ": delta cannot learn without a learning signal; name an input in 'signal', one"
                + " of [reward, wanted, label]; or list the 'labels' that marks of episodes bring");
    assertThat(mistakes(new Learning(Settings.of("delta"), "", List.of("a", "b")))).isEmpty();
    assertThat(mistakes(new Learning(Settings.of("delta"), "label"))).isEmpty();
  }

  @Test
  void labelsThatNobodyReadsAreRefused() {
    assertThat(mistakes(new Learning(Settings.of("pair_stdp"), "", List.of("a"))))
        .containsExactly(PLACE + ".labels: pair_stdp does not learn from labels; leave them out");
    assertThat(mistakes(new Learning(Settings.of("delta"), "label", List.of("a", "b"))))
        .containsExactly(PLACE + ".labels: the labels are those of 'label'; leave them out");
    assertThat(mistakes(new Learning(Settings.of("delta"), "", List.of("a", "a"))))
        .containsExactly(PLACE + ".labels: a label is listed twice; name each class once");
  }

  @Test
  void neuronsAreAWholeNumberForEachLabel() {
    assertThat(mistakes(new Learning(Settings.of("delta"), "", List.of("a", "b", "c"))))
        .containsExactly(
            PLACE
                + ": 2 neurons are no whole number for each of 3 labels; use a multiple of the"
                + " labels");
  }
}
