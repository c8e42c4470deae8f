package io.spiketide.testing;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.Pair;
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
import io.spiketide.network.Signal;
import io.spiketide.network.StateRecording;
import io.spiketide.network.Values;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small random networks that use every kind of connectivity, delay, model and readout. */
public final class RandomNetworks {
  private static final String HEARD = "heard";
  private static final String NOISE = "noise";

  private final Random random;
  private final List<Input> inputs = new ArrayList<>();
  private final List<Population> populations = new ArrayList<>();
  private final List<Projection> projections = new ArrayList<>();

  private RandomNetworks(long seed) {
    random = new Random(seed);
  }

  /** A network that is a function of the seed. */
  public static Network of(long seed) {
    return new RandomNetworks(seed).build(seed);
  }

  /** Lets some projections learn; draws of its own, so that networks stay as they were. */
  private List<Projection> withLearning(long seed) {
    Random own = new Random(1000 + seed);
    Random more = new Random(3000 + seed);
    return projections.stream()
        .map(p -> own.nextInt(2) == 0 && mayLearn(p) ? learns(p, own) : p)
        .map(p -> isPairOrTriplet(p) && more.nextInt(3) == 0 ? byEpisode(p, more) : p)
        .toList();
  }

  /** Not what learns already, nor what has no potential to learn from: counted errors and noise. */
  private static boolean mayLearn(Projection projection) {
    return projection.learning() == null && !List.of("be", NOISE).contains(projection.target());
  }

  private static boolean isPairOrTriplet(Projection projection) {
    return projection.learning() != null
        && List.of("pair_stdp", "triplet_stdp").contains(projection.learning().rule().type());
  }

  /** Rules that tell inputs by whether they fired at all, lately or in an episode. */
  private Projection byEpisode(Projection projection, Random own) {
    Map<String, Values> given =
        new java.util.TreeMap<>(Map.of("w_min", Values.of(-1), "w_max", Values.of(2)));
    boolean shares = projection.connectivity() instanceof Connectivity.Conv2d;
    int rule = own.nextInt(shares ? 2 : 4);
    if (rule == 0) {
      given.put("window", Values.of(5 * own.nextInt(2)));
      given.put("double_every", Values.of(own.nextInt(2)));
      return projection.learning(Learning.by(Settings.of("spyke_stdp", given)));
    } else if (rule == 1) {
      given.put("adapt_every", Values.of(own.nextInt(3)));
      List<String> labels = List.of("left", "label2");
      return projection.learning(new Learning(Settings.of("spyke_rstdp", given), "", labels));
    }
    String name = rule == 2 ? "em_stdp" : "lut_stdp";
    return projection.learning(Learning.by(Settings.of(name, given)));
  }

  private Projection learns(Projection projection, Random own) {
    boolean can =
        projection.delays() instanceof Values.Constant
            && !(projection.connectivity() instanceof Connectivity.Pool2d);
    return can ? projection.learning(learning(projection, own)) : projection;
  }

  /** Lets some thresholds adapt; draws of its own, so that networks stay as they were. */
  private void letAdapt(long seed) {
    Random own = new Random(3000 + seed);
    populations.replaceAll(p -> own.nextInt(4) == 0 ? adapting(p, own) : p);
  }

  private static Population adapting(Population p, Random own) {
    Map<String, Values> rises = Map.of("theta_plus", Values.of(0.1), "rate", Values.of(20));
    Settings model =
        Settings.of("homeostatic_lif", own.nextBoolean() ? rises : Map.of())
            .withOption("reset", own.nextBoolean() ? "subtract" : "zero")
            .withOption("input", "jump");
    return new Population(p.name(), p.shape(), model, p.initial(), p.publish());
  }

  /** Lets some populations compete; draws of its own, so that networks stay as they were. */
  private void letCompete(long seed) {
    Random own = new Random(2000 + seed);
    populations.replaceAll(p -> own.nextInt(3) == 0 ? p.competing(competition(own)) : p);
  }

  private static Settings competition(Random own) {
    return switch (own.nextInt(5)) {
      case 0 -> Settings.of("once");
      case 1 ->
          Settings.of("winner_take_all", Map.of("t_inhibit", Values.of(7 * own.nextInt(2))))
              .withOption("losers", List.of("silent", "set", "lower").get(own.nextInt(3)));
      case 2 ->
          Settings.of(
                  "k_winners",
                  Map.of("k", Values.of(3), "radius", Values.of(1), "drop", Values.of(0.2)))
              .withOption("losers", own.nextBoolean() ? HEARD : "silent");
      case 3 -> Settings.of("pointwise").withOption("winner", own.nextBoolean() ? "again" : "once");
      default ->
          Settings.of(
              "softmax",
              Map.of("eta_b", Values.of(0.1), "rate", Values.of(own.nextBoolean() ? 300 : 1e6)));
    };
  }

