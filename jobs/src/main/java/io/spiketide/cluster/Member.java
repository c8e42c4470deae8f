package io.spiketide.cluster;

/**
 * One process of a local cluster, by what it is.
 *
 * @param role what it does
 * @param index from 0; there is one broker and one job manager, both 0
 */
public record Member(Role role, int index) {
  /** Brokers come first when a cluster starts and last when it stops. */
  public enum Role {
    BROKER("broker"),
    JOB_MANAGER("jobmanager"),
    TASK_MANAGER("taskmanager");

    private final String word;

    Role(String word) {
      this.word = word;
    }
  }

  public static final Member BROKER = new Member(Role.BROKER, 0);
  public static final Member JOB_MANAGER = new Member(Role.JOB_MANAGER, 0);

  public Member {
    if (index < 0 || (role != Role.TASK_MANAGER && index > 0)) {
      throw new IllegalArgumentException("there is no " + role.word + " number " + index);
    }
  }

  public static Member taskManager(int index) {
    return new Member(Role.TASK_MANAGER, index);
  }

  /** In file names and messages: {@code broker}, {@code jobmanager}, {@code taskmanager-0} … */
  public String name() {
    return role == Role.TASK_MANAGER ? role.word + "-" + index : role.word;
  }
}
