package io.spiketide.hdf5;

/** An HDF5 file that is damaged, or lacks what is asked for; says in words what is wrong. */
public final class Hdf5Exception extends Exception {
  private static final long serialVersionUID = 1L;

  Hdf5Exception(String fault) {
    super(fault);
  }

  Hdf5Exception(String fault, Throwable cause) {
    super(fault, cause);
  }
}