  private boolean choosesTeachers(String population) {
    return populations.stream()
        .filter(p -> p.name().equals(population) && p.competition() != null)
        .anyMatch(p -> p.competition().options().containsValue(HEARD));
  }

  private Learning learning(Projection projection, Random own) {
    int rule = own.nextInt(8);
    Map<String, Values> bounds = Map.of("w_min", Values.of(-1), "w_max", Values.of(2));
    Map<String, Values> pair = new java.util.TreeMap<>(bounds);
    pair.put("A_plus", Values.of(0.02));
    pair.put("mu_plus", Values.of(own.nextInt(2)));
    int neurons =
        populations.stream()
            .filter(p -> p.name().equals(projection.target()))
            .findFirst()
            .orElseThrow()
            .shape()
            .size();
    if (rule == 3) {
      Map<String, Values> reward = new java.util.TreeMap<>(bounds);
      reward.put("tau_d", Values.of(20 * own.nextInt(2)));
      String signal = signal("reward", 1, Signal.Kind.REWARD, List.of());
      return new Learning(Settings.of("dopamine_stdp", reward), signal);
    } else if (rule == 4 || rule == 7) {
      boolean shares = projection.connectivity() instanceof Connectivity.Conv2d;
      String signal = signal("wanted" + neurons, neurons, Signal.Kind.TARGET, List.of());
      return new Learning(
          Settings.of(rule == 4 || shares ? "resume" : "superspike", bounds), signal);
    } else if (rule == 5 && neurons % 4 == 0) {
      Settings delta =
          Settings.of("delta", bounds)
              .withOption("error", List.of("linear", "perceptron", "weight").get(own.nextInt(3)));
      List<String> labels = List.of("left", "right", "label0", "label2");
      return own.nextBoolean()
          ? new Learning(delta, signal("label", labels.size(), Signal.Kind.LABEL, labels))
          : new Learning(delta, "", labels);
    }
    if (rule == 6) {
      Map<String, Values> scaled = new java.util.TreeMap<>(bounds);
      boolean shares = projection.connectivity() instanceof Connectivity.Conv2d;
      scaled.put("w_sum", Values.of(shares ? 0 : 4));
      scaled.put("t_scale", Values.of(7 * own.nextInt(2)));
      return Learning.by(Settings.of("target_stdp", scaled));
    }
    Settings settings =
        rule == 0
            ? Settings.of("triplet_stdp", bounds)
            : Settings.of("pair_stdp", pair)
                .withOption("pairs", own.nextBoolean() ? "all" : "nearest")
                .withOption(
                    "delay",
                    own.nextBoolean()
                            && !isZero(projection)
                            && !choosesTeachers(projection.target())
                        ? "dendritic"
                        : "axonal");
    return Learning.by(settings);
  }

  /** The name of an input that brings a learning signal; it is added where it is not there yet. */
  private String signal(String name, int addresses, Signal.Kind kind, List<String> labels) {
    if (inputs.stream().noneMatch(input -> input.name().equals(name))) {
      inputs.add(
          new Input(
              name,
              Shape.of(addresses),
              List.of(Settings.of("events")),
              1,
              null,
              Input.DEFAULT_MAX_JUMP_MICROS,
              new Signal(kind, labels, null)));
    }
    return name;
  }

  private static boolean isZero(Projection projection) {
    return projection.delays().equals(Values.of(0));
  }

