package io.spiketide.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All faults that the tests of this process have done, printed as one table. */
final class FaultTable {
  private static final List<String> LINES = new ArrayList<>();

  private FaultTable() {}

  /** Adds the faults of one run, and what they did to its output. */
  static synchronized void add(
      String run,
      List<FaultRecord> records,
      Harvest expected,
      Harvest got,
      long lost,
      long doubled) {
    records.forEach(record -> LINES.add(record.toString()));
    boolean same = got.sha256().equals(expected.sha256());
    LINES.add(
        String.format(
            Locale.ROOT,
            "  %s: %d spikes, %d decisions; lost %d, doubled %d, repeated otherwise %d; sha256 %s"
                + " %s",
            run,
            got.spikeCount(),
            got.decisions().size(),
            lost,
            doubled,
            got.altered(),
            got.sha256().substring(0, 16),
            same ? "as undisturbed" : "but undisturbed " + expected.sha256().substring(0, 16)));
  }

  /** Adds what a reader of committed decisions got in one run, nothing dropped. */
  static synchronized void addCommitted(String run, DecisionLog expected, DecisionLog got) {
    boolean same = got.sha256().equals(expected.sha256());
    LINES.add(
        String.format(
            Locale.ROOT,
            "  %s: %d decisions committed, %d of them twice, %d never; sha256 %s %s",
            run,
            got.size(),
            got.repetitions(),
            got.missing(),
            got.sha256().substring(0, 16),
            same ? "as undisturbed" : "but undisturbed " + expected.sha256().substring(0, 16)));
  }

  static synchronized void print() {
    System.out.println(FaultRecord.HEADER);
    LINES.forEach(System.out::println);
    LINES.clear();
  }
}
