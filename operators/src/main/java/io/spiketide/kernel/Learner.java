package io.spiketide.kernel;

import io.spiketide.kernel.CompiledNetwork.CompiledLearning;
import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.kernel.CompiledNetwork.CompiledProjection;
import io.spiketide.network.Signal;
import io.spiketide.neuron.Spikes;
import io.spiketide.plasticity.LearningState;
import org.jspecify.annotations.Nullable;

/**
 * Lets one projection learn: calls the hooks of its rule in their order. Single-threaded scratch
 * that all instances share.
 */
final class Learner {
  private final CompiledLearning learning;
  private final CompiledProjection projection;
  private final CompiledPopulation target;
  private final int targetSource;
  private final boolean heard;
  private final boolean signalsNeurons;
  private final LearningState view = new LearningState();
  private final Spikes here = new Spikes(4);

  /** Whose arrays the view shows. */
  private @Nullable KernelState bound;

  /**
   * @param learning of the projection
   * @param targetSource source number of the target population
   * @param heard whether spikes of the target population come from other keys too, so that its
   *     history counts neurons of the whole of it
   * @param signalsNeurons whether the addresses of the learning signal are target neurons
   */
  Learner(
      CompiledProjection projection,
      CompiledLearning learning,
      CompiledPopulation target,
      int targetSource,
      boolean heard,
      boolean signalsNeurons) {
    this.projection = projection;
    this.learning = learning;
    this.target = target;
    this.targetSource = targetSource;
    this.heard = heard;
    this.signalsNeurons = signalsNeurons;
    view.neurons = new double[learning.neuronVariables().length][];
  }

  /** Changes of single weights since the kernel was made. */
  long updates() {
    return view.updates;
  }

  /** Spikes that are due in this tick are about to be delivered. */
  void arriving(KernelState state, SpikeHistory spikes, long tick) {
    Spikes due = spikes.of(state, projection.source(), tick - learning.synapses().delay());
    if (due.size() > 0) {
      bind(state);
      learning.rule().arriving(view, due, tick);
    }
  }

  /** Spikes that are due in this tick have been delivered. */
  void arrived(KernelState state, SpikeHistory spikes, long tick) {
    Spikes due = spikes.of(state, projection.source(), tick - learning.synapses().delay());
    if (due.size() > 0) {
      bind(state);
      learning.rule().arrived(view, due, tick);
    }
  }

  /** The neurons have been updated. */
  void fired(KernelState state, SpikeHistory spikes, Spikes own, long tick) {
    int lag = learning.rule().postLag();
    Spikes due = lag == 0 ? own : lagged(state, spikes, tick - lag);
    if (due.size() > 0) {
      bind(state);
      learning.rule().fired(view, due, tick);
    }
    if (learning.rule().everyTick()) {
      bind(state);
      learning.rule().tick(view, tick);
    }
    if (learning.signal() >= 0) {
      Spikes all = spikes.of(state, learning.signal(), tick);
      Spikes signal = signalsNeurons ? ofNeuronsHere(all, true) : all;
      if (signal.size() > 0) {
        bind(state);
        learning.rule().signal(view, signal, tick);
      }
    }
  }

  private Spikes lagged(KernelState state, SpikeHistory spikes, long tick) {
    if (tick >= state.startTick) {
      return ofNeuronsHere(spikes.of(state, targetSource, tick), heard);
    }
    here.clear();
    return here;
  }

  /**
   * The spikes of the target neurons that are run here.
   *
   * @param ofAll whether the spikes count neurons of the whole population
   */
  private Spikes ofNeuronsHere(Spikes all, boolean ofAll) {
    here.clear();
    int first = ofAll ? target.range().from() : 0;
    for (int s = 0; s < all.size(); s++) {
      int neuron = all.neuron(s) - first;
      if (neuron >= 0 && neuron < target.size()) {
        here.add(neuron, all.count(s));
      }
    }
    return here;
  }

  /** An episode has ended before this tick. */
  void episodeEnded(KernelState state, String label, long tick) {
    bind(state);
    learning.rule().episodeEnded(view, learning.labels().indexOf(label), tick);
  }

  private void bind(KernelState state) {
    double[][] arrays = state.arrays[learning.group()];
    view.rate = arrays[CompiledLearning.CONTROL][CompiledLearning.RATE];
    if (bound == state) {
      return;
    }
    bound = state;
    learning.show(arrays, view);
    double[][] variables = state.arrays[target.group()];
    for (int v = 0; v < view.neurons.length; v++) {
      view.neurons[v] = variables[learning.neuronVariables()[v]];
    }
  }

  /** The learner of a projection, null if it does not learn. */
  static @Nullable Learner of(CompiledNetwork net, int p, CompiledProjection projection) {
    CompiledLearning learning = projection.learning();
    if (learning == null) {
      return null;
    }
    Signal signal =
        learning.signal() < 0 ? null : net.inputs.get(learning.signal()).input().signal();
    boolean signalsNeurons = signal != null && signal.kind() == Signal.Kind.TARGET;
    return new Learner(
        projection,
        learning,
        net.populations.get(p),
        net.inputs.size() + p,
        net.isHeard(p),
        signalsNeurons);
  }
}
