package io.spiketide.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.spiketide.catalog.Component;
import io.spiketide.encoding.SpikeEncoders;
import io.spiketide.neuron.NeuronModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptionMistakesTest {
  @TempDir Path folder;

  /** Text of the good description, what replaces it, and the message that follows. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            "tick: 500 us",
            "tick: 500",
            "net.yaml:2 tick: the time '500' has no unit; write 500 ms, or one of [us, ms, s, min,"
                + " h, d]"),
        mistake(
            "tick: 500 us",
            "tick: 0.5 us",
            "net.yaml:2 tick: 0.5 us is not a whole number of µs; round it"),
        mistake(
            "tick: 500 us",
            "tick: 5 fortnights",
            "net.yaml:2 tick: unknown unit of time 'fortnights'; use one of [us, ms, s, min, h,"
                + " d]"),
        mistake(
            "tick: 500 us",
            "tick: 500 us\ntick: 1 ms",
            "net.yaml:3 tick: the key 'tick' is there twice, first above on line 2; remove one of"
                + " them"),
        mistake(
            "tick: 500 us",
            "tick: 500 us\nsead: 3",
            "net.yaml:3 sead: unknown key 'sead'; use one of [network, tick, model_step, seed, nir,"
                + " inputs, populations, projections, readouts, record, instances, placement]"),
        mistake(
            "network: reflex\n",
            "",
            "net.yaml:1: the key network is missing; add network: Name of the network in topics,"
                + " metrics and state."),
        mistake(
            "network: reflex",
            "network: my net",
            "net.yaml:1 network: network name 'my net' is not allowed; use letters, digits and the"
                + " characters - _ ."),
        mistake(
            "shape: [4]",
            "shape: [4, none]",
            "net.yaml:4 inputs.skin.shape[1]: 'none' is not a whole number; write one, such as 8"),
        mistake(
            "shape: [4]",
            "shape: [70000, 70000]",
            "net.yaml:4 inputs.skin.shape: shape [70000, 70000] has more than 2^31 neurons; wanted"
                + " is list of whole numbers"),
        mistake(
            "{shape: [4]}",
            "{shape: [4], encoder: morse}",
            "net.yaml:4 inputs.skin.encoder: " + SpikeEncoders.CATALOG.unknown("morse")),
        mistake(
            "{shape: [4]}",
            "{shape: [4], encoder: [events, morse]}",
            "net.yaml:4 inputs.skin.encoder[1]: " + SpikeEncoders.CATALOG.unknown("morse")),
        mistake(
            "{shape: [4]}",
            "{shape: [4], encoder: [events, {type: scale, gian: 2}]}",
            "net.yaml:4 inputs.skin.encoder[1].gian: unknown key 'gian'; scale takes [type, gain,"
                + " offset, min, max]"),
        mistake(
            "{shape: [4]}",
            "{shape: [4], encoder: []}",
            "net.yaml:4 inputs.skin.encoder: the list of encoders is empty; write one, or leave the"
                + " key out"),
        mistake(
            "{shape: [4]}",
            "{shape: [2, 2], encoder: [{type: gabor, orientation: [0, 90]}, {type: scale, gain: [1,"
                + " 2]}]}",
            "net.yaml:4 inputs.skin.encoder[1].gain: 2 values are listed for 8 elements; list 8, or"
                + " give one number for all"),
        mistake(
            "{shape: [4]}",
            "{shape: [4], encoder: [events, on_centre]}",
            "net.yaml:4 inputs.skin.encoder: on_centre takes [height, width] or [channels, height,"
                + " width], not the shape 4; give the shape of the image"),
        mistake(
            "model: lif",
            "model: liff",
            "net.yaml:8 populations.touch.neuron: unknown neuron model 'liff'; use one of "
                + NeuronModels.CATALOG.all().stream().map(Component::name).sorted().toList()),
        mistake(
            "tau_m: 20",
            "tau_m: 20, tau_s: 5",
            "net.yaml:8 populations.touch.neuron.tau_s: unknown key 'tau_s'; lif takes [model,"
                + " tau_m, R, E_L, V_th, V_reset, t_ref, I_e, reset, discretisation, input,"
                + " precision]"),
        mistake(
            "tau_m: 20",
            "tau_m: -20",
            "net.yaml:8 populations.touch.neuron.tau_m: tau_m -20.0 ms is not above 0; give a value"
                + " above 0"),
        mistake(
            "tau_m: 20",
            "tau_m: {normal: {mean: 20, sd: 10}}",
            "net.yaml:8 populations.touch.neuron.tau_m: tau_m may be drawn as -30.0 ms, which is"
                + " not above 0; narrow the distribution (a normal one takes min and max)"),
        mistake(
            "tau_m: 20",
            "tau_m: [1, 2, 3]",
            "net.yaml:8 populations.touch.neuron.tau_m: 3 values are listed for 2 elements; list 2,"
                + " or give one number for all"),
        mistake(
            "{model: lif, tau_m: 20}",
            "lif",
            "net.yaml:8 populations.touch.neuron: lif needs the parameter tau_m; give tau_m a value"
                + " in ms"),
        mistake(
            "tau_m: 20",
            "tau_m: 20, reset: later",
            "net.yaml:8 populations.touch.neuron.reset: reset has no choice 'later'; use one of"
                + " [v_reset, zero, subtract, none]"),
        mistake(
            "tau_m: 20}",
            "tau_m: 20}\n    initial: {w: 1}",
            "net.yaml:9 populations.touch.initial.w: model lif has no state variable 'w'; use one"
                + " of [v, refractory]"),
        mistake(
            "from: skin",
            "from: skinn",
            "net.yaml:10 projections[0].from: there is no input or population 'skinn'; use one of"
                + " [skin] or [touch]"),
        mistake(
            "to: touch",
            "to: skin",
            "net.yaml:11 projections[0].to: 'skin' is an input and receives no spikes; use one of"
                + " [touch]"),
        mistake(
            "delay: 1.5 ms",
            "receptor: inh",
            "net.yaml:12 projections[0].receptor: model lif of 'touch' has no receptor 'inh'; use"
                + " one of [input]"),
        mistake(
            "delay: 1.5 ms",
            "delay: 1.2 ms",
            "net.yaml:12 projections[0].delay: 1.2 ms is no multiple of the tick of 500 us; the"
                + " nearest are 1 ms and 1.5 ms"),
        mistake(
            "delay: 1.5 ms",
            "delay: -1 ms",
            "net.yaml:12 projections[0].delay: skin->touch has a negative delay of -2.0 ticks; give"
                + " delays of 0 or more (a normal distribution takes min: 0)"),
        mistake(
            "delay: 1.5 ms",
            "delay: 2 h",
            "net.yaml:12 projections[0].delay: skin->touch has a delay of 14 400 000 ticks of 500"
                + " µs, more than an hour; check the unit of the delay"),
        mistake(
            "delay: 1.5 ms",
            "weights: [1, 2, 3]",
            "net.yaml:12 projections[0].weights: skin->touch lists 3 weights, but needs 8"
                + " ([target][source] = 2x4); list as many weights as there are synapses, or give"
                + " one number"),
        mistake(
            "delay: 1.5 ms",
            "weights: [[1, 2, 3, 4], [5, 6]]",
            "net.yaml:12 projections[0].weights[1]: a list of 2 where the first is a list of 4; make"
                + " all lists of the same length"),
        mistake(
            "delay: 1.5 ms",
            "weights: {gauss: 1}",
            "net.yaml:12 projections[0].weights.gauss: unknown key 'gauss'; use one of [npy, nir,"
                + " uniform, normal, lognormal]"),
        mistake(
            "delay: 1.5 ms",
            "weights: {npy: no.npy}",
            "net.yaml:12 projections[0].weights: no.npy: there is no such file; check the path and"
                + " the file"),
        mistake(
            "delay: 1.5 ms",
            "bias: [1, 2, 3]",
            "net.yaml:12 projections[0].bias: skin->touch lists 3 biases for the 2 neurons of"
                + " 'touch'; list one per neuron, or one number for all"),
        mistake(
            "delay: 1.5 ms",
            "connect: one_to_one",
            "net.yaml:12 projections[0].connect: skin->touch makes 4 neurons of 'skin' (4), but"
                + " 'touch' is 2; change one of the shapes or the connectivity"),
        mistake(
            "delay: 1.5 ms",
            "connect: {rule: conv2d, channels: 2, kernel: 3}",
            "net.yaml:12 projections[0].connect: conv2d needs a source of shape [channels, height,"
                + " width], not 4; change the shape of 'skin'"),
        mistake(
            "delay: 1.5 ms",
            "connect: fixed_probability",
            "net.yaml:12 projections[0].connect: fixed_probability takes more keys; write {rule:"
                + " fixed_probability, …} with its [rule, p, autapses]"),
        mistake(
            "delay: 1.5 ms",
            "connect: {rule: fixed_probability, p: 2}",
            "net.yaml:12 projections[0].connect: fixed_probability: p 2.0 is outside 0..1; wanted is"
                + " rule with its keys, or its name alone"),
        mistake(
            "delay: 1.5 ms",
            "delay: 0\n  - {from: touch, to: touch}",
            "net.yaml:13 projections[1].delay: the cycle touch -> touch has no delay; give one of"
                + " its projections a delay of at least one tick"),
        mistake(
            "labels: [left, right]",
            "labels: [a, b, c]",
            "net.yaml:14 readouts.side.labels: 3 labels do not divide the 2 neurons of 'touch'; give"
                + " one label per neuron, or per block of neurons of equal size"),
        mistake(
            "of: touch",
            "of: tuch",
            "net.yaml:14 readouts.side.of: there is no population 'tuch'; use one of [touch]"),
        mistake(
            "labels: [left, right]",
            "window: {length: 10 ms, every: 3 ms}",
            "net.yaml:14 readouts.side.window: window of 20 ticks is not a multiple of its step of"
                + " 6; wanted is episode, or a window"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void tellsLineFaultAndMend(String good, String bad, String message) {
    assertThat(DescriptionTexts.GOOD).contains(good);
    assertThat(DescriptionTexts.problems(folder, DescriptionTexts.GOOD.replace(good, bad)))
        .containsExactly(message);
  }

  @Test
  void findsNothingWrongWithTheGoodDescription() {
    assertThat(DescriptionTexts.problems(folder, DescriptionTexts.GOOD)).isEmpty();
  }

  @Test
  void reportsAllMistakesInTheOrderOfTheirLines() {
    String bad =
        DescriptionTexts.GOOD
            .replace("tick: 500 us", "tick: 500 us\nsead: 3")
            .replace("tau_m: 20", "tau_m: -20")
            .replace("from: skin", "from: skinn")
            .replace("1.5 ms", "1.2 ms")
            .replace("spike_count", "spike_counts");
    assertThat(DescriptionTexts.problems(folder, bad))
        .extracting(message -> message.substring(0, message.indexOf(": ")))
        .containsExactly(
            "net.yaml:3 sead",
            "net.yaml:9 populations.touch.neuron.tau_m",
            "net.yaml:11 projections[0].from",
            "net.yaml:13 projections[0].delay",
            "net.yaml:15 readouts.side");
  }

  @Test
  void doesNotReportWhatFollowsFromAnotherMistake() {
    assertThat(
            DescriptionTexts.problems(
                folder, DescriptionTexts.GOOD.replace("shape: [2]", "shape: x")))
        .containsExactly(
            "net.yaml:7 populations.touch.shape: 'x' is not a whole number; write one, such as 8");
  }

  @Test
  void namesTheCycleThatHasNoDelay() {
    String cyclic =
        DescriptionTexts.GOOD
            .replace(
                "projections:",
                "  back: {shape: [2], neuron: {model: lif, tau_m: 5}}\nprojections:")
            .replace(
                "readouts:",
                "  - {from: touch, to: back}\n  - {from: back, to: touch, delay: {uniform: [0 ms, 5"
                    + " ms]}}\nreadouts:");
    assertThat(DescriptionTexts.problems(folder, cyclic))
        .containsExactly(
            "net.yaml:15 projections[2].delay: the cycle touch -> back -> touch has no delay; give"
                + " one of its projections a delay of at least one tick");
  }

  @Test
  void refusesNetworksThatWouldNotFitAnyMemory() {
    String huge =
        DescriptionTexts.GOOD
            .replace("shape: [2]", "shape: [2000000000]")
            .replace("labels: [left, right]", "labels: [a]");
    assertThat(DescriptionTexts.problems(folder, huge))
        .containsExactly(
            "net.yaml:10 projections[0].connect: skin->touch would have 8 000 000 000 synapses in"
                + " 29.8 GiB of memory; the limit is 2 147 483 648; make it sparser or smaller");
    String sparse =
        huge.replace(
            "delay: 1.5 ms",
            "delay: {uniform: [0 ms, 5 ms]}\n    connect: {rule: fixed_indegree, indegree: 1}");
    assertThat(DescriptionTexts.problems(folder, sparse))
        .singleElement()
        .asString()
        .startsWith("net.yaml:12 projections[0].delay: the network would take 20")
        .contains("10 ticks of delayed input of skin->touch take 149.0 GiB; the limit is 64.0 GiB");
  }

  @Test
  void refusesAliasesThatExplode() {
    StringBuilder bomb = new StringBuilder("network: n\na0: &a0 [1, 1]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
    }
    assertThat(DescriptionTexts.problems(folder, bomb.toString()))
        .containsExactly(
            "net.yaml: with its aliases (*) the file holds more than 8388608 values; write them"
                + " out, or put weights into .npy files");
  }

  @Test
  void refusesAliasesOfThemselves() {
    assertThat(DescriptionTexts.problems(folder, "network: &a [*a]\n"))
        .containsExactly("net.yaml:1: an alias (*) stands inside what it names; write it out");
  }

  @Test
  void refusesDeepNesting() {
    assertThat(DescriptionTexts.problems(folder, "a: " + "[".repeat(5000)))
        .singleElement()
        .asString()
        .contains("Nesting Depth exceeded");
  }

  @Test
  void saysWhereTheSyntaxIsWrong() {
    assertThat(DescriptionTexts.problems(folder, "network: n\ninputs: {a: [1\ntick: 1 ms\n"))
        .singleElement()
        .asString()
        .startsWith("net.yaml:3: not valid YAML: while parsing a flow")
        .endsWith("; check indentation, colons, quotes and brackets");
  }

  @Test
  void asksForSpacesInPlaceOfTabs() {
    assertThat(DescriptionTexts.problems(folder, "network: n\ninputs:\n\ta: 1\n"))
        .containsExactly("net.yaml:3: a tab stands in the indentation; indent with spaces");
  }

  @Test
  void tellsFilesThatAreNoDescriptions() throws Exception {
    assertThat(DescriptionTexts.problems(folder, ""))
        .containsExactly("net.yaml: the file is empty; describe a network in it");
    assertThat(DescriptionTexts.problems(folder, "just words"))
        .containsExactly(
            "net.yaml:1: keys and values are wanted, not 'just words'; write key: value on lines of"
                + " their own");
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "network: é".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(DescriptionException.class)
        .isThrownBy(() -> NetworkYaml.read(latin))
        .withMessageEndingWith("latin.yaml: the file is not UTF-8 text; save it as UTF-8");
    assertThatExceptionOfType(DescriptionException.class)
        .isThrownBy(() -> NetworkYaml.read(folder.resolve("none.yaml")))
        .withMessageEndingWith("none.yaml: there is no such file; check the path");
  }

  private static Arguments mistake(String good, String bad, String message) {
    return Arguments.of(good, bad, message);
  }
}
