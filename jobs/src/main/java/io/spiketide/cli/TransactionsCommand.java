package io.spiketide.cli;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.TransactionAdmin;
import io.spiketide.connector.kafka.TransactionAdmin.Transaction;
import io.spiketide.connector.kafka.TransactionWatch;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide transactions list | abort}. */
@Command(
    name = "transactions",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the transactions of a job with exactly-once decisions, or ends those it left open.",
      "Readers of committed records wait at an open transaction until it times out."
    })
final class TransactionsCommand {
  private final Console console;

  TransactionsCommand(Console console) {
    this.console = console;
  }

  /** Whose transactions. */
  static final class Owner {
    @Option(
        names = "--id-prefix",
        paramLabel = "TEXT",
        required = true,
        description =
            "The job's spiketide.decisions.transactional-id-prefix; by default 'spiketide-', the"
                + " prefix of its topics and the name of its network.")
    String idPrefix = "";
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Prints the open transactions: id and state.")
  int list(
      @Mixin KafkaOptions kafka,
      @Mixin Owner owner,
      @Option(names = "--all", description = "Print the ended ones too.") boolean all,
      @Option(names = "--json", description = "Print them as JSON.") boolean json) {
    try (TransactionAdmin admin = TransactionAdmin.connect(kafka.connect(console))) {
      List<Transaction> known = admin.list(owner.idPrefix);
      print(known.stream().filter(t -> all || t.open()).toList(), json);
      long open = known.stream().filter(Transaction::open).count();
      console.progress(known.size() + " transactional ids, " + open + " open");
      return ExitCode.OK.code();
    }
  }

  @Command(
      name = "abort",
      mixinStandardHelpOptions = true,
      description = {
        "Aborts the open transactions of a job that has ended for good, so that readers go on.",
        "Do not use it before a restart from a checkpoint: the restarted job commits what that"
            + " checkpoint holds, and aborts the rest itself."
      })
  int abort(
      @Mixin KafkaOptions kafka,
      @Mixin Owner owner,
      @Option(
              names = "--watch",
              paramLabel = "TIME",
              defaultValue = "15s",
              converter = TimeSpan.Converter.class,
              description =
                  "How long to look for signs of a live job first; longer than its checkpoint"
                      + " interval (default 15s).")
          TimeSpan watch,
      @Option(names = "--force", description = "Do not look: abort even those of a live job.")
          boolean force,
      @Option(names = "--json", description = "Print what was aborted as JSON.") boolean json) {
    ClientProperties client = kafka.connect(console);
    try (TransactionAdmin admin = TransactionAdmin.connect(client)) {
      if (!force) {
        console.progress("looking for a live job for " + watch.millis() / 1000 + " s");
        if (TransactionWatch.of(admin, owner.idPrefix)
            .seesLife(Duration.ofMillis(watch.millis()))) {
          throw UserException.badInput(
              "transactional ids "
                  + owner.idPrefix
                  + "-*: a job that lives uses them; stop it first, or give --force to take its open"
                  + " transactions away");
        }
      }
      List<Transaction> aborted = admin.abort(owner.idPrefix);
      print(aborted, json);
      console.progress(aborted.size() + " transactions aborted");
      return ExitCode.OK.code();
    }
  }

  private void print(List<Transaction> transactions, boolean json) {
    if (json) {
      console.json(transactions);
    } else {
      transactions.forEach(t -> console.data(t.id() + " " + t.state()));
    }
  }
}
