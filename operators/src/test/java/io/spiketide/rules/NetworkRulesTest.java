package io.spiketide.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Learning;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Problem;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Stage;
import io.spiketide.network.Stages;
import io.spiketide.network.StateRecording;
import io.spiketide.network.Values;
import io.spiketide.time.TimeBase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkRulesTest {
  private static final Connectivity ALL = new Connectivity.AllToAll(true);
  private static final Input SKIN = Input.events("skin", Shape.of(4));
  private static final Population TOUCH = lif("touch", 2).published();
  private static final Projection FEED = Projection.of("skin", "touch", ALL, Values.of(1), 0);

  private static final Projection ALL_TO_A =
      Projection.of("in", "a", new Connectivity.AllToAll(true), Values.of(1), 0);

  @Test
  void findsNothingWrongWithASoundNetwork() {
    assertThat(NetworkRules.check(network(List.of(SKIN), List.of(TOUCH), FEED))).isEmpty();
  }

  @Test
  void wantsPlainAndUniqueNames() {
    Population spaced = lif("to uch", 2);
    assertThat(errors(List.of(SKIN), List.of(TOUCH, spaced), FEED))
        .containsExactly(
            "populations.to uch: population name 'to uch' is not allowed; use letters, digits and"
                + " the characters - _ .");
    assertThat(errors(List.of(SKIN), List.of(TOUCH, lif("skin", 2)), FEED))
        .containsExactly(
            "populations.skin: there is another input or population 'skin'; rename one of them");
    assertThat(errors(List.of(SKIN), List.of(TOUCH), FEED, FEED))
        .containsExactly(
            "projections[1]: there is another projection skin->touch; give one of them a name of"
                + " its own (name: …)");
  }

  @Test
  void letsModelsSayWhichParametersContradictEachOther() {
    Population contradicting =
        population(
            "touch",
            2,
            Settings.of("lif_exp", Map.of("V_reset", Values.of(-50), "V_th", Values.of(-55))));
    assertThat(errors(List.of(SKIN), List.of(contradicting), FEED))
        .containsExactly(
            "populations.touch.neuron: V_reset -50.0 mV is not below V_th -55.0 mV; lower V_reset"
                + " or raise V_th");
  }

  @Test
  void refusesToPublishNumbersAsSpikes() {
    Population graded =
        population("touch", 2, Settings.of("li", Map.of("tau_m", Values.of(5)))).published();
    assertThat(errors(List.of(SKIN), List.of(graded), FEED))
        .containsExactly(
            "populations.touch.publish: model li has no threshold and sends numbers at every tick,"
                + " which are not spikes; record its state (record:) or read it (readouts:)"
                + " instead");
  }

  @Test
  void wantsPairsWithinTheShapes() {
    Projection outside =
        Projection.of(
            "skin",
            "touch",
            new Connectivity.Listed(new int[] {0, 4}, new int[] {0, 1}),
            Values.of(1),
            0);
    assertThat(errors(List.of(SKIN), List.of(TOUCH), outside))
        .containsExactly(
            "projections[0].connect: pair 1 names neuron 4 of 'skin', which has 4 (counted from 0);"
                + " name an existing neuron");
  }

  @Test
  void wantsEnoughSourcesForTheIndegree() {
    Projection many =
        Projection.of(
            "skin", "touch", new Connectivity.FixedIndegree(5, true, false), Values.of(1), 0);
    assertThat(errors(List.of(SKIN), List.of(TOUCH), many))
        .containsExactly(
            "projections[0].connect: skin->touch wants 5 sources for each neuron, but there are only"
                + " 4 to choose from; lower the indegree or allow multapses");
  }

  @Test
  void wantsOneWeightForPooling() {
    Input image = Input.events("skin", Shape.of(1, 2, 4));
    Projection pooling =
        Projection.of(
            "skin",
            "touch",
            new Pool2d(Pool2d.Kind.SUM, new Pair(2, 2), new Pair(2, 2), new Pair(0, 0)),
            new Values.Uniform(0, 1),
            0);
    assertThat(errors(List.of(image), List.of(TOUCH), pooling))
        .containsExactly(
            "projections[0].weights: pooling has one weight, not drawn ones; give one number");
  }

  @Test
  void wantsWeightsThatAFloatHolds() {
    assertThat(
            errors(
                List.of(SKIN),
                List.of(TOUCH),
                Projection.of("skin", "touch", ALL, Values.of(1e300), 0)))
        .containsExactly(
            "projections[0].weights: weight 1.0E300 is not a finite number of single precision;"
                + " give weights of ordinary size");
  }

  @Test
  void refusesDelaysThatMayBeDrawnNegative() {
    assertThat(
            errors(
                List.of(SKIN),
                List.of(TOUCH),
                delayed("skin", "touch", new Values.Normal(3, 1, Double.NEGATIVE_INFINITY, 9))))
        .containsExactly(
            "projections[0].delay: skin->touch may draw negative delays; give delays of 0 or more"
                + " (a normal distribution takes min: 0)");
  }

  @Test
  void wantsADelayForEachSynapseThatIsListed() {
    assertThat(errors(List.of(SKIN), List.of(TOUCH), delayed("skin", "touch", Values.of(1, 2, 3))))
        .containsExactly(
            "projections[0].delay: skin->touch lists 3 delays, but has 8 synapses; list as many"
                + " delays as there are synapses, or give one delay");
  }

  @Test
  void namesEachCycleWithoutDelayOnce() {
    List<Population> three = List.of(TOUCH, lif("a", 2), lif("b", 2));
    assertThat(
            errors(
                List.of(SKIN),
                three,
                FEED,
                delayed("touch", "a", Values.of(0)),
                delayed("a", "b", Values.of(0)),
                delayed("b", "touch", new Values.Uniform(0.4, 3))))
        .containsExactly(
            "projections[3].delay: the cycle touch -> a -> b -> touch has no delay; give one of its"
                + " projections a delay of at least one tick");
  }

  @Test
  void acceptsCyclesWithATickOfDelay() {
    List<Population> two = List.of(TOUCH, lif("a", 2));
    assertThat(
            errors(
                List.of(SKIN),
                two,
                FEED,
                delayed("touch", "a", Values.of(0)),
                delayed("a", "touch", new Values.Uniform(0.6, 3))))
        .isEmpty();
  }

  @Test
  void wantsReadoutsOfVariablesThatExist() {
    Population relay = population("touch", 2, Settings.of("relay"));
    ReadoutSpec membrane =
        new ReadoutSpec(
            "out",
            "touch",
            Settings.of("membrane_max"),
            new ReadoutSpec.Window.Episode(),
            List.of());
    assertThat(errors(new Sketch(List.of(SKIN), List.of(relay), List.of(FEED)).reading(membrane)))
        .singleElement()
        .asString()
        .startsWith(
            "readouts.out.type: membrane_max reads the state variable 'v', which model relay of"
                + " 'touch' does not have; ");
  }

  @Test
  void wantsRecordingsOfVariablesThatExist() {
    assertThat(
            errors(
                new Sketch(List.of(SKIN), List.of(TOUCH), List.of(FEED))
                    .recording(new StateRecording("touch", "w", 1))))
        .singleElement()
        .asString()
        .startsWith(
            "record[0].variable: recorded is the state variable 'w', which model lif of 'touch' does"
                + " not have; it has [v");
  }

  @Test
  void wantsSomethingThatHappens() {
    assertThat(errors(List.of(), List.of(TOUCH)))
        .containsExactly(
            "inputs: there are no inputs, and no population is active by itself, so nothing would"
                + " ever happen; add an input, or a population that spikes by itself such as a"
                + " generator");
    Population driven =
        population(
                "touch", 2, Settings.of("lif", Map.of("tau_m", Values.of(5), "I_e", Values.of(2))))
            .published();
    assertThat(errors(List.of(), List.of(driven))).isEmpty();
    Population generator =
        population("touch", 2, Settings.of("poisson", Map.of("rate", Values.of(5)))).published();
    assertThat(errors(List.of(), List.of(generator))).isEmpty();
  }

  @Test
  void warnsOfWhatIsOfNoUse() {
    Network network = network(List.of(SKIN), List.of(lif("touch", 2)));
    assertThat(NetworkRules.check(network))
        .allMatch(problem -> !problem.isError())
        .extracting(Problem::path)
        .containsExactly("readouts", "populations.touch", "inputs.skin");
  }

  @Test
  void estimatesMemoryBeforeAnythingIsAllocated() {
    Network huge =
        network(
            List.of(Input.events("skin", Shape.of(1 << 20))),
            List.of(lif("touch", 1 << 30).published()),
            FEED);
    assertThat(NetworkRules.check(huge))
        .extracting(Problem::toString)
        .anySatisfy(
            text ->
                assertThat(text)
                    .startsWith(
                        "projections[0].connect: skin->touch would have 1 125 899 906 842 624"
                            + " synapses in 4.0 PiB of memory; the limit is 2 147 483 648; "));
    assertThat(
            NetworkRules.check(
                network(List.of(SKIN), List.of(TOUCH), FEED), new MemoryLimits(7, 1 << 20)))
        .extracting(Problem::path)
        .containsExactly("projections[0].connect");
    assertThat(
            NetworkRules.check(
                network(List.of(SKIN), List.of(TOUCH), FEED), new MemoryLimits(8, 10)))
        .singleElement()
        .satisfies(p -> assertThat(p.fault()).contains("the limit is 10 B"));
  }

  @Test
  void wantsPositiveTimesToLive() {
    Network network = network(List.of(SKIN), List.of(TOUCH), FEED);
    Network wrong =
        new Network(
            network.name(),
            network.time(),
            network.seed(),
            network.inputs(),
            network.populations(),
            network.projections(),
            network.readouts(),
            network.recordings(),
            new Instances(Instances.Key.RECORD, false, 0L, null),
            network.placement());
    assertThat(NetworkRules.check(wrong))
        .extracting(Problem::toString)
        .containsExactly(
            "instances.time_to_live: 0 ms is not above 0; give 1 ms or more, or leave it out");
  }

  @Test
  void wantsCompetitionsThatTheNeuronsCanHold() {
    List<Input> inputs = List.of(Input.events("in", Shape.of(4)));
    Population plain = population("a", 4, Settings.of("threshold"));
    assertThat(errors(inputs, List.of(plain.competing(Settings.of("k_winner"))), ALL_TO_A))
        .containsExactly(
            "populations.a.competition: unknown competition 'k_winner'; use one of [k_winners,"
                + " once, pointwise, softmax, winner_take_all]");
    assertThat(errors(inputs, List.of(plain.competing(Settings.of("k_winners"))), ALL_TO_A))
        .containsExactly(
            "populations.a.competition: k_winners compares the state variable 'v', which model"
                + " threshold has not; use a model that has it, such as if with reset: none");
    Settings half = Settings.of("k_winners", Map.of("k", Values.of(2.5)));
    assertThat(errors(inputs, List.of(lif("a", 4).competing(half)), ALL_TO_A))
        .containsExactly("populations.a.competition: k 2.5 is no whole number from 1 on; give one");
    assertThat(errors(inputs, List.of(plain.competing(Settings.of("once"))), ALL_TO_A)).isEmpty();
  }

  @Test
  void refusesLateTeachersWhereACompetitionSaysAtOnceWhoTeaches() {
    List<Input> inputs = List.of(Input.events("in", Shape.of(4)));
    Settings heard = Settings.of("k_winners").withOption("losers", "heard");
    Projection late =
        Projection.of("in", "a", ALL, Values.of(1), 2)
            .learning(Learning.by(Settings.of("pair_stdp").withOption("delay", "dendritic")));
    assertThat(errors(inputs, List.of(lif("a", 4).competing(heard)), late))
        .containsExactly(
            "projections[0].learning: pair_stdp is told late who fires, but the competition of 'a'"
                + " says at once who teaches; use losers: silent, or delay: axonal");
  }

  @Test
  void keepsPopulationsThatCompeteInOneShard() {
    Network network =
        network(
            List.of(Input.events("in", Shape.of(4))),
            List.of(lif("a", 32).competing(Settings.of("once"))),
            ALL_TO_A);
    Stages cut = new Stages(List.of(new Stage("s", List.of("a"), List.of(), 2)));
    assertThat(StageRules.check(network, cut))
        .extracting(Problem::toString)
        .containsExactly(
            "populations.a.competition: the neurons of 'a' compete, but the population is cut; keep"
                + " it in one shard, or leave 'competition' out");
  }

  private static Projection delayed(String source, String target, Values delays) {
    return new Projection(
        source + "->" + target, source, target, "", ALL, Values.of(1), delays, null);
  }

  private static Population lif(String name, int neurons) {
    return population(name, neurons, Settings.of("lif", Map.of("tau_m", Values.of(20))));
  }

  private static Population population(String name, int neurons, Settings model) {
    return Population.of(name, Shape.of(neurons), model);
  }

  private static Network network(
      List<Input> inputs, List<Population> populations, Projection... projections) {
    return new Sketch(inputs, populations, List.of(projections)).network(List.of(), List.of());
  }

  private static List<String> errors(
      List<Input> inputs, List<Population> populations, Projection... projections) {
    return errors(network(inputs, populations, projections));
  }

  private static List<String> errors(Network network) {
    return NetworkRules.check(network).stream()
        .filter(Problem::isError)
        .map(Problem::toString)
        .toList();
  }

  /** The parts that most rules are about. */
  private record Sketch(
      List<Input> inputs, List<Population> populations, List<Projection> projections) {

    Network reading(ReadoutSpec readout) {
      return network(List.of(readout), List.of());
    }

    Network recording(StateRecording recording) {
      return network(List.of(), List.of(recording));
    }

    Network network(List<ReadoutSpec> readouts, List<StateRecording> recordings) {
      return new Network(
          "test",
          TimeBase.ofMicros(1000),
          1,
          inputs,
          populations,
          projections,
          readouts,
          recordings,
          Instances.perRecordKey(),
          Placement.defaultFor(1000));
    }
  }
}