  private Network build(long seed) {
    int inputCount = 1 + random.nextInt(2);
    for (int i = 0; i < inputCount; i++) {
      inputs.add(input("in" + i, seed * 3 + i));
    }
    int populationCount = 2 + random.nextInt(3);
    for (int p = 0; p < populationCount; p++) {
      String name = "p" + p;
      Connectivity connectivity = connectivity();
      Shape source = Shape.of(2, 4, 5);
      Shape shape =
          switch (random.nextInt(3)) {
            case 0 -> Shape.of(2, 4, 5);
            case 1 -> Shape.of(12);
            default -> Shape.of(40);
          };
      if (connectivity instanceof Connectivity.Conv2d
          || connectivity instanceof Connectivity.Pool2d) {
        shape = io.spiketide.network.Geometry.targetShape(connectivity, source);
      } else if (connectivity instanceof Connectivity.OneToOne) {
        shape = Shape.of(40);
      }
      populations.add(new Population(name, shape, model(), Map.of(), random.nextInt(3) > 0));
      String from = "in" + random.nextInt(inputCount);
      projections.add(project(from + ">" + name, from, name, connectivity, source, shape, 0));
    }
    int recurrent = 1 + random.nextInt(3);
    for (int r = 0; r < recurrent; r++) {
      Population from = populations.get(random.nextInt(populations.size()));
      Population to = populations.get(random.nextInt(populations.size()));
      projections.add(
          project("r" + r, from.name(), to.name(), sparse(), from.shape(), to.shape(), 1));
    }
    letAdapt(seed);
    letCompete(seed);
    List<ReadoutSpec> readouts = readouts(seed);
    if (seed % 3 == 1) {
      addEprop(new Random(3000 + seed));
    }
    if (seed % 5 == 2) {
      addBpStdp(new Random(4000 + seed));
    }
    if (seed % 7 == 4) {
      addNoise(seed);
    }
    List<Projection> learning = withLearning(seed);
    return new Network(
        "random-" + seed,
        TimeBase.ofMicros(1000),
        seed,
        inputs,
        populations,
        learning,
        watched(readouts, learning),
        random.nextInt(3) == 0 ? List.of(new StateRecording("p0", "v", 3)) : List.of(),
        random.nextBoolean()
            ? Instances.perRecordKey().resettingAtEpisodes()
            : Instances.perRecordKey(),
        new Placement(1 + random.nextInt(12)));
  }

  /** An input of 40 addresses whose encoders make spikes of 40 neurons. */
  private static Input input(String name, long seed) {
    List<List<Settings>> choices = encoders();
    return new Input(
        name,
        Shape.of(2, 4, 5),
        choices.get((int) (seed % choices.size())),
        1,
        null,
        Input.DEFAULT_MAX_JUMP_MICROS,
        null);
  }

  private static List<List<Settings>> encoders() {
    Settings events = Settings.of("events");
    Settings ranks = Settings.of("intensity_to_latency", Map.of("bins", Values.of(6)));
    Settings contrast = Settings.of("difference_of_gaussians", Map.of("size", Values.of(3)));
    return List.of(
        List.of(events),
        List.of(events),
        List.of(ranks),
        List.of(contrast, Settings.of("local_normalisation"), ranks),
        List.of(Settings.of("scale", Map.of("gain", Values.of(4))), Settings.of("poisson")),
        List.of(Settings.of("refractory", Map.of("t_ref", Values.of(2))), events),
        List.of(Settings.of("delta").withOption("off", "negative")),
        List.of(
            Settings.of("background_activity", Map.of("window", Values.of(3))),
            Settings.of("accumulate", Map.of("window", Values.of(5))),
            Settings.of("burst")),
        List.of(Settings.of("hold", Map.of("steps", Values.of(20))), Settings.of("regular")));
  }

  /** Neurons that learn by e-prop and their readout; draws of its own, as above. */
  private void addEprop(Random own) {
    Settings neurons =
        Settings.of(
            "eprop_lif",
            Map.of(
                "beta", new Values.Uniform(0, 0.3),
                "tau_a", Values.of(40),
                "V_th", Values.of(0.6),
                "t_ref", Values.of(own.nextInt(3))));
    Settings outputs =
        Settings.of("eprop_output", Map.of("hold", Values.of(1 + own.nextInt(5))))
            .withOption("loss", own.nextBoolean() ? "squared" : "cross_entropy");
    populations.add(new Population("ep", Shape.of(9), neurons, Map.of(), true));
    populations.add(new Population("ey", Shape.of(2), outputs, Map.of(), false));
    Values weights = new Values.Normal(0.3, 0.4, -2, 2);
    Connectivity all = new Connectivity.AllToAll(true);
    Connectivity others = new Connectivity.AllToAll(false);
    Connectivity some = new Connectivity.FixedProbability(0.4, true);
    Projection back = Projection.of("ey", "ep", all, weights, 1).toReceptor("learning_signal");
    projections.add(
        Projection.of("in0", "ep", some, weights, own.nextInt(3)).learning(eprop("eprop", own)));
    projections.add(Projection.of("ep", "ep", others, weights, 1).learning(eprop("eprop", own)));
    projections.add(
        Projection.of("ep", "ey", all, weights, 0).learning(eprop("eprop_readout", own)));
    projections.add(own.nextBoolean() ? back : back.learning(eprop("eprop_feedback", own)));
    projections.add(
        Projection.of(
                inputs.get(inputs.size() - 1).name(),
                "ey",
                new Connectivity.Listed(new int[] {3, 7}, new int[] {0, 1}),
                Values.of(1),
                0)
            .toReceptor("target"));
  }

