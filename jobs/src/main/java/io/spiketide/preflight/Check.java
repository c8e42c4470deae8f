package io.spiketide.preflight;

import java.util.List;

/**
 * One thing that should be right before a job runs. A pure function of what was asked before; says
 * nothing about what could not be asked or does not apply.
 */
abstract class Check {
  private final String name;

  /**
   * @param name in the output, and to skip it
   */
  Check(String name) {
    this.name = name;
  }

  final String name() {
    return name;
  }

  abstract List<Finding> look(Surroundings around);

  final List<Finding> good(String text) {
    return List.of(new Finding(name, Finding.Verdict.GOOD, text));
  }

  final List<Finding> note(String text) {
    return List.of(new Finding(name, Finding.Verdict.NOTE, text));
  }

  final List<Finding> fault(String text) {
    return List.of(new Finding(name, Finding.Verdict.FAULT, text));
  }
}
