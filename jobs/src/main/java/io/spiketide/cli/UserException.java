package io.spiketide.cli;

import java.util.List;

/**
 * Something that the user can mend: one or more messages of the form {@code where: what is wrong;
 * what to do}, shown without a stack trace.
 */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  private UserException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** A mistake in what the user gave. */
  public static UserException badInput(String message) {
    return new UserException(ExitCode.BAD_INPUT, message);
  }

  /** Several mistakes, reported at once. */
  public static UserException badInput(List<String> messages) {
    return badInput(String.join("\n", messages));
  }

  /** Something around the program is not there. */
  public static UserException environment(String message) {
    return new UserException(ExitCode.ENVIRONMENT, message);
  }

  /** The user stopped the command. */
  public static UserException interrupted() {
    return new UserException(ExitCode.INTERRUPTED, "stopped");
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
