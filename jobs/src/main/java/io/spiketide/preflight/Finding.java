package io.spiketide.preflight;

/**
 * What a check found.
 *
 * @param check name of the check
 * @param verdict whether a job can start so
 * @param text what is well; or {@code where: what is wrong; what to do}
 */
public record Finding(String check, Verdict verdict, String text) {
  /** How bad it is. */
  public enum Verdict {
    /** As it should be. */
    GOOD("✓"),
    /** A job starts; the user should know. */
    NOTE("!"),
    /** It does not answer, so nothing is known of it; a job may still start and wait. */
    SILENT("✗"),
    /** A job would not start, or do wrong. */
    FAULT("✗");

    private final String mark;

    Verdict(String mark) {
      this.mark = mark;
    }

    /** Whether there is something to mend. */
    public boolean isBad() {
      return this == SILENT || this == FAULT;
    }

    /** In front of the line. */
    public String mark() {
      return mark;
    }
  }
}
