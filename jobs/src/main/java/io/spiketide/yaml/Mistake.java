package io.spiketide.yaml;

import org.yaml.snakeyaml.nodes.Node;

/** A mistake at a place of the file, on its way to the list of all mistakes. */
final class Mistake extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String path;
  private final int line;
  private final String fault;
  private final String mend;

  Mistake(String path, Node node, String fault, String mend) {
    super(fault + "; " + mend, null, false, false);
    this.path = path;
    this.line = Reading.line(node);
    this.fault = fault;
    this.mend = mend;
  }

  String path() {
    return path;
  }

  int line() {
    return line;
  }

  String fault() {
    return fault;
  }

  String mend() {
    return mend;
  }
}
