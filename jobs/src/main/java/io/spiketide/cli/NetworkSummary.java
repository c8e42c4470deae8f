package io.spiketide.cli;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A network in a few lines.
 *
 * @param synapses of all projections
 * @param weightBytes bytes of static weights, shared by all instances
 * @param instanceBytes bytes of state of each instance
 */
record NetworkSummary(
    String name,
    long tickMicros,
    double stepMillis,
    long seed,
    List<Part> inputs,
    List<Part> populations,
    List<Link> projections,
    List<Part> readouts,
    long synapses,
    long weightBytes,
    long instanceBytes) {

  /** An input, population or readout: what it is called, how large it is, and of which type. */
  record Part(String name, String size, String type) {}

  /** A projection. */
  record Link(String name, String source, String target, String connectivity) {}

  static NetworkSummary of(Network network) {
    CompiledNetwork compiled = CompiledNetwork.compile(network);
    return new NetworkSummary(
        network.name(),
        network.time().tickMicros(),
        network.time().stepMillis(),
        network.seed(),
        network.inputs().stream()
            .map(i -> new Part(i.name(), i.shape().toString(), encoders(i)))
            .toList(),
        network.populations().stream()
            .map(p -> new Part(p.name(), p.shape().toString(), p.model().type()))
            .toList(),
        network.projections().stream()
            .map(p -> new Link(p.name(), p.source(), p.target(), kind(p.connectivity())))
            .toList(),
        network.readouts().stream()
            .map(r -> new Part(r.name(), r.population(), r.readout().type()))
            .toList(),
        compiled.synapses(),
        compiled.synapseBytes(),
        compiled.layout().elements() * Double.BYTES);
  }

  private static String encoders(Input input) {
    return input.encoders().stream().map(Settings::type).collect(Collectors.joining(" > "));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "network %s: tick %d µs, model step %s ms, seed %d",
            name,
            tickMicros,
            stepMillis,
            seed));
    addParts(lines, "inputs", inputs);
    addParts(lines, "populations", populations);
    lines.add("projections");
    projections.forEach(
        p ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  %-24s %s -> %s, %s",
                    p.name(),
                    p.source(),
                    p.target(),
                    p.connectivity())));
    addParts(lines, "readouts", readouts);
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d synapses in %,d bytes shared, %,d bytes of state per instance",
            synapses,
            weightBytes,
            instanceBytes));
    return lines;
  }

  private static void addParts(List<String> lines, String title, List<Part> parts) {
    lines.add(title);
    parts.forEach(
        p ->
            lines.add(
                String.format(Locale.ROOT, "  %-24s %-14s %s", p.name(), p.size(), p.type())));
  }

  private static String kind(Connectivity connectivity) {
    return connectivity.getClass().getSimpleName();
  }
}
