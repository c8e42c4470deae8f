package io.spiketide.npy;

import java.nio.file.Path;

/** A NumPy file that cannot be read: what is wrong, and what to do about it. */
public final class NpyException extends Exception {
  private static final long serialVersionUID = 1L;

  NpyException(String fault, String mend) {
    super(fault + "; " + mend);
  }

  private NpyException(String where, NpyException cause) {
    super(where + ": " + cause.getMessage(), cause);
  }

  /** The same fault, with the file or the member of an archive that it was found in. */
  NpyException in(String where) {
    return new NpyException(where, this);
  }

  NpyException in(Path file) {
    return in(file.getFileName().toString());
  }
}
