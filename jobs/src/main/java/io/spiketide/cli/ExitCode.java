package io.spiketide.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the exit code of a command says. */
public enum ExitCode {
  OK(0, "done as asked"),
  CHECK_FAILED(1, "it ran, but a check failed (also: a bug of ours, with a stack trace)"),
  BAD_INPUT(2, "wrong usage, or a file, description or recording that cannot be used"),
  ENVIRONMENT(3, "something around it is not there: broker, cluster, port, disk"),
  INTERRUPTED(130, "stopped by Ctrl-C");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** The list for {@code --help}: code and meaning. */
  static Map<String, String> help() {
    Map<String, String> help = new LinkedHashMap<>();
    Arrays.stream(values()).forEach(c -> help.put(String.valueOf(c.code), c.meaning));
    return help;
  }
}
