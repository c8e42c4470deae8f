package io.spiketide.it.security;

import io.spiketide.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;

/**
 * One command of the command line, run in this process.
 *
 * @param out stdout
 * @param err stderr
 */
record Commands(int exitCode, String out, String err, double seconds) {
  static Commands run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    long start = System.nanoTime();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    return new Commands(code, out.toString(), err.toString(), seconds);
  }
}