  /** Neurons that learn by BP-STDP; draws of its own, as above. */
  private void addBpStdp(Random own) {
    Values window = Values.of(1 + own.nextInt(6));
    Settings cells = Settings.of("bp_if");
    Settings errors =
        Settings.of("bp_error", Map.of("window", window, "hold", Values.of(own.nextInt(30))));
    populations.add(new Population("bh", Shape.of(9), cells, Map.of(), true));
    populations.add(new Population("bo", Shape.of(2), cells, Map.of(), true));
    populations.add(new Population("be", Shape.of(2), errors, Map.of(), false));
    Values weights = new Values.Normal(0.3, 0.4, -2, 2);
    Connectivity all = new Connectivity.AllToAll(true);
    Connectivity one = new Connectivity.OneToOne();
    Connectivity some = new Connectivity.FixedProbability(0.4, true);
    String signal = "learning_signal";
    projections.add(
        Projection.of("in0", "bh", some, weights, own.nextInt(3))
            .learning(Learning.by(bp("bp_stdp", window).withOption("gate", "fired"))));
    projections.add(
        Projection.of("bh", "bo", all, weights, own.nextInt(2))
            .learning(Learning.by(bp("bp_stdp", window))));
    projections.add(Projection.of("bo", "be", one, Values.of(1), 0).toReceptor("output"));
    projections.add(Projection.of("be", "bo", one, Values.of(1), 1).toReceptor(signal));
    projections.add(
        Projection.of("be", "bh", all, weights, 1)
            .toReceptor(signal)
            .learning(Learning.by(bp("bp_stdp_feedback", window))));
    projections.add(
        Projection.of(
                inputs.get(inputs.size() - 1).name(),
                "be",
                new Connectivity.Listed(new int[] {3, 7}, new int[] {0, 1}),
                Values.of(1),
                0)
            .toReceptor("target"));
  }

  /**
   * A Poisson generator of several blocks that hears what it drives; draws of its own, as above.
   */
  private void addNoise(long seed) {
    Random own = new Random(5000 + seed);
    Values rate =
        switch ((int) (seed / 7 % 4)) {
          case 0 -> Values.of(400);
          case 1 -> Values.of(30);
          case 2 -> new Values.Uniform(20, 800);
          default -> Values.of(2_500);
        };
    Settings poisson = Settings.of("poisson", Map.of("rate", rate));
    populations.add(new Population(NOISE, Shape.of(150), poisson, Map.of(), true));
    Connectivity some = new Connectivity.FixedIndegree(4, true, true);
    Values weights = new Values.Normal(0.1, 0.2, -1, 1);
    Values shifts = new Values.Normal(0, 300, -900, 900);
    projections.add(Projection.of(NOISE, "p0", some, weights, 1 + own.nextInt(3)));
    projections.add(
        Projection.of("p1", NOISE, some, shifts, 1 + own.nextInt(3)).toReceptor("rate"));
  }

  private static Settings bp(String rule, Values window) {
    return Settings.of(rule, Map.of("eta", Values.of(0.05), "window", window));
  }

  private static Learning eprop(String rule, Random own) {
    Map<String, Values> given =
        Map.of("eta", Values.of(0.02), "interval", Values.of(20), "w_max", Values.of(2));
    return Learning.by(
        Settings.of(rule, given)
            .withOption("update", List.of("episode", "interval", "tick").get(own.nextInt(3)))
            .withOption("optimizer", own.nextBoolean() ? "plain" : "adam"));
  }

  private Settings model() {
    Map<String, Values> reset = Map.of("tau_m", new Values.Uniform(4, 20), "V_th", Values.of(1));
    return switch (random.nextInt(4)) {
      case 0 -> Settings.of("lif", reset).withOption("reset", "subtract");
      case 1 ->
          Settings.of(
              "cuba_lif",
              Map.of("tau_m", Values.of(10), "tau_syn", Values.of(3), "V_th", Values.of(0.1)));
      case 2 -> Settings.of("if", Map.of("V_th", Values.of(2)));
      default -> Settings.of("lif", reset);
    };
  }

