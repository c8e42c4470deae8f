package io.spiketide.sensor;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A recording that cannot be read. The message names the file, the place, the fault and the mend:
 * {@code session3.dat at byte 81920: time stamp runs back by 1.2 s; give --keep-going to go on}.
 */
public final class SensorException extends Exception {
  private static final long serialVersionUID = 1L;

  private SensorException(String where, String fault, String mend) {
    super(where + ": " + fault + "; " + mend);
  }

  private SensorException(String where, String fault, String mend, Throwable cause) {
    this(where, fault, mend);
    initCause(cause);
  }

  /** A fault of the file as a whole. */
  public static SensorException ofFile(Path file, String fault, String mend) {
    return new SensorException(file.toString(), fault, mend);
  }

  /** A fault at a byte of a binary file, counted from 0. */
  public static SensorException atByte(Path file, long offset, String fault, String mend) {
    return new SensorException(file + " at byte " + offset, fault, mend);
  }

  /** A fault in a line of a text file, counted from 1. */
  public static SensorException atLine(Path file, long line, String fault, String mend) {
    return new SensorException(file + ":" + line, fault, mend);
  }

  /** The operating system could not read the file. */
  public static SensorException unreadable(Path file, IOException cause) {
    return new SensorException(
        file.toString(), "cannot be read: " + cause, "check its permissions and the disk", cause);
  }
}
