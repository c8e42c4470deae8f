package io.spiketide.preflight;

import io.spiketide.job.SpiketideOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Everything that is looked at before a job runs. A new check is one class and one line here. */
public final class Preflight {
  static final List<Check> ALL =
      List.of(
          new BrokerVersionCheck(),
          new TopicsCheck(),
          new SavepointCheck(),
          new EventTimeCheck(),
          new FlinkVersionCheck(),
          new JavaVersionCheck(),
          new SlotsCheck(),
          new MemoryCheck(),
          new CheckpointDirectoryCheck(),
          new TransactionTimeoutCheck(),
          new TransactionalIdsCheck(),
          new ClockCheck(),
          new OptionNamesCheck());

  private Preflight() {}

  /** Names of all checks, in their order. */
  public static List<String> names() {
    return ALL.stream().map(Check::name).toList();
  }

  /** What is found, in the order of the checks; what does not answer comes first. */
  public static List<Finding> look(Surroundings around) {
    Set<String> skipped = skipped(around);
    List<Finding> findings = new ArrayList<>(around.unanswered());
    ALL.stream()
        .filter(check -> !skipped.contains(check.name()))
        .forEach(check -> findings.addAll(check.look(around)));
    return findings;
  }

  /**
   * Lets a job start only where nothing is wrong.
   *
   * @param notes receives what the user should know all the same
   * @throws StartFault with all that is wrong
   */
  public static void requireReady(Surroundings around, Consumer<String> notes) {
    List<String> problems = new ArrayList<>();
    for (Finding finding : look(around)) {
      switch (finding.verdict()) {
        case FAULT -> problems.add(finding.text());
        case NOTE, SILENT -> notes.accept(finding.text());
        case GOOD -> {}
      }
    }
    if (!problems.isEmpty()) {
      throw new StartFault(problems);
    }
  }

  private static Set<String> skipped(Surroundings around) {
    Set<String> skipped = new TreeSet<>(around.options().get(SpiketideOptions.SKIPPED_CHECKS));
    Set<String> unknown = new TreeSet<>(skipped);
    unknown.removeAll(names());
    if (!unknown.isEmpty()) {
      throw new StartFault(
          List.of(
              SpiketideOptions.SKIPPED_CHECKS.key()
                  + ": "
                  + String.join(", ", unknown)
                  + ": there is no such check; use some of "
                  + names()));
    }
    return skipped;
  }
}
