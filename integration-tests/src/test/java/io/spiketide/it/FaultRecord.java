package io.spiketide.it;

import java.util.Locale;

/**
 * How a job came through a fault. Seconds count from the moment at which it struck.
 *
 * @param mended until what was broken worked again
 * @param late by how many seconds the output was behind the sensors at the worst moment: how long
 *     nothing new came
 * @param caughtUp until what had been sent when it was mended had come out of every instance
 * @param checkpoint until there was a new checkpoint after the mend
 * @param restarts of the job by Flink
 * @param repeated packets that consumers dropped because they had seen them
 */
record FaultRecord(
    String name,
    double mended,
    double late,
    double caughtUp,
    double checkpoint,
    long restarts,
    long repeated) {
  static final String HEADER =
      String.format(
          Locale.ROOT,
          "%-40s %8s %12s %8s %12s %10s %10s%n%-40s %8s %12s %8s %12s %10s %10s",
          "fault",
          "mended",
          "no output",
          "caught",
          "checkpoint",
          "restarts",
          "repeated",
          "",
          "after s",
          "for s",
          "up s",
          "again s",
          "",
          "packets");

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-40s %8.1f %12.1f %8.1f %12.1f %10d %10d",
        name,
        mended,
        late,
        caughtUp,
        checkpoint,
        restarts,
        repeated);
  }
}
