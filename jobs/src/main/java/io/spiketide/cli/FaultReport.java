package io.spiketide.cli;

import io.spiketide.cluster.ClusterFault;
import io.spiketide.cluster.FlinkRestException;
import io.spiketide.connector.kafka.KafkaFault;
import io.spiketide.job.UpgradeFault;
import io.spiketide.plan.PlanFault;
import io.spiketide.preflight.StartFault;
import io.spiketide.sensor.SensorException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns failures into messages and exit codes. A user's mistake never shows a stack trace. */
final class FaultReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Console console;

  FaultReport(Console console) {
    this.console = console;
  }

  /** Wrong usage. */
  @Override
  public int handleParseException(ParameterException fault, String[] args) {
    CommandLine command = fault.getCommandLine();
    console.progress(String.valueOf(fault.getMessage()));
    if (fault instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        console.progress("did you mean " + String.join(" or ", suggestions) + "?");
      }
    }
    String name = command.getCommandSpec().qualifiedName();
    console.progress("see '" + name + " --help'");
    return ExitCode.BAD_INPUT.code();
  }

  /** A failure of the command itself. */
  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult result)
      throws Exception {
    ExitCode code = codeOf(fault);
    if (code == ExitCode.CHECK_FAILED) {
      console.progress("this is a bug in spiketide; please report it with the lines below");
      throw fault;
    }
    console.progress(code == ExitCode.INTERRUPTED ? "stopped" : String.valueOf(fault.getMessage()));
    return code.code();
  }

  /** The exit code of a failure; {@link ExitCode#CHECK_FAILED} for what no user can mend. */
  static ExitCode codeOf(Throwable fault) {
    if (fault instanceof StartFault) {
      return ExitCode.ENVIRONMENT;
    } else if (fault instanceof UserException user) {
      return user.exitCode();
    } else if (fault instanceof SensorException
        || fault instanceof UpgradeFault
        || fault instanceof PlanFault) {
      return ExitCode.BAD_INPUT;
    } else if (fault instanceof KafkaFault
        || fault instanceof ClusterFault
        || fault instanceof FlinkRestException) {
      return ExitCode.ENVIRONMENT;
    } else if (fault instanceof InterruptedException
        || fault instanceof org.apache.kafka.common.errors.InterruptException) {
      return ExitCode.INTERRUPTED;
    }
    return ExitCode.CHECK_FAILED;
  }
}
