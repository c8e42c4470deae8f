package io.spiketide.ingest;

/** Bytes of a sensor that are not of the form that was declared: what is wrong, and the mend. */
public final class FramingException extends Exception {
  private static final long serialVersionUID = 1L;

  public FramingException(String fault, String mend) {
    super(fault + "; " + mend);
  }

  /** Bytes whose number is no multiple of the length of an event. */
  static FramingException ofLength(Framing framing, int length, String unit) {
    return new FramingException(
        length + " bytes are not of framing '" + framing.name() + "', which has " + unit,
        "check what the sender sends, and --framing");
  }
}
