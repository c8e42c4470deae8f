package io.spiketide.it;

import java.util.Locale;

/**
 * How a job came through a fault. Times are seconds from the moment at which it struck.
 *
 * @param mended until what was broken worked again
 * @param output until what had been sent when it struck had come out of every instance
 * @param checkpoint until all of that and a new checkpoint after the mend
 * @param restarts of the job by Flink
 * @param repeated packets that consumers dropped because they had seen them
 */
record FaultRecord(
    String name, double mended, double output, double checkpoint, long restarts, long repeated) {
  static final String HEADER =
      "fault                              mended   output   checkpoint   restarts   repeated\n"
          + "                                      s    again s      again s              packets";

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-32s %8.1f %10.1f %12.1f %10d %10d",
        name,
        mended,
        output,
        checkpoint,
        restarts,
        repeated);
  }
}
