package io.spiketide.kernel;

import io.spiketide.network.DelayRange;
import io.spiketide.network.Fingerprint;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Stages;
import io.spiketide.network.StateRecording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a stored state knows of the network that it is of: enough to tell whether another
 * description may take it over, and why not.
 *
 * @param network name of the network
 * @param fingerprint of the whole description, see {@link Fingerprint}
 * @param traits what the meaning of stored values depends on, by place in the description, sorted
 */
public record Origin(String network, String fingerprint, List<Trait> traits) {
  /** Of states that were stored before origins were. */
  public static final Origin UNKNOWN = new Origin("", "", List.of());

  private static final String READOUTS = "readouts.";
  private static final String RECORD = "record.";

  /** Place of what says how the network was cut, as {@link Stages#toString} does. */
  public static final String STAGES = "stages";

  /** What stands there if it was not cut. */
  public static final String NOT_CUT = "one";

  public Origin {
    traits = List.copyOf(traits);
  }

  /**
   * One fact about a description.
   *
   * @param place such as {@code populations.hidden.shape}
   * @param value as a person writes it
   */
  public record Trait(String place, String value) {}

  /** Whether it says anything. */
  public boolean isKnown() {
    return !network.isEmpty();
  }

  /** The origin of states of a network. */
  static Origin of(Network network, Stages stages) {
    Traits traits = new Traits();
    traits.put("tick", network.time().tickMillis() + " ms");
    traits.put("seed", network.seed());
    traits.put("instances.key", network.instances().key().name().toLowerCase(Locale.ROOT));
    traits.put(
        "inputs", network.inputs().stream().map(Input::name).collect(Collectors.joining(", ")));
    network.inputs().forEach(traits::input);
    network.populations().forEach(p -> traits.population(p, network));
    traits.put(STAGES, stages.areWhole() ? NOT_CUT : stages);
    network.readouts().forEach(traits::readout);
    network.recordings().forEach(traits::recording);
    return new Origin(network.name(), Fingerprint.of(network), traits.sorted());
  }

  /**
   * Why states of another network cannot go on in this one, each as {@code where: what is wrong;
   * what to do}; empty if they can. Of what only one of them has, nothing is said: what is new
   * starts fresh, what is gone is forgotten.
   */
  public List<String> conflictsWith(Origin stored) {
    if (!stored.isKnown()) {
      return List.of();
    }
    if (!stored.network.equals(network)) {
      return List.of(
          "network: the state is of network '%s', the description is of '%s'; use a savepoint of '%s', or start without one"
              .formatted(stored.network, network, network));
    }
    Map<String, String> own = byPlace();
    List<String> conflicts = new ArrayList<>();
    for (Trait trait : stored.traits) {
      String now = own.get(trait.place());
      if (now != null && !now.equals(trait.value()) && !startsAfresh(trait.place())) {
        conflicts.add(
            "%s: was %s when the state was stored, is %s; %s"
                .formatted(trait.place(), trait.value(), now, mend(trait.place())));
      }
    }
    return conflicts;
  }

  /** Whether it is of the very same description, cut in the same way. */
  boolean isOfTheSame(Origin stored) {
    return fingerprint.equals(stored.fingerprint) && agreesAt(STAGES, stored);
  }

  /** Whether both have the same at a place, as far as both are known. */
  boolean agreesAt(String place, Origin stored) {
    String before = stored.byPlace().get(place);
    return before == null || before.equals(byPlace().get(place));
  }

  /** What it says of a place in the description. */
  public Optional<String> value(String place) {
    return Optional.ofNullable(byPlace().get(place));
  }

  /** Place of the shape of a population, such as {@code 28x28}. */
  public static String placeOfShape(String population) {
    return "populations." + population + ".shape";
  }

  static String placeOfReadout(String name) {
    return READOUTS + name;
  }

  /**
   * @param recorded population and variable, separated by a slash
   */
  static String placeOfRecording(String recorded) {
    return RECORD + recorded;
  }

  /** Readouts and recordings hold no more than their present window: they begin anew. */
  private static boolean startsAfresh(String place) {
    return place.startsWith(READOUTS) || place.startsWith(RECORD);
  }

  private static String mend(String place) {
    boolean named = place.startsWith("populations.") || place.startsWith("projections.");
    return named
        ? "keep it, or give the changed one a new name, so that it starts fresh"
        : "keep it, or start without a savepoint";
  }

  private Map<String, String> byPlace() {
    return traits.stream().collect(Collectors.toMap(Trait::place, Trait::value));
  }

  /** Gathers the traits of a network. */
  private static final class Traits {
    private final Map<String, String> byPlace = new TreeMap<>();

    void put(String place, Object value) {
      byPlace.put(place, value.toString());
    }

    void input(Input input) {
      String place = "inputs." + input.name();
      put(place + ".shape", input.shape());
      put(
          place + ".encoder",
          input.encoders().stream().map(Settings::type).collect(Collectors.joining(", ")));
      put(place + ".sources", input.sources());
    }

    void population(Population population, Network network) {
      String place = "populations." + population.name();
      put(placeOfShape(population.name()), population.shape());
      put(place + ".neuron", population.model().type());
      Settings competition = population.competition();
      if (competition != null) {
        String options = competition.options().isEmpty() ? "" : " " + competition.options();
        put(place + ".competition", competition.type() + options);
      }
      network.projections().stream()
          .filter(p -> p.target().equals(population.name()))
          .forEach(this::projection);
    }

    /** The delays that it may have: spikes on their way depend on them. */
    void projection(Projection projection) {
      String place = "projections." + projection.name();
      String receptor = projection.receptor();
      put(
          place,
          "%s to %s%s"
              .formatted(
                  projection.source(),
                  projection.target(),
                  receptor.isEmpty() ? "" : " (" + receptor + ")"));
      int least = DelayRange.min(projection.delays());
      int most = DelayRange.max(projection.delays());
      if (projection.learning() != null) {
        put(place + ".learning", projection.learning().rule().type());
      }
      put(place + ".delay", least == most ? least + " ticks" : least + " to " + most + " ticks");
    }

    void readout(ReadoutSpec spec) {
      put(
          placeOfReadout(spec.name()),
          "%s of %s, %s, %d labels"
              .formatted(
                  spec.readout().type(),
                  spec.population(),
                  spec.window() instanceof ReadoutSpec.Window.Ticks ticks
                      ? ticks.length() + " ticks every " + ticks.every()
                      : "episode",
                  spec.labels().size()));
    }

    void recording(StateRecording recording) {
      put(
          placeOfRecording(recording.population() + '/' + recording.variable()),
          "every " + recording.everyTicks() + " ticks");
    }

    List<Trait> sorted() {
      return byPlace.entrySet().stream().map(e -> new Trait(e.getKey(), e.getValue())).toList();
    }
  }
}
