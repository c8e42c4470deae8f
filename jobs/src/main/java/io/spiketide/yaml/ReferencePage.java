package io.spiketide.yaml;

import io.spiketide.catalog.Catalog;
import io.spiketide.catalog.Component;
import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.competition.Competitions;
import io.spiketide.encoding.SpikeEncoders;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.plasticity.LearningRule;
import io.spiketide.plasticity.LearningRules;
import io.spiketide.readout.Readout;
import io.spiketide.readout.Readouts;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The reference page of descriptions, made of the key tables and the catalogs. */
final class ReferencePage {
  private static final List<Section> SECTIONS =
      List.of(
          NirSection.SECTION,
          InputSection.SECTION,
          PopulationSection.SECTION,
          ProjectionSection.SECTION,
          ReadoutSection.SECTION,
          ReadoutSection.WINDOW_SECTION,
          RecordSection.SECTION,
          InstancesSection.SECTION,
          PlacementSection.SECTION);

  private static final String NUMBERS =
      """
      Numbers stand alone or with a unit where they are times (`us`, `ms`, `s`, `min`, `h`, `d`).
      Parameters are in the unit that their table gives. Where a table says distribution or list:

      | written | means |
      | --- | --- |
      | `20` | the same for all |
      | `[1, 2, 3]` | one each; lists may be nested to the shape of what they are for |
      | `{npy: weights.npy}` | an array of a NumPy file, relative to the description |
      | `{nir: net.nir, node: fc1}` | weights of a node of a NIR file (weights alone) |
      | `{uniform: [0, 1]}` | drawn from [0, 1) |
      | `{normal: {mean: 0, sd: 1, min: -2, max: 2}}` | drawn, again while outside min and max |
      | `{lognormal: {mu: 0, sigma: 1}}` | exp of a normal number; for delays in ms |

      Drawn numbers are a function of the seed and of where they are used.
      """;

  private final StringBuilder page = new StringBuilder();

  private ReferencePage() {}

  /** The page as it stands in its file. */
  static String text() {
    return new ReferencePage().write();
  }

  private String write() {
    line("# Description of a network");
    line("");
    line(
        "A YAML file. This page is generated from the reader's own tables. `spiketide check FILE`");
    line(
        "reports all mistakes of a file at once, each with its line. Editors that know JSON Schema");
    line("find it in `jobs/src/main/resources/io/spiketide/yaml/network.schema.json`.");
    line("");
    line("```yaml");
    page.append(NetworkSection.EXAMPLE);
    line("```");
    line("");
    section("Top", NetworkSection.SECTION);
    line("## Numbers and times");
    line("");
    page.append(NUMBERS);
    line("");
    line("All of them in one file:");
    line("");
    line("```yaml");
    page.append(NetworkSection.FULL_EXAMPLE);
    line("```");
    line("");
    SECTIONS.forEach(s -> section(s.name(), s));
    rules();
    catalog("Neuron models", NeuronModels.CATALOG, ReferencePage::neuron);
    catalog("Competitions", Competitions.CATALOG, c -> "");
    catalog("Learning rules", LearningRules.CATALOG, ReferencePage::learns);
    catalog("Encoders", SpikeEncoders.CATALOG, e -> "");
    catalog("Readouts", Readouts.CATALOG, ReferencePage::reads);
    return page.toString();
  }

  private void section(String heading, Section section) {
    line("## " + heading);
    line("");
    line(section.doc());
    line("");
    keys(section);
  }

  private void keys(Section section) {
    line("| key | value | default | |");
    line("| --- | --- | --- | --- |");
    for (Key<?> key : section.keys()) {
      row(
          "`" + key.name() + "`",
          key.form().text(),
          key.isRequired() ? "required" : key.fallback(),
          key.doc());
    }
    line("");
  }

  private void rules() {
    line("## connect");
    line("");
    line(
        "A rule by its bare name where it needs no keys, else with them. Shapes of convolutions and");
    line(
        "poolings must fit: length = floor((in + 2 padding - dilation (kernel - 1) - 1) / stride) + 1.");
    line("");
    for (ConnectSection.Rule rule : ConnectSection.RULES) {
      line("### " + rule.section().name());
      line("");
      line(rule.section().doc() + " Weights: " + rule.weights() + ".");
      line("");
      keys(rule.section());
    }
  }

  private <T extends Component> void catalog(
      String heading, Catalog<T> catalog, Function<T, String> more) {
    line("## " + heading);
    line("");
    for (T component : catalog.all()) {
      line("### " + component.name());
      line("");
      line(component.summary() + more.apply(component));
      line("");
      if (component.parameters().isEmpty() && component.options().isEmpty()) {
        continue;
      }
      line("| key | unit | default | allowed | |");
      line("| --- | --- | --- | --- | --- |");
      for (ParameterSpec p : component.parameters()) {
        row(
            "`" + p.name() + "`",
            p.unit(),
            p.isRequired() ? "required" : String.valueOf(p.defaultValue()),
            p.bound().text() + (p.list() ? ", or a list" : ""),
            p.doc());
      }
      for (OptionSpec o : component.options()) {
        row("`" + o.name() + "`", "", o.defaultChoice(), String.join(", ", o.choices()), o.doc());
      }
      line("");
    }
  }

  private static String neuron(NeuronModel model) {
    String variables =
        model.variables().stream()
            .map(v -> "`" + v.name() + "`" + (v.unit().isEmpty() ? "" : " (" + v.unit() + ")"))
            .collect(Collectors.joining(", "));
    String receptors =
        model.receptors().stream().map(r -> "`" + r + "`").collect(Collectors.joining(", "));
    return (model.graded() ? " Sends real numbers instead of spikes." : "")
        + (receptors.isEmpty() ? " Takes no input." : " Receptors: " + receptors + ".")
        + (variables.isEmpty() ? " No state." : " State: " + variables + ".");
  }

  private static String learns(LearningRule rule) {
    return switch (rule.signal()) {
      case NONE -> "";
      case OPTIONAL -> " May have a learning signal.";
      case REQUIRED -> " Needs a learning signal.";
    };
  }

  private static String reads(Readout readout) {
    return readout.readsWeights()
        ? " Reads the weights of projections that learn."
        : readout.variable().isEmpty()
            ? ""
            : " Reads the state variable `" + readout.variable() + "`.";
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String text) {
    page.append(text.stripTrailing()).append('\n');
  }
}
