package io.spiketide.cli;

import io.spiketide.bench.Figure;
import io.spiketide.bench.FigureTable;
import io.spiketide.bench.Section;
import io.spiketide.bench.Sections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spiketide bench [SECTION…]}: how fast this machine is, each figure beside its ceiling. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures on this machine, each figure beside its ceiling in the same run, and prints one"
            + " table. Let nothing else run meanwhile.",
    footer = {"", "Example: spiketide bench pipeline --quick"})
final class BenchCommand implements Callable<Integer> {
  private static final String ALL = "all";

  private final Console console;

  @Parameters(
      paramLabel = "SECTION",
      arity = "0..*",
      completionCandidates = SectionNames.class,
      description = "What to measure: ${COMPLETION-CANDIDATES} (default all).")
  List<String> sections = List.of(ALL);

  @Option(names = "--quick", description = "Fewer rounds of fewer settings: a few minutes.")
  boolean quick;

  @Option(names = "--json", description = "Print JSON, one figure a line.")
  boolean json;

  /** What may be asked for, in {@code --help}. */
  static final class SectionNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    SectionNames() {
      super(Sections.names());
      add(ALL);
    }
  }

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (Section section : chosen()) {
      console.progress(section.name() + ": " + section.summary());
      List<Figure> measured = section.measurement().measure(quick, console::progress);
      if (json) {
        measured.forEach(figure -> console.json(line(section, figure)));
      }
      figures.addAll(measured);
    }
    if (!json) {
      FigureTable.lines(figures).forEach(console::data);
    }
    return ExitCode.OK.code();
  }

  private List<Section> chosen() {
    for (String name : sections) {
      if (!name.equals(ALL) && Sections.named(name).isEmpty()) {
        throw UserException.badInput(
            "bench: unknown section '" + name + "'; use one of " + new SectionNames());
      }
    }
    return sections.contains(ALL)
        ? Sections.ALL
        : Sections.ALL.stream().filter(section -> sections.contains(section.name())).toList();
  }

  private static Map<String, Object> line(Section section, Figure figure) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("section", section.name());
    line.put("what", figure.what());
    line.put("value", figure.value());
    line.put("unit", figure.unit());
    line.put("ceiling", figure.ceiling());
    line.put("ceilingWhat", figure.ceilingWhat());
    line.put("ratio", figure.ratio());
    line.put("note", figure.note());
    return line;
  }
}
