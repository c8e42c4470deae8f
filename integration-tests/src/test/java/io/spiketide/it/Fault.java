package io.spiketide.it;

import io.spiketide.cluster.Member;
import java.time.Duration;

/**
 * Something that goes wrong around a running job.
 *
 * @param action breaks and mends; returns when what was broken works again
 */
record Fault(String name, Action action) {
  /** What is done to a run. */
  interface Action {
    void strike(FaultRun run) throws Exception;
  }

  static final Fault KILLED_TASK_MANAGER =
      new Fault(
          "task manager killed",
          run -> {
            Member victim = Member.taskManager(run.victim());
            run.cluster.kill(victim);
            run.startAgain(victim);
          });

  static final Fault KILLED_JOB_MANAGER =
      new Fault(
          "job manager killed",
          run -> {
            run.cluster.kill(Member.JOB_MANAGER);
            run.startAgain(Member.JOB_MANAGER);
            run.resume();
          });

  static final Fault KILLED_BROKER =
      new Fault(
          "broker killed",
          run -> {
            run.cluster.kill(Member.BROKER);
            run.startAgain(Member.BROKER);
          });

  /** Longer than the heartbeat timeout, so the job runs elsewhere when the victim wakes up. */
  static Fault pausedTaskManager(Duration time) {
    return new Fault(
        "task manager stopped for " + time.toSeconds() + " s",
        run -> {
          Member victim = Member.taskManager(run.victim());
          run.cluster.pause(victim);
          Thread.sleep(time.toMillis());
          run.cluster.resume(victim);
        });
  }

  static Fault refusedConnections(Duration time) {
    return new Fault(
        "broker refuses for " + time.toSeconds() + " s",
        run -> {
          run.proxy.refuse();
          Thread.sleep(time.toMillis());
          run.proxy.heal();
        });
  }

  static Fault silentNetwork(Duration time) {
    return new Fault(
        "broker silent for " + time.toSeconds() + " s",
        run -> {
          run.proxy.fallSilent();
          Thread.sleep(time.toMillis());
          run.proxy.heal();
        });
  }

  /** No byte is left for checkpoints until some of them have failed. */
  static Fault fullDisk(SmallDisk disk) {
    int failures = 3;
    return new Fault(
        "disk of checkpoints full",
        run -> {
          int before = run.rest().checkpoints(run.job()).failed();
          try {
            run.await(
                "failed checkpoints",
                () -> {
                  disk.fill(); // again: a checkpoint that is given up frees what it had written
                  return run.rest().checkpoints(run.job()).failed() >= before + failures;
                });
          } finally {
            disk.free();
          }
        });
  }

  /** The same fault, during which a task manager is killed and stays away until it is over. */
  Fault andKilledTaskManager() {
    return new Fault(
        name + ", task manager killed",
        run -> {
          Member victim = Member.taskManager(run.victim());
          run.cluster.kill(victim);
          try {
            action.strike(run);
          } finally {
            run.startAgain(victim);
          }
        });
  }
}
