package io.spiketide.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How many datagrams the kernel has thrown away because the buffer of a socket was full, as Linux
 * tells in {@code /proc/net/udp} and {@code udp6}.
 */
final class KernelDrops {
  /** The system does not tell. */
  static final long UNKNOWN = -1;

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

  private KernelDrops() {}

  /** Drops of the sockets on a port of this host since they were opened. */
  static long ofPort(int port) {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    long drops = UNKNOWN;
    for (Path table : TABLES) {
      for (String line : lines(table)) {
        String[] columns = line.strip().split("\\s+");
        if (columns.length > 2 && columns[1].endsWith(suffix)) {
          drops = Math.max(0, drops) + parse(columns[columns.length - 1]);
        }
      }
    }
    return drops;
  }

  private static List<String> lines(Path table) {
    try {
      return Files.exists(table) ? Files.readAllLines(table) : List.of();
    } catch (IOException e) {
      return List.of(); // a table that cannot be read tells nothing
    }
  }

  private static long parse(String number) {
    return number.chars().allMatch(Character::isDigit) ? Long.parseLong(number) : 0;
  }
}
