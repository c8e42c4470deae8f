package io.spiketide.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code spiketide}. A new command is one line in {@link #commands}. */
@Command(
    name = "spiketide",
    mixinStandardHelpOptions = true,
    description = "Spiking neural networks as Flink jobs: sensor events in, decisions out.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Start with: spiketide demo"})
public final class Main {
  private Main() {}

  private static List<Object> commands(Console console) {
    return List.of(
        new DemoCommand(console),
        new CamerasCommand(console),
        new RunCommand(console),
        new SubmitCommand(console),
        new CheckCommand(console),
        new DoctorCommand(console),
        new PlanCommand(console),
        new InspectCommand(console),
        new NirCommand(console),
        new CommandLine(new TopicsCommand(console)).addSubcommand(new AclsCommand(console)),
        new TransactionsCommand(console),
        new InfoCommand(console),
        new FramesCommand(console),
        new ConvertCommand(console),
        new ReplayCommand(console),
        IngestCommand.withTransports(console),
        new TailCommand(console),
        new RasterCommand(console),
        new StatsCommand(console),
        new SimulateCommand(console),
        new StateCommand(console),
        new WeightsCommand(console),
        new PlotCommand(console),
        new ClusterCommand(console),
        new BenchCommand(console));
  }

  /** The whole command line, which writes to a console. */
  static CommandLine commandLine(Console console) {
    CommandLine main = new CommandLine(new Main());
    commands(console).forEach(main::addSubcommand);
    FaultReport faults = new FaultReport(console);
    main.setOut(console.out());
    main.setErr(console.err());
    main.setCaseInsensitiveEnumValuesAllowed(true);
    main.setExecutionExceptionHandler(faults);
    main.setParameterExceptionHandler(faults);
    describe(main);
    return main;
  }

  /** Gives a command and those below it the version and the list of exit codes. */
  private static void describe(CommandLine command) {
    command.getCommandSpec().version("spiketide " + version());
    command.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    command.getCommandSpec().usageMessage().exitCodeList(ExitCode.help());
    command.getSubcommands().values().forEach(Main::describe);
  }

  /** The version that the jar's manifest names. */
  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(built from source)" : version;
  }

  /**
   * Runs one command in this process, for programs and tests.
   *
   * @param out receives data
   * @param err receives progress and messages
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine(new Console(out, err, false)).execute(args);
  }

  public static void main(String[] args) {
    Console console = Console.ofProcess();
    Interruption interruption = Interruption.install(Thread.currentThread());
    int code = commandLine(console).execute(args);
    interruption.finished();
    System.exit(code);
  }
}
