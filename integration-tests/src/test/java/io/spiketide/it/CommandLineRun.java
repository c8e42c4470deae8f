package io.spiketide.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a call of the command line gave.
 *
 * @param out what it wrote for machines
 * @param err what it wrote for people
 */
record CommandLineRun(int code, String out, String err) {
  /** Runs {@code spiketide ARGUMENTS} as a process of its own. */
  static CommandLineRun of(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                "io.spiketide.cli.Main"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("spiketide-out", ".txt");
    Path err = Files.createTempFile("spiketide-err", ".txt");
    try {
      int code =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start()
              .waitFor();
      return new CommandLineRun(code, Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
