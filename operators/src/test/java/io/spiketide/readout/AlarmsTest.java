package io.spiketide.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.kernel.ReferenceSimulator;
import io.spiketide.kernel.ReferenceSimulator.Event;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Learning;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.ReadoutSpec.Window;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.rules.NetworkRules;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AlarmsTest {

  @Test
  @DisplayName("the class furthest outside of the band is named, with its rate; none within")
  void namesTheWorstRate() {
    ReadoutRun run = new ReadoutRun(new RateAlarm(), 2, 1, "low=20", "high=150");
    run.spikes(0, 1).spikes(0, 1).spikes(2); // 4 and 1 spikes of two neurons in 20 ms
    assertThat(run.answer(4)).isEqualTo(-1);
    assertThat(run.values).containsExactly(100, 25);
    run.start();
    run.spikes(2, 3).spikes(2, 3).spikes(2, 3).spikes(2, 3);
    assertThat(run.answer(4)).as("200 Hz are further off than 0").isEqualTo(1);
    run.start();
    run.spikes();
    assertThat(run.answer(4)).as("silence is below the band").isZero();
  }

  @Test
  @DisplayName("an alarm is answered when it begins and when it ends, not in between")
  void answersOnChange() {
    ReadoutRun run =
        new ReadoutRun(new RateAlarm(), 1, 1, "low=20", "high=150", "answers=on_change");
    int[] spikes = {2, 0, 0, 2, 2, 0};
    List<Integer> answers = new ArrayList<>();
    for (int n : spikes) {
      run.start();
      for (int s = 0; s < n; s++) {
        run.spikes(s);
      }
      answers.add(run.answer(2));
    }
    assertThat(answers).containsExactly(-1, 0, Reading.UNCHANGED, -1, Reading.UNCHANGED, 0);
  }

  @Test
  void anEmptyBandIsRefused() {
    assertThatThrownBy(() -> new ReadoutRun(new RateAlarm(), 1, 1, "low=20", "high=10"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("low 20.0 Hz is above high 10.0 Hz; exchange them");
  }

  @Test
  @DisplayName("weights that learning drives to their bounds raise an alarm at the window's end")
  void tellsOfSaturatedWeights() {
    List<Event> events = new ArrayList<>();
    for (int t = 0; t < 200; t += 5) {
      for (int i = 0; i < 4; i++) {
        events.add(new Event(0, t, i, 1));
      }
    }
    List<ReferenceSimulator.Answer> answers =
        ReferenceSimulator.run(network(true), "a", events, List.of(), 200).answers();
    assertThat(answers.get(0).winner()).as("at first weights are in the middle").isEqualTo(-1);
    assertThat(answers.get(0).values()).containsExactly(0.0);
    assertThat(answers).hasSize(2);
    assertThat(answers.get(1).winner()).isZero();
    assertThat(answers.get(1).values()).containsExactly(1.0);
    assertThat(NetworkRules.check(network(true))).isEmpty();
    assertThat(NetworkRules.check(network(false)))
        .anyMatch(p -> p.toString().contains("no projection onto 'out' learns"));
  }

  private static Network network(boolean learns) {
    Projection projection =
        Projection.of("in", "out", new Connectivity.AllToAll(true), Values.of(0.5), 0);
    Settings rule =
        Settings.of("pair_stdp", Map.of("A_plus", Values.of(0.05), "A_minus", Values.of(0)));
    Settings alarm =
        Settings.of("weight_alarm", Map.of("share", Values.of(0.5)))
            .withOption("answers", "on_change");
    return new Network(
        "net",
        TimeBase.ofMicros(1000),
        1,
        List.of(Input.events("in", Shape.of(4))),
        List.of(Population.of("out", Shape.of(2), Settings.of("if", Map.of("V_th", Values.of(1))))),
        List.of(learns ? projection.learning(Learning.by(rule)) : projection),
        List.of(new ReadoutSpec("stuck", "out", alarm, new Window.Ticks(10, 10), List.of("out"))),
        List.of(),
        Instances.perRecordKey(),
        new Placement(10));
  }
}
