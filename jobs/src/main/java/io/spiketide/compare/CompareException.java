package io.spiketide.compare;

/** A comparison that cannot be made: where, what is wrong, and what to do about it. */
public final class CompareException extends Exception {
  private static final long serialVersionUID = 1L;

  CompareException(String where, String fault, String mend) {
    super(where + ": " + fault + "; " + mend);
  }
}
