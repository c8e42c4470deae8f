package io.spiketide.network;

/**
 * A mistake in a description, in words for the one who wrote it.
 *
 * @param severity whether the network can be run in spite of it
 * @param path where, in the keys of the description: {@code populations.hidden.neuron.tau_m},
 *     {@code projections[3].weights}
 * @param fault what is wrong, values with units
 * @param mend what to do about it
 */
public record Problem(Severity severity, String path, String fault, String mend) {

  /** How bad it is. */
  public enum Severity {
    /** The network cannot be run. */
    ERROR,
    /** The network can be run, but hardly does what is wanted. */
    WARNING
  }

  public static Problem error(String path, String fault, String mend) {
    return new Problem(Severity.ERROR, path, fault, mend);
  }

  public static Problem warning(String path, String fault, String mend) {
    return new Problem(Severity.WARNING, path, fault, mend);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** {@code path: fault; mend}, warnings marked as such. */
  @Override
  public String toString() {
    return path + ": " + (isError() ? "" : "warning: ") + fault + "; " + mend;
  }
}
