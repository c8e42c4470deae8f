package io.spiketide.rules;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Learning;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Problem;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Stages;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.plasticity.LearningRules;
import io.spiketide.readout.Readouts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The design rules of how a network is cut: a list of small functions, each of which looks for one
 * kind of cut that cannot be run. A new rule is a function and one line here.
 */
public final class StageRules {

  /** Looks for one kind of mistake and reports every place where it finds it. */
  private interface Rule {
    void check(Network network, Stages stages, List<Problem> problems);
  }

  private static final List<Rule> RULES =
      List.of(
          StageRules::wallClock,
          StageRules::delays,
          StageRules::wholeConnectivity,
          StageRules::gradedOutput,
          StageRules::coupledNeurons,
          StageRules::coupledTargets,
          StageRules::competition,
          StageRules::readouts,
          StageRules::recordings);

  private StageRules() {}

  /** All problems of a cut of a network that has no errors itself; empty if there are none. */
  public static List<Problem> check(Network network, Stages stages) {
    List<Problem> problems = new ArrayList<>();
    if (!stages.areWhole()) {
      RULES.forEach(rule -> rule.check(network, stages, problems));
    }
    return problems;
  }

  /** Shards whose clocks differ would disagree on what an instance has seen. */
  private static void wallClock(Network network, Stages stages, List<Problem> problems) {
    String mend = "leave it out, or keep the network in one stage of one shard";
    if (network.instances().timeToLiveMillis() != null) {
      problems.add(
          Problem.error(
              "instances.time_to_live",
              "a network that is cut cannot forget instances by the wall clock",
              mend));
    }
    if (network.instances().idleFlushMillis() != null) {
      problems.add(
          Problem.error(
              "instances.idle_flush",
              "a network that is cut cannot run ahead of its frontiers by the wall clock",
              mend));
    }
  }

  /** Spikes that come back through the topic need a tick to do so. */
  private static void delays(Network network, Stages stages, List<Problem> problems) {
    for (Stages.Hop hop : stages.hops(network)) {
      if (hop.byTopic() && hop.delay() < 1 && !hop.target().isEmpty()) {
        problems.add(
            Problem.error(
                Paths.projection(indexOf(hop.name(), network)) + ".delay",
                hop.name()
                    + " goes from one shard or stage to another one that it waits for, and has no"
                    + " delay",
                "give it a delay of at least one tick, or keep "
                    + hop.population()
                    + " and "
                    + hop.target()
                    + " in one stage of one shard"));
      }
    }
  }

  private static int indexOf(String projection, Network network) {
    return network.projections().stream().map(Projection::name).toList().indexOf(projection);
  }

  private static void wholeConnectivity(Network network, Stages stages, List<Problem> problems) {
    eachProjection(
        network,
        (path, p) -> {
          boolean whole =
              p.connectivity() instanceof Connectivity.Conv1d
                  || p.connectivity() instanceof Connectivity.Conv2d
                  || p.connectivity() instanceof Connectivity.Pool2d;
          if (whole && stages.shards(p.target()) > 1) {
            problems.add(
                Problem.error(
                    path + ".connect",
                    p.name() + " is a convolution or pooling onto a population that is cut",
                    "keep " + p.target() + " in one shard"));
          }
        });
  }

  private static void gradedOutput(Network network, Stages stages, List<Problem> problems) {
    eachProjection(
        network,
        (path, p) ->
            network
                .population(p.source())
                .filter(source -> NeuronModels.CATALOG.get(source.model().type()).graded())
                .filter(source -> stages.leavesKey(network, p))
                .ifPresent(
                    source ->
                        problems.add(
                            Problem.error(
                                path + ".source",
                                p.name()
                                    + " carries the output of '"
                                    + source.name()
                                    + "', which is no spikes, to another key",
                                "keep both populations in one stage of one shard"))));
  }

  private static void coupledTargets(Network network, Stages stages, List<Problem> problems) {
    for (Projection projection : network.projections()) {
      Learning learning = projection.learning();
      if (learning != null
          && LearningRules.CATALOG.get(learning.rule().type()).couplesTargets()
          && stages.shards(projection.target()) > 1) {
        problems.add(
            Problem.error(
                "populations." + projection.target(),
                "rule %s looks at all neurons of '%s', but they are cut"
                    .formatted(learning.rule().type(), projection.target()),
                "keep that population in one shard"));
      }
    }
  }

  private static void coupledNeurons(Network network, Stages stages, List<Problem> problems) {
    for (Population population : network.populations()) {
      String model = population.model().type();
      if (NeuronModels.CATALOG.get(model).couplesNeurons()
          && stages.shards(population.name()) > 1) {
        problems.add(
            Problem.error(
                Paths.of(population),
                "neurons of model %s look at each other, but '%s' is cut"
                    .formatted(model, population.name()),
                "keep that population in one shard"));
      }
    }
  }

  /** Who wins is decided by one key that sees all neurons. */
  private static void competition(Network network, Stages stages, List<Problem> problems) {
    for (Population population : network.populations()) {
      if (population.competition() != null && stages.shards(population.name()) > 1) {
        problems.add(
            Problem.error(
                CompetitionRules.path(population),
                "the neurons of '%s' compete, but the population is cut"
                    .formatted(population.name()),
                "keep it in one shard, or leave 'competition' out"));
      }
    }
  }

  private static void readouts(Network network, Stages stages, List<Problem> problems) {
    for (ReadoutSpec readout : network.readouts()) {
      int of = stages.of(readout.population());
      int at = stages.ofReadout(readout.name());
      boolean whole = at == of && stages.stage(of).shards() == 1;
      boolean readsMore = !Readouts.CATALOG.get(readout.readout().type()).readsSpikesAlone();
      if (readsMore && !whole) {
        problems.add(
            Problem.error(
                Paths.of(readout),
                "it reads more of '%s' than spikes, and the population is cut"
                    .formatted(readout.population()),
                "keep that population in one shard, or read its spikes"));
      } else if (!whole && (at <= of || stages.stage(at).shards() > 1)) {
        problems.add(
            Problem.error(
                Paths.of(readout),
                "it reads '%s', which is cut, in the same stage".formatted(readout.population()),
                "answer it in a later stage of one shard"));
      }
    }
  }

  private static void recordings(Network network, Stages stages, List<Problem> problems) {
    for (int r = 0; r < network.recordings().size(); r++) {
      Population population =
          network.population(network.recordings().get(r).population()).orElseThrow();
      if (stages.shards(population.name()) > 1) {
        problems.add(
            Problem.error(
                Paths.recording(r),
                "it records '%s', which is cut".formatted(population.name()),
                "keep that population in one shard, or do not record it"));
      }
    }
  }

  private static void eachProjection(Network network, BiConsumer<String, Projection> visitor) {
    for (int p = 0; p < network.projections().size(); p++) {
      visitor.accept(Paths.projection(p), network.projections().get(p));
    }
  }
}