  private Connectivity connectivity() {
    return switch (random.nextInt(8)) {
      case 0 ->
          new Connectivity.Conv2d(
              2,
              new Pair(3, 3),
              new Pair(1, 1 + random.nextInt(2)),
              new Pair(1, 0),
              new Pair(1, 1),
              1 + random.nextInt(2));
      case 1 ->
          new Connectivity.Pool2d(
              Connectivity.Pool2d.Kind.values()[random.nextInt(3)],
              new Pair(2, 2),
              new Pair(2, 2),
              new Pair(0, 1));
      case 2 -> new Connectivity.OneToOne();
      case 3 -> new Connectivity.AllToAll(true);
      default -> sparse();
    };
  }

  private Connectivity sparse() {
    return switch (random.nextInt(4)) {
      case 0 -> new Connectivity.FixedProbability(0.3, random.nextBoolean());
      case 1 -> new Connectivity.FixedIndegree(5, random.nextBoolean(), true);
      case 2 -> new Connectivity.FixedTotalNumber(60, random.nextBoolean());
      default ->
          new Connectivity.Listed(
              random.ints(30, 0, 12).toArray(), random.ints(30, 0, 12).toArray());
    };
  }

  private Projection project(
      String name,
      String from,
      String to,
      Connectivity connectivity,
      Shape source,
      Shape target,
      int minDelay) {
    boolean drawn =
        !(connectivity instanceof Connectivity.Conv2d
            || connectivity instanceof Connectivity.Pool2d);
    Values weights = random.nextBoolean() ? new Values.Normal(0.6, 0.5, -1, 2) : Values.of(0.7);
    if (connectivity instanceof Connectivity.Conv2d) {
      long n =
          io.spiketide.network.Geometry.listedWeights(connectivity, source, target).orElseThrow();
      weights = Values.of(random.doubles(n, -0.4, 1).toArray());
    } else if (connectivity instanceof Connectivity.Pool2d) {
      weights = Values.of(1);
    }
    Values delays =
        drawn && random.nextInt(3) == 0
            ? new Values.Uniform(Math.max(1, minDelay), 9)
            : Values.of(minDelay + random.nextInt(4));
    double[] bias =
        random.nextInt(4) == 0 ? random.doubles(target.size(), -0.05, 0.1).toArray() : null;
    return new Projection(name, from, to, "", connectivity, weights, delays, bias);
  }

  private List<ReadoutSpec> readouts(long seed) {
    String last = populations.get(populations.size() - 1).name();
    return List.of(
        new ReadoutSpec("count", last, Settings.of("spike_count"), new Window.Episode(), List.of()),
        new ReadoutSpec(
            "first", last, Settings.of("first_spike"), new Window.Ticks(20, 20), List.of()),
        // the mean is of every tick, so that a network never rests
        new ReadoutSpec(
            "peak",
            last,
            Settings.of(seed % 4 == 0 ? "membrane_mean" : "membrane_max"),
            new Window.Episode(),
            List.of()),
        new ReadoutSpec("rate", last, Settings.of("rate"), new Window.Ticks(30, 10), List.of()),
        new ReadoutSpec(
            "changed",
            last,
            Settings.of("spike_count", Map.of("least_confidence", Values.of(0.1)))
                .withOption("answers", "on_change"),
            new Window.Ticks(12, 4),
            List.of()),
        new ReadoutSpec(
            "order", last, Settings.of("rank_order"), new Window.Ticks(25, 25), List.of()),
        new ReadoutSpec("intervals", last, Settings.of("isi"), new Window.Ticks(50, 50), List.of()),
        new ReadoutSpec(
            "synchrony",
            last,
            Settings.of("synchrony", Map.of("bin", Values.of(2))),
            new Window.Episode(),
            List.of("all")),
        new ReadoutSpec(
            "band",
            last,
            Settings.of("rate_alarm", Map.of("low", Values.of(5), "high", Values.of(60)))
                .withOption("answers", "on_change"),
            new Window.Ticks(20, 10),
            List.of()));
  }

  /** Watches the weights of the population that is read, if it learns. */
  private static List<ReadoutSpec> watched(List<ReadoutSpec> readouts, List<Projection> all) {
    String read = readouts.get(0).population();
    if (all.stream().noneMatch(p -> p.target().equals(read) && p.learning() != null)) {
      return readouts;
    }
    List<ReadoutSpec> more = new ArrayList<>(readouts);
    Settings alarm = Settings.of("weight_alarm", Map.of("share", Values.of(0.3)));
    more.add(new ReadoutSpec("stuck", read, alarm, new Window.Ticks(30, 15), List.of()));
    more.add(new ReadoutSpec("stuck2", read, alarm, new Window.Episode(), List.of()));
    return more;
  }
}
