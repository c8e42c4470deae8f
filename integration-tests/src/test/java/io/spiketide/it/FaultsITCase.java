package io.spiketide.it;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Promise 1 and 2 on a real cluster of processes, one fault after the other: a consumer holds the
 * same bytes as without it, nothing lost, nothing doubled. {@link ChaosITCase} mixes them.
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
  void fiveKilledTaskManagersChangeNothing() throws Exception {
    assertHarmless(Fault.KILLED_TASK_MANAGER, 5);
  }

  @Test
  void twoKilledJobManagersChangeNothing() throws Exception {
    assertHarmless(Fault.KILLED_JOB_MANAGER, 2);
  }

  @Test
  void twoKilledBrokersChangeNothing() throws Exception {
    assertHarmless(Fault.KILLED_BROKER, 2);
  }

  @Test
  void aTaskManagerThatWakesUpAfterItWasReplacedChangesNothing() throws Exception {
    assertHarmless(Fault.pausedTaskManager(PAUSE));
  }

  @Test
  void aBrokerThatCannotBeReachedForAWhileChangesNothing() throws Exception {
    assertHarmless(Fault.refusedConnections(OUTAGE), Fault.silentNetwork(OUTAGE));
  }

  @Test
  void aDiskOfCheckpointsThatIsFullForAWhileChangesNothing() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount();
    Assumptions.assumeTrue(
        mounted.isPresent(), "this user may not mount a small disk; run as root");
    try (SmallDisk disk = mounted.orElseThrow();
        FaultRun run = new FaultRun(disk.directory(), new Random(1))) {
      run.suffer(Fault.fullDisk(disk));
      run.assertNothingChanged("together");
    }
  }

  private static void assertHarmless(Fault fault, int times) throws Exception {
    assertHarmless(Collections.nCopies(times, fault).toArray(new Fault[0]));
  }

  private static void assertHarmless(Fault... faults) throws Exception {
    long seed = System.nanoTime();
    String what = Arrays.stream(faults).map(Fault::name).collect(Collectors.joining(", "));
    System.out.println(what + ": seed " + seed);
    try (FaultRun run = FaultRun.start(new Random(seed))) {
      for (Fault fault : faults) {
        run.suffer(fault);
      }
      run.assertNothingChanged("together");
    }
  }
}
