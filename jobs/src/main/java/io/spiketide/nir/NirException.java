package io.spiketide.nir;

import java.nio.file.Path;

/**
 * A NIR file or graph that cannot be used: where, what is wrong, and what to do about it. Its
 * message is meant for the user.
 */
public final class NirException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String where;
  private final String fault;
  private final String mend;

  /**
   * @param where place in the graph, such as {@code node 'lif1'}; empty for the whole of it
   * @param fault what is wrong
   * @param mend what to do
   */
  public NirException(String where, String fault, String mend) {
    super((where.isEmpty() ? "" : where + ": ") + fault + "; " + mend);
    this.where = where;
    this.fault = fault;
    this.mend = mend;
  }

  private NirException(String where, NirException cause) {
    super(where + ": " + cause.fault + "; " + cause.mend, cause);
    this.where = where;
    this.fault = cause.fault;
    this.mend = cause.mend;
  }

  /** A fault of one node. */
  static NirException atNode(String node, String fault, String mend) {
    return new NirException("node '" + node + "'", fault, mend);
  }

  /** A fault of one edge. */
  static NirException atEdge(NirEdge edge, String fault, String mend) {
    return new NirException("edge " + edge, fault, mend);
  }

  /** The same fault, with the file that it was found in. */
  public NirException inFile(Path file) {
    String place = where.isEmpty() ? "" : " " + where;
    return new NirException(file.getFileName() + place, this);
  }

  /** Place in the file or graph. */
  public String where() {
    return where;
  }

  /** What is wrong. */
  public String fault() {
    return fault;
  }

  /** What to do. */
  public String mend() {
    return mend;
  }
}
