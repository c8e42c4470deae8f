package io.spiketide.cluster;

import io.spiketide.connector.kafka.BrokerCheck;
import io.spiketide.connector.kafka.ClientProperties;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.configuration.TaskManagerOptions;
import org.jspecify.annotations.Nullable;

/**
 * A real cluster on this machine: a broker, a job manager and task managers, each its own process,
 * all bound to the loopback address. For trying, and for tests that kill processes.
 *
 * <p>Safe for use by several threads; a call that waits makes others wait.
 */
public final class LocalCluster implements AutoCloseable {
  /** Generous: a start takes about 10 s, and several times that on a loaded machine. */
  private static final Duration START = Duration.ofSeconds(120);

  private final ClusterDirectory directory;
  private final @Nullable Thread hook;
  private volatile ClusterFile file;

  private LocalCluster(ClusterDirectory directory, ClusterFile file, boolean endsWithUs) {
    this.directory = directory;
    this.file = file;
    this.hook = endsWithUs ? new Thread(this::endAll, "local-cluster-shutdown") : null;
    if (hook != null) {
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  /**
   * Starts every process and returns when the broker and Flink answer and all slots are there.
   *
   * @param progress receives a line per step
   * @throws ClusterFault if a cluster runs in the directory already, a port is in use, an option is
   *     refused, or a process dies; whatever was started is ended again
   */
  public static LocalCluster start(LocalClusterSettings settings, Consumer<String> progress) {
    ClusterDirectory directory = new ClusterDirectory(settings.directory());
    refuseIfRunning(directory);
    String token = UUID.randomUUID().toString();
    ClusterFile file = ClusterPreparation.prepare(directory, settings, token);
    LocalCluster cluster = new LocalCluster(directory, file, !settings.detached());
    try {
      cluster.startAll(settings.taskManagers(), progress);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** The cluster that runs in a directory, detached or not; empty if none of its processes does. */
  public static Optional<LocalCluster> find(Path directory) {
    ClusterDirectory where = new ClusterDirectory(directory.toAbsolutePath().normalize());
    return ClusterFile.read(where.clusterFile())
        .filter(LocalCluster::anyAlive)
        .map(file -> new LocalCluster(where, file, false));
  }

  /** Where Kafka clients connect, {@code 127.0.0.1:port}. */
  public synchronized String bootstrapServers() {
    return file.bootstrapServers();
  }

  /** Settings of a client of the broker. */
  public ClientProperties client() {
    return ClientProperties.of(bootstrapServers());
  }

  /** Flink's REST address and web UI. */
  public synchronized URI restUri() {
    return file.rest();
  }

  /** Questions to Flink. */
  public FlinkRest rest() {
    return new FlinkRest(restUri());
  }

  /** Everything of the cluster, absolute. */
  public Path directory() {
    return directory.root();
  }

  /** The log of one process. */
  public Path log(Member member) {
    return directory.log(member);
  }

  /** The member's process id, empty if it does not run. */
  public synchronized Optional<Long> pid(Member member) {
    return process(member).map(ProcessHandle::pid);
  }

  public synchronized ClusterStatus status() {
    List<ClusterStatus.MemberStatus> processes =
        inOrderOfStart().stream()
            .map(
                p ->
                    new ClusterStatus.MemberStatus(p.member().name(), p.pid(), find(p).isPresent()))
            .toList();
    FlinkRest rest = rest();
    return new ClusterStatus(
        file.bootstrapServers(),
        BrokerCheck.answers(client()),
        file.rest(),
        rest.answers() ? rest.overview() : new FlinkRest.Overview(0, 0, 0, 0),
        processes);
  }

  /** Ends a process as {@code kill -9} does and returns when it has ended. */
  public synchronized void kill(Member member) {
    MemberProcess.kill(running(member));
  }

  /** Starts a process that has ended, and returns when it answers or its slots are there. */
  public synchronized void start(Member member) {
    if (process(member).isPresent()) {
      throw new IllegalStateException(member.name() + " runs already");
    }
    launch(member);
    await(member);
  }

  /** Stops a process from doing anything, as SIGSTOP does, until {@link #resume}. */
  public synchronized void pause(Member member) {
    MemberProcess.signal(running(member), "STOP");
  }

  public synchronized void resume(Member member) {
    MemberProcess.signal(running(member), "CONT");
  }

  public void killTaskManager(int index) {
    kill(Member.taskManager(index));
  }

  public void startTaskManager(int index) {
    start(Member.taskManager(index));
  }

  public void killBroker() {
    kill(Member.BROKER);
  }

  public void startBroker() {
    start(Member.BROKER);
  }

  /** Ends all processes, gracefully where they let themselves, and returns when none is left. */
  @Override
  public synchronized void close() {
    if (hook != null && Thread.currentThread() != hook) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException alreadyShuttingDown) {
        return; // the hook ends the processes
      }
    }
    endAll();
  }

  /** Not synchronized: the shutdown hook must not wait for a thread that waits for a process. */
  private void endAll() {
    List<ProcessHandle> flink = live(member -> !member.equals(Member.BROKER));
    flink.forEach(MemberProcess::askToEnd);
    flink.forEach(MemberProcess::end);
    live(Member.BROKER::equals).forEach(MemberProcess::end); // last: tasks flush what they hold
    directory.forgetProcesses();
  }

  private synchronized void startAll(int taskManagers, Consumer<String> progress) {
    List<Member> members = new ArrayList<>(List.of(Member.BROKER, Member.JOB_MANAGER));
    for (int i = 0; i < taskManagers; i++) {
      members.add(Member.taskManager(i));
    }
    members.forEach(this::launch);
    await(Member.BROKER);
    progress.accept("broker at " + file.bootstrapServers());
    await(Member.JOB_MANAGER);
    progress.accept("Flink and its web UI at " + file.rest());
    members.subList(2, members.size()).forEach(this::await);
    progress.accept(
        "task managers: "
            + taskManagers
            + ", slots: "
            + rest().overview().slots()
            + ", logs in "
            + directory.log(Member.BROKER).getParent());
  }

  private void launch(Member member) {
    String label = member.name() + "-" + UUID.randomUUID();
    List<String> more =
        member.role() == Member.Role.TASK_MANAGER
            ? List.of("-D", TaskManagerOptions.TASK_MANAGER_RESOURCE_ID.key() + "=" + label)
            : List.of();
    ProcessHandle process = MemberProcess.start(directory, member, file.token(), more);
    file = file.with(new ClusterFile.Running(member, process.pid(), label));
    directory.write(directory.clusterFile(), file.lines());
  }

  private void await(Member member) {
    ClusterFile.Running process = file.process(member).orElseThrow();
    Waiting.until(
        () -> {
          requireAlive(process);
          return ready(process);
        },
        START,
        () ->
            member.name()
                + ": not ready after "
                + START.toSeconds()
                + " s; see its log "
                + directory.log(member));
  }

  private boolean ready(ClusterFile.Running process) {
    return switch (process.member().role()) {
      case BROKER -> BrokerCheck.answers(client());
      case JOB_MANAGER -> rest().answers();
      case TASK_MANAGER -> hasJoined(process.label());
    };
  }

  private boolean hasJoined(String taskManager) {
    try {
      return rest().taskManagers().contains(taskManager);
    } catch (FlinkRestException e) {
      return false; // the job manager answers before it can tell of task managers
    }
  }

  private void requireAlive(ClusterFile.Running process) {
    if (find(process).isEmpty()) {
      Member member = process.member();
      throw new ClusterFault(
          member.name()
              + ": ended while it was starting ("
              + directory.endOfLog(member)
              + "); see its log "
              + directory.log(member));
    }
  }

  private ProcessHandle running(Member member) {
    return process(member)
        .orElseThrow(() -> new IllegalStateException(member.name() + " does not run"));
  }

  private Optional<ProcessHandle> process(Member member) {
    return file.process(member).flatMap(this::find);
  }

  private Optional<ProcessHandle> find(ClusterFile.Running process) {
    return MemberProcess.find(process.pid(), file.token());
  }

  private List<ProcessHandle> live(Predicate<Member> members) {
    return inOrderOfStart().stream()
        .filter(process -> members.test(process.member()))
        .flatMap(process -> find(process).stream())
        .toList();
  }

  private List<ClusterFile.Running> inOrderOfStart() {
    return file.processes().stream()
        .sorted(
            Comparator.comparing((ClusterFile.Running p) -> p.member().role())
                .thenComparing(p -> p.member().index()))
        .toList();
  }

  private static boolean anyAlive(ClusterFile file) {
    return file.processes().stream()
        .anyMatch(p -> MemberProcess.find(p.pid(), file.token()).isPresent());
  }

  private static void refuseIfRunning(ClusterDirectory directory) {
    if (ClusterFile.read(directory.clusterFile()).filter(LocalCluster::anyAlive).isPresent()) {
      throw new ClusterFault(
          directory.root()
              + ": a cluster runs here already; stop it with 'spiketide cluster stop'"
              + " or give another directory");
    }
  }
}
