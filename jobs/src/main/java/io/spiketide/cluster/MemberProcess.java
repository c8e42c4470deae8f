package io.spiketide.cluster;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Starts, finds and ends the processes of a local cluster. */
final class MemberProcess {
  /** A system property with the cluster's token, which marks a process as ours. */
  private static final String MARK = "-Dspiketide.cluster=";

  private static final Duration END = Duration.ofSeconds(10);

  private MemberProcess() {}

  /**
   * Starts a member from the argument file that the directory has for it.
   *
   * @param more arguments of this start alone
   */
  static ProcessHandle start(
      ClusterDirectory directory, Member member, String token, List<String> more) {
    File log = directory.log(member).toFile();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java(), MARK + token, "@" + directory.arguments(member)));
    command.addAll(more);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    // Options of the parent, such as a profiler's agent, are not meant for its children.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process.toHandle();
    } catch (IOException e) {
      throw new ClusterFault(
          member.name()
              + ": cannot be started ("
              + e.getMessage()
              + "); see that java and "
              + directory.root()
              + " can be used",
          e);
    }
  }

  /** The live process with this id if it is one of this cluster and not a later one of others. */
  static Optional<ProcessHandle> find(long pid, String token) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                Arrays.asList(handle.info().arguments().orElse(new String[0]))
                    .contains(MARK + token));
  }

  /** Asks a process to end, even a paused one, and does not wait. */
  static void askToEnd(ProcessHandle process) {
    process.destroy();
    if (process.isAlive()) {
      signal(process, "CONT");
    }
  }

  /** Asks a process to end, insists after 10 s, and returns when it has ended. */
  static void end(ProcessHandle process) {
    askToEnd(process);
    try {
      awaitEnd(process, END);
    } catch (ClusterFault e) {
      kill(process);
    }
  }

  /** Ends a process as {@code kill -9} does and returns when it has ended. */
  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    awaitEnd(process, END);
  }

  /**
   * Sends a signal that Java has no method for; one that has ended meanwhile takes it silently.
   *
   * @param signal such as {@code STOP}
   */
  static void signal(ProcessHandle process, String signal) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (code != 0 && process.isAlive()) {
        throw new ClusterFault(
            "process " + process.pid() + ": cannot be sent " + signal + "; send it by hand");
      }
    } catch (IOException e) {
      throw new ClusterFault("signals: need the command 'kill' of a Unix system; use one", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitEnd(ProcessHandle process, Duration timeout) {
    Waiting.until(
        () -> !process.isAlive(),
        timeout,
        () ->
            "process "
                + process.pid()
                + ": does not end within "
                + timeout.toSeconds()
                + " s; end it by hand");
  }

  private static String java() {
    return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
  }
}
