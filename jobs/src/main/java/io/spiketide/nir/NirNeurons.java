package io.spiketide.nir;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Values;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.nir.NirNode.Dynamic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The neuron model, parameters and options that a node with threshold or state becomes. */
final class NirNeurons {
  /** The model without state that passes the sum of its arrivals on. */
  static final String RELAY = "relay";

  /** Model by node type. */
  private static final Map<String, String> MODELS = new LinkedHashMap<>();

  /** Parameter of the model by parameter of the file. */
  private static final Map<String, String> PARAMETERS = new LinkedHashMap<>();

  static {
    MODELS.put("Threshold", "threshold");
    MODELS.put("I", "integrator");
    MODELS.put("IF", "if");
    MODELS.put("LI", "li");
    MODELS.put("LIF", "lif");
    MODELS.put("CubaLI", "cuba_li");
    MODELS.put("CubaLIF", "cuba_lif");
    PARAMETERS.put("threshold", "V_th");
    PARAMETERS.put("r", "R");
    PARAMETERS.put("v_threshold", "V_th");
    PARAMETERS.put("v_reset", "V_reset");
    PARAMETERS.put("v_leak", "E_L");
    PARAMETERS.put("tau", "tau_m");
    PARAMETERS.put("tau_mem", "tau_m");
    PARAMETERS.put("tau_syn", "tau_syn");
    PARAMETERS.put("w_in", "w_in");
  }

  private NirNeurons() {}

  /** Whether a model sends numbers in every tick and no spikes, so that it cannot be published. */
  static boolean isGraded(Settings model) {
    return NeuronModels.CATALOG.get(model.type()).graded();
  }

  /** Models that a node type stands for, by node type. */
  static Map<String, String> models() {
    return MODELS;
  }

  /** The model's name for a parameter of the file. */
  static String parameter(String nirName) {
    String name = PARAMETERS.get(nirName);
    if (name == null) {
      throw new IllegalStateException("parameter " + nirName + " is not listed");
    }
    return name;
  }

  /**
   * A node of a type, with tensors by the names of the file.
   *
   * @throws NirException if a tensor cannot be had
   */
  static Dynamic node(String type, Tensors t) throws NirException {
    return switch (type) {
      case "Threshold" -> new NirNode.Threshold(t.of("threshold"));
      case "I" -> new NirNode.Integrator(t.of("r"));
      case "IF" -> new NirNode.IntegrateFire(t.of("r"), t.of("v_threshold"), t.of("v_reset"));
      case "LI" -> new NirNode.Li(t.of("tau"), t.of("r"), t.of("v_leak"));
      case "LIF" ->
          new NirNode.Lif(
              t.of("tau"), t.of("r"), t.of("v_leak"), t.of("v_threshold"), t.of("v_reset"));
      case "CubaLI" ->
          new NirNode.CubaLi(
              t.of("tau_syn"), t.of("tau_mem"), t.of("r"), t.of("v_leak"), t.of("w_in"));
      case "CubaLIF" ->
          new NirNode.CubaLif(
              t.of("tau_syn"),
              t.of("tau_mem"),
              t.of("r"),
              t.of("v_leak"),
              t.of("w_in"),
              t.of("v_threshold"),
              t.of("v_reset"));
      default -> throw new IllegalStateException("node type " + type + " is not listed");
    };
  }

  /** Gives the tensors of a node that is made. */
  interface Tensors {
    NirTensor of(String nirName) throws NirException;
  }

  /**
   * The settings of a population.
   *
   * @throws NirException if the model has no such discretisation
   */
  static Settings settings(String key, Dynamic node, NirOptions options) throws NirException {
    String model = MODELS.get(node.type());
    if (model == null) {
      throw new IllegalStateException("node type " + node.type() + " is not listed");
    }
    Map<String, Values> parameters = new TreeMap<>();
    NirParameters.of(node)
        .forEach(
            (name, tensor) -> {
              NirTensor inUnits = NirTaus.isTau(name) ? NirTaus.inMillis(tensor) : tensor;
              parameters.put(parameter(name), NirConnections.values(inUnits));
            });
    Map<String, String> chosen = new TreeMap<>();
    if (option(model, "reset").isPresent()) {
      chosen.put("reset", options.reset().word());
    }
    Optional<OptionSpec> forms = option(model, "discretisation");
    if (forms.isPresent()) {
      chosen.put("discretisation", discretisation(key, node, options, forms.get().choices()));
    }
    if (option(model, "precision").isPresent()) {
      chosen.put("precision", options.discretisation().precision(model));
    }
    return new Settings(model, parameters, chosen);
  }

  private static String discretisation(
      String key, Dynamic node, NirOptions options, List<String> choices) throws NirException {
    String word = options.discretisation().word();
    if (choices.contains(word)) {
      return word;
    }
    throw NirException.atNode(
        key,
        "there is no discretisation '" + word + "' of " + node.type(),
        "use one of " + choices);
  }

  private static Optional<OptionSpec> option(String model, String name) {
    return NeuronModels.CATALOG.get(model).options().stream()
        .filter(o -> o.name().equals(name))
        .findFirst();
  }
}
