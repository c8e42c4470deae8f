package io.spiketide.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every fault in random order, some together, for as long as {@code -Dchaos.minutes} says. In the
 * Maven profile {@code chaos}.
 */
@Tag("chaos")
class ChaosITCase {
  private static final long MINUTES = Long.getLong("chaos.minutes", 15);
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
  private static final FaultRun.Delivery DELIVERY =
      FaultRun.Delivery.valueOf(System.getProperty("chaos.delivery", "EXACTLY_ONCE"));
  private static final Duration PAUSE = Duration.ofSeconds(20);
  private static final Duration OUTAGE = Duration.ofSeconds(60);
  private static final int MOST_QUIET_MILLIS = 5_000;

  @AfterAll
  static void print() {
    FaultTable.print();
  }

  @Test
  void allFaultsInRandomOrderChangeNothing() throws Exception {
    System.out.printf("chaos for %d minutes; repeat it with -Dchaos.seed=%d%n", MINUTES, SEED);
    Random random = new Random(SEED);
    Optional<SmallDisk> disk = SmallDisk.mount();
    Path checkpoints =
        disk.isPresent()
            ? disk.get().directory()
            : Files.createTempDirectory(RealCluster.get().directory(), "chaos");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
    try (FaultRun run = new FaultRun(checkpoints, random, DELIVERY)) {
      List<Fault> left = new ArrayList<>();
      while (System.nanoTime() < end) {
        if (left.isEmpty()) {
          left.addAll(all(disk));
          Collections.shuffle(left, random);
        }
        run.suffer(left.remove(0));
        Thread.sleep(random.nextInt(MOST_QUIET_MILLIS));
      }
      run.assertNothingChanged("chaos of seed " + SEED);
    } finally {
      if (disk.isPresent()) {
        disk.get().close();
      } else {
        System.out.println("no full disk among the faults: this user may not mount one");
      }
    }
  }

  private static List<Fault> all(Optional<SmallDisk> disk) {
    List<Fault> faults = new ArrayList<>();
    faults.add(Fault.KILLED_TASK_MANAGER);
    faults.add(Fault.KILLED_TASK_MANAGER);
    faults.add(Fault.KILLED_JOB_MANAGER);
    faults.add(Fault.KILLED_BROKER);
    faults.add(Fault.pausedTaskManager(PAUSE));
    faults.add(Fault.refusedConnections(OUTAGE));
    faults.add(Fault.silentNetwork(OUTAGE));
    faults.add(Fault.silentNetwork(PAUSE).andKilledTaskManager());
    disk.ifPresent(
        d -> {
          faults.add(Fault.fullDisk(d));
          faults.add(Fault.fullDisk(d).andKilledTaskManager());
        });
    return faults;
  }
}
