package io.spiketide.yaml;

import io.spiketide.network.Problem;

/**
 * A problem of a description with the place in its file.
 *
 * @param file name of the file as the user gave it
 * @param line counted from 1; 0 if the file as a whole is meant
 */
public record Located(String file, int line, Problem problem) {

  /** {@code file:line path: fault; mend}. */
  @Override
  public String toString() {
    return (line == 0 ? file : file + ":" + line)
        + (problem.path().isEmpty() ? "" : " " + problem.path())
        + ": "
        + (problem.isError() ? "" : "warning: ")
        + problem.fault()
        + "; "
        + problem.mend();
  }
}
