package io.spiketide.it;

import io.spiketide.it.FaultRun.Delivery;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Promise 1 and 2 on a real cluster of processes, one fault after the other: a consumer holds the
 * same bytes as without it, nothing lost, nothing doubled. Spikes are delivered at least once and
 * decisions exactly once, so both ways are compared. {@link ChaosITCase} mixes all of them.
 */
class FaultsITCase {
  private static final Duration PAUSE = Duration.ofSeconds(20);

  /** An outage of the broker; a minute in the profile {@code chaos}. */
  private static final Duration OUTAGE = Duration.ofSeconds(8);

  @AfterAll
  static void print() {
    FaultTable.print();
  }

  @Test
  void twoKilledTaskManagersChangeNothing() throws Exception {
    assertHarmless(Delivery.EXACTLY_ONCE, Collections.nCopies(2, Fault.KILLED_TASK_MANAGER));
  }

  @Test
  @Tag("chaos")
  void fiveKilledTaskManagersChangeNothing() throws Exception {
    assertHarmless(Delivery.EXACTLY_ONCE, Collections.nCopies(5, Fault.KILLED_TASK_MANAGER));
  }

  @Test
  void aKilledJobManagerChangesNothing() throws Exception {
    assertHarmless(Delivery.EXACTLY_ONCE, List.of(Fault.KILLED_JOB_MANAGER));
  }

  @Test
  @Tag("chaos")
  void twoKilledJobManagersChangeNothing() throws Exception {
    assertHarmless(Delivery.EXACTLY_ONCE, Collections.nCopies(2, Fault.KILLED_JOB_MANAGER));
  }

  @Test
  void aKilledBrokerChangesNothing() throws Exception {
    assertHarmless(Delivery.EXACTLY_ONCE, List.of(Fault.KILLED_BROKER));
  }

  @Test
  @Tag("chaos")
  void twoKilledBrokersChangeNothing() throws Exception {
    assertHarmless(Delivery.EXACTLY_ONCE, Collections.nCopies(2, Fault.KILLED_BROKER));
  }

  @Test
  void aTaskManagerThatWakesUpAfterItWasReplacedChangesNothing() throws Exception {
    assertHarmless(Delivery.EXACTLY_ONCE, List.of(Fault.pausedTaskManager(PAUSE)));
  }

  @Test
  void aBrokerThatCannotBeReachedForAWhileChangesNothing() throws Exception {
    assertHarmless(
        Delivery.EXACTLY_ONCE,
        List.of(Fault.refusedConnections(OUTAGE), Fault.silentNetwork(OUTAGE)));
  }

  @Test
  void aDiskOfCheckpointsThatIsFullForAWhileChangesNothing() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount();
    Assumptions.assumeTrue(
        mounted.isPresent(), "this user may not mount a small disk; run as root");
    try (SmallDisk disk = mounted.orElseThrow();
        FaultRun run = new FaultRun(disk.directory(), new Random(1), Delivery.EXACTLY_ONCE)) {
      run.suffer(Fault.fullDisk(disk));
      run.assertNothingChanged("together");
    }
  }

  private static void assertHarmless(Delivery delivery, List<Fault> faults) throws Exception {
    long seed = System.nanoTime();
    String what = faults.stream().map(Fault::name).collect(Collectors.joining(", "));
    System.out.println(what + ": seed " + seed);
    try (FaultRun run = FaultRun.start(new Random(seed), delivery)) {
      for (Fault fault : faults) {
        run.suffer(fault);
      }
      run.assertNothingChanged("together");
    }
  }
}
