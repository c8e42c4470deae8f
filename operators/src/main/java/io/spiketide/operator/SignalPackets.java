package io.spiketide.operator;

import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Projection;
import io.spiketide.network.Signal;
import io.spiketide.schema.LearningSignal;
import io.spiketide.schema.LearningSignals;
import io.spiketide.schema.codec.SensorPacketBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sorts learning signals by the inputs that bring them, so that they join the network as sensor
 * events do: each input gets a packet with its own signals and the promise of all. Single-threaded;
 * the packets are reused.
 */
final class SignalPackets {
  private final List<Route> routes = new ArrayList<>();
  private final List<SensorPacketBuffer> packets = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * An input that brings signals.
   *
   * @param populations those that learn from it
   */
  private record Route(
      Input input, Signal signal, Set<String> populations, SensorPacketBuffer packet) {}

  SignalPackets(Network network) {
    for (Input input : network.inputs()) {
      Signal signal = input.signal();
      if (signal != null) {
        Set<String> populations =
            network.projections().stream()
                .filter(p -> p.learning() != null && p.learning().signal().equals(input.name()))
                .map(Projection::target)
                .collect(Collectors.toSet());
        routes.add(new Route(input, signal, populations, new SensorPacketBuffer()));
      }
    }
  }

  /** Takes signals; {@link #packets} and {@link #faults} are then what became of them. */
  void take(LearningSignals signals) {
    packets.clear();
    faults.clear();
    long time = signals.signals().isEmpty() ? 0 : signals.signals().get(0).time();
    for (Route route : routes) {
      SensorPacketBuffer packet = route.packet;
      packet.begin(signals.source(), signals.epoch(), signals.sequence(), route.input.name(), time);
      packet.promise(signals.frontier());
      packets.add(packet);
    }
    for (LearningSignal signal : signals.signals()) {
      long offset = signal.time() - time;
      if (offset != (int) offset) {
        faults.add(
            "a signal of time %d µs is more than 35 minutes from the first of its packet; send it in a packet of its own"
                .formatted(signal.time()));
      } else if (!isRouted(signal, (int) offset, signals.population())) {
        faults.add(fault(signal, signals.population()));
      }
    }
  }

  /** One packet for each input that brings signals; valid until the next are taken. */
  List<SensorPacketBuffer> packets() {
    return packets;
  }

  /** What is wrong with the signals that no input brings, one entry each. */
  List<String> faults() {
    return faults;
  }

  private boolean isRouted(LearningSignal signal, int offset, String population) {
    boolean routed = false;
    for (Route route : routes) {
      boolean meant = population.isEmpty() || route.populations.contains(population);
      int label = route.signal.labels().indexOf(signal.label());
      if (!meant) {
        continue;
      }
      if (route.signal.kind() == Signal.Kind.REWARD
          && signal.reward() != 0
          && signal.neuron() < 0) {
        route.packet.add(offset, 0, (float) signal.reward());
        routed = true;
      } else if (route.signal.kind() == Signal.Kind.LABEL && label >= 0) {
        route.packet.add(offset, label);
        routed = true;
      } else if (route.signal.kind() == Signal.Kind.TARGET && signal.neuron() >= 0) {
        route.packet.add(
            offset, signal.neuron(), signal.reward() == 0 ? 1 : (float) signal.reward());
        routed = true;
      }
    }
    return routed;
  }

  private String fault(LearningSignal signal, String population) {
    List<String> labels = routes.stream().flatMap(route -> route.signal.labels().stream()).toList();
    String what =
        !signal.label().isEmpty()
            ? "a label '" + signal.label() + "'"
            : signal.neuron() >= 0 ? "neuron " + signal.neuron() : "a reward of " + signal.reward();
    return "%s%s is none that the network learns from; %s"
        .formatted(
            what,
            population.isEmpty() ? "" : " for population '" + population + "'",
            signal.label().isEmpty()
                ? "it takes "
                    + routes.stream().map(route -> route.signal.word()).distinct().toList()
                : "its labels are " + labels);
  }
}
