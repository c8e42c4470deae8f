package io.spiketide.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A description that cannot be run, with all its problems in the order of the file's lines. */
public final class DescriptionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Located> problems;

  DescriptionException(List<Located> problems) {
    super(problems.stream().map(Located::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** The problems, warnings included; at least one is an error. */
  public List<Located> problems() {
    return problems;
  }
}
