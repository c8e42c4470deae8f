package io.spiketide.cli;

import io.spiketide.cluster.ClusterStatus;
import io.spiketide.cluster.LocalCluster;
import io.spiketide.cluster.LocalClusterSettings;
import io.spiketide.cluster.Member;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spiketide cluster start | stop | status | kill | restart}. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description =
        "A real cluster on this machine: broker, job manager and task managers, each a"
            + " process of its own.")
final class ClusterCommand {
  private static final Pattern TASK_MANAGER = Pattern.compile("taskmanager-(\\d{1,4})");

  private final Console console;

  ClusterCommand(Console console) {
    this.console = console;
  }

  /** Which cluster is meant. */
  static final class Where {
    private static final String DEFAULT = ".spiketide/cluster";

    @Option(
        names = "--directory",
        paramLabel = "DIR",
        defaultValue = DEFAULT,
        description =
            "Everything of the cluster: settings, logs, data, checkpoints (default "
                + DEFAULT
                + ").")
    Path directory = Path.of(DEFAULT);

    /** The option that leads other commands here; empty for the default. */
    String suffix() {
      return directory.equals(Path.of(DEFAULT)) ? "" : " --directory " + directory;
    }

    LocalCluster find() {
      return LocalCluster.find(directory)
          .orElseThrow(
              () ->
                  UserException.environment(
                      directory
                          + ": no cluster runs here; start one with 'spiketide cluster start', or"
                          + " correct --directory"));
    }
  }

  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = "Starts a cluster that goes on when this command ends.")
  int start(
      @Mixin Where where,
      @Option(
              names = "--taskmanagers",
              paramLabel = "N",
              defaultValue = "2",
              description = "How many task managers (default 2).")
          int taskManagers,
      @Option(
              names = "--slots",
              paramLabel = "N",
              defaultValue = "2",
              description = "Slots of each task manager (default 2).")
          int slots,
      @Option(
              names = "--broker-port",
              paramLabel = "PORT",
              defaultValue = "9092",
              description = "Port of the broker; 0 for a free one (default 9092).")
          int brokerPort,
      @Option(
              names = "--web-port",
              paramLabel = "PORT",
              defaultValue = "8081",
              description = "Port of Flink's web UI; 0 for a free one (default 8081).")
          int webPort,
      @Option(
              names = "-D",
              paramLabel = "KEY=VALUE",
              description = "Option of Flink; wins over ours.")
          Map<String, String> options,
      @Option(names = "--json", description = "Print the status as JSON.") boolean json) {
    Map<String, String> given = options == null ? Map.of() : options;
    JobOptions.refuseSecrets(given);
    LocalClusterSettings settings =
        LocalClusterSettings.in(where.directory)
            .taskManagers(taskManagers)
            .slots(slots)
            .brokerPort(brokerPort)
            .restPort(webPort)
            .detached(true)
            .options(given);
    LocalCluster cluster = LocalCluster.start(settings, console::progress);
    print(cluster.status(), json);
    if (!json) {
      next(cluster, where.suffix()).forEach(console::progress);
    }
    return ExitCode.OK.code();
  }

  private static List<String> next(LocalCluster cluster, String where) {
    return List.of(
        "try next:",
        "  spiketide submit --jobmanager "
            + cluster.restUri().getAuthority()
            + " -b "
            + cluster.bootstrapServers()
            + " --create-topics NETWORK",
        "  spiketide cluster kill taskmanager-0" + where + "      and watch it recover",
        "  spiketide cluster stop" + where);
  }

  @Command(
      name = "stop",
      mixinStandardHelpOptions = true,
      description = "Stops the cluster; its directory stays.")
  int stop(@Mixin Where where) {
    where.find().close();
    console.progress("stopped");
    return ExitCode.OK.code();
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Shows what runs. Exit code 1 if a process or an answer is missing.")
  int status(
      @Mixin Where where,
      @Option(names = "--json", description = "Print the status as JSON.") boolean json) {
    ClusterStatus status = where.find().status();
    print(status, json);
    boolean whole =
        status.brokerAnswers()
            && status.flink().taskManagers() > 0
            && status.processes().stream().allMatch(ClusterStatus.MemberStatus::alive);
    return (whole ? ExitCode.OK : ExitCode.CHECK_FAILED).code();
  }

  @Command(
      name = "kill",
      mixinStandardHelpOptions = true,
      description = "Ends a process as kill -9 does, to see what happens.")
  int kill(
      @Mixin Where where,
      @Parameters(paramLabel = "PROCESS", description = "broker, jobmanager or taskmanager-N")
          String name) {
    Member member = member(name);
    LocalCluster cluster = where.find();
    if (cluster.pid(member).isEmpty()) {
      throw UserException.badInput(
          name + ": does not run; see 'spiketide cluster status' for what does");
    }
    cluster.kill(member);
    console.progress(
        name
            + " killed; 'spiketide cluster restart "
            + name
            + where.suffix()
            + "' starts it again");
    return ExitCode.OK.code();
  }

  @Command(
      name = "restart",
      mixinStandardHelpOptions = true,
      description = "Starts a process that was killed.")
  int restart(
      @Mixin Where where,
      @Parameters(paramLabel = "PROCESS", description = "broker, jobmanager or taskmanager-N")
          String name) {
    Member member = member(name);
    LocalCluster cluster = where.find();
    if (cluster.pid(member).isPresent()) {
      throw UserException.badInput(name + ": runs already; kill it first");
    }
    cluster.start(member);
    console.progress(name + " runs");
    return ExitCode.OK.code();
  }

  private static Member member(String name) {
    Matcher taskManager = TASK_MANAGER.matcher(name);
    if (taskManager.matches()) {
      return Member.taskManager(Integer.parseInt(taskManager.group(1)));
    }
    return switch (name) {
      case "broker" -> Member.BROKER;
      case "jobmanager" -> Member.JOB_MANAGER;
      default ->
          throw UserException.badInput(
              "unknown process '" + name + "'; use broker, jobmanager or taskmanager-N");
    };
  }

  private void print(ClusterStatus status, boolean json) {
    if (json) {
      console.json(status);
      return;
    }
    console.data(
        "broker   " + status.bootstrapServers() + (status.brokerAnswers() ? "" : " (silent)"));
    console.data(
        String.format(
            Locale.ROOT,
            "flink    %s, %d task managers, %d of %d slots free, %d jobs",
            status.rest(),
            status.flink().taskManagers(),
            status.flink().freeSlots(),
            status.flink().slots(),
            status.flink().jobsRunning()));
    status
        .processes()
        .forEach(
            p ->
                console.data(
                    String.format(
                        Locale.ROOT,
                        "process  %-16s pid %d %s",
                        p.name(),
                        p.pid(),
                        p.alive() ? "runs" : "has died")));
  }
}
