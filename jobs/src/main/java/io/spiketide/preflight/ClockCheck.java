package io.spiketide.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of brokers, JobManager and this host agree. Results do not depend on clocks, but lag,
 * retention, the age of transactions, certificates and logs do.
 */
final class ClockCheck extends Check {
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  ClockCheck() {
    super("clocks");
  }

  @Override
  List<Finding> look(Surroundings around) {
    List<Finding> findings = new ArrayList<>();
    if (around.broker() != null) {
      add("brokers at " + around.broker().address(), around.broker().clockOffsetMillis(), findings);
    }
    if (around.cluster() != null) {
      add(
          "JobManager at " + around.cluster().address(),
          around.cluster().clockOffsetMillis(),
          findings);
    }
    return findings;
  }

  private void add(String who, @Nullable Long offsetMillis, List<Finding> findings) {
    if (offsetMillis == null) {
      return;
    }
    Duration offset = Duration.ofMillis(offsetMillis);
    if (offset.abs().compareTo(TOLERANCE) > 0) {
      findings.addAll(
          fault(
              who
                  + ": its clock is "
                  + words(offset.abs())
                  + (offset.isNegative() ? " behind" : " ahead of")
                  + " that of this host; let both take the time from the same servers (NTP), and"
                  + " see which of the two is wrong by 'date -u'"));
    } else {
      findings.addAll(good(who + ": its clock agrees with this host's"));
    }
  }

  /** A length of time in its largest two units. */
  static String words(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }
}
