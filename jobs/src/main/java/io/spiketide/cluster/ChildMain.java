package io.spiketide.cluster;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs another main class and ends when the parent process has ended, however that happened.
 * Arguments: {@code PARENT_PID MAIN_CLASS [ARGUMENT ...]}; a parent of 0 is never missed.
 */
public final class ChildMain {
  /** The parent of a process that goes on by itself. */
  static final long NO_PARENT = 0;

  private ChildMain() {}

  public static void main(String[] args) throws Throwable {
    long parent = Long.parseLong(args[0]);
    if (parent != NO_PARENT) {
      endWith(parent);
    }
    Method main = Class.forName(args[1]).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 2, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static void endWith(long parent) {
    ProcessHandle.of(parent)
        .ifPresentOrElse(handle -> handle.onExit().thenRun(ChildMain::end), ChildMain::end);
  }

  private static void end() {
    Runtime.getRuntime().halt(1); // no hooks: nobody is left who would wait for them
  }
}
