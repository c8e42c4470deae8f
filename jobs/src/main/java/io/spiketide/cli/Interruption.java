package io.spiketide.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: interrupts the command and lets it close what it opened before the process ends, with the
 * exit code 130 that the virtual machine gives.
 */
final class Interruption {
  private static final int PATIENCE_SECONDS = 15;

  private final Thread command;
  private final CountDownLatch finished = new CountDownLatch(1);

  private Interruption(Thread command) {
    this.command = command;
  }

  static Interruption install(Thread command) {
    Interruption interruption = new Interruption(command);
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "interruption"));
    return interruption;
  }

  /** The command has ended; nothing is left to interrupt. */
  void finished() {
    finished.countDown();
  }

  private void stop() {
    if (finished.getCount() == 0) {
      return;
    }
    command.interrupt();
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("spiketide did not stop within " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
