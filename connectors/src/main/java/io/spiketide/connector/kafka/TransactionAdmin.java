package io.spiketide.connector.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Transactions of a job as the brokers know them, found by the prefix of their ids. */
public final class TransactionAdmin implements AutoCloseable {
  private final ClientProperties client;
  private final Admin admin;

  private TransactionAdmin(ClientProperties client) {
    this.client = client;
    this.admin = Admin.create(client.toProperties());
  }

  /** Opens a connection; {@link BrokerCheck#await} before says clearly when no broker is there. */
  public static TransactionAdmin connect(ClientProperties client) {
    return new TransactionAdmin(client);
  }

  /**
   * One transactional id. Each subtask of a sink takes a new one at each checkpoint.
   *
   * @param checkpoint number of the checkpoint that the transaction is for
   * @param open whether it has records that are neither committed nor aborted: readers of committed
   *     records wait there
   */
  public record Transaction(String id, int subtask, long checkpoint, String state, boolean open) {}

  /**
   * The ids that the brokers remember, by checkpoint and subtask; ended ones are forgotten after
   * {@code transactional.id.expiration.ms}.
   *
   * @throws KafkaFault if the brokers do not say
   */
  public List<Transaction> list(String idPrefix) {
    Pattern form = Pattern.compile(Pattern.quote(idPrefix) + "-(\\d{1,9})-(\\d{1,18})");
    List<Transaction> found = new ArrayList<>();
    for (TransactionListing listing : listings(form)) {
      Matcher id = form.matcher(listing.transactionalId());
      if (id.matches()) {
        TransactionState state = listing.state();
        found.add(
            new Transaction(
                listing.transactionalId(),
                Integer.parseInt(id.group(1)),
                Long.parseLong(id.group(2)),
                state.toString(),
                state == TransactionState.ONGOING));
      }
    }
    found.sort(
        Comparator.comparingLong(Transaction::checkpoint).thenComparingInt(Transaction::subtask));
    return found;
  }

  /**
   * Whether the last transaction of an id, of which each has but one, is of this producer and was
   * committed.
   *
   * @throws KafkaFault if the brokers do not say
   */
  public boolean wasCommitted(String id, long producerId) {
    Answer<TransactionDescription> answer =
        Answer.of(admin.describeTransactions(List.of(id)).description(id));
    if (answer.failedWith(TransactionalIdNotFoundException.class)) {
      return false;
    }
    TransactionDescription last = value(answer);
    return last.producerId() == producerId
        && (last.state() == TransactionState.COMPLETE_COMMIT
            || last.state() == TransactionState.PREPARE_COMMIT);
  }

  /**
   * Number of the newest checkpoint that has a transactional id, -1 without any. It rises at each
   * checkpoint of a job that lives, even while the job writes nothing.
   */
  public long newestCheckpoint(String idPrefix) {
    return list(idPrefix).stream().mapToLong(Transaction::checkpoint).max().orElse(-1);
  }

  /**
   * Aborts every open transaction and returns when readers can go on. A producer that still writes
   * into one is fenced.
   *
   * @return those that were open
   * @throws KafkaFault if one cannot be aborted
   */
  public List<Transaction> abort(String idPrefix) {
    List<Transaction> open = list(idPrefix).stream().filter(Transaction::open).toList();
    Answer<Void> fenced =
        Answer.of(admin.fenceProducers(open.stream().map(Transaction::id).toList()).all());
    if (fenced.failure() != null) {
      throw refused(fenced.failure());
    }
    return open;
  }

  @Override
  public void close() {
    admin.close();
  }

  private Collection<TransactionListing> listings(Pattern form) {
    ListTransactionsOptions some = new ListTransactionsOptions();
    some.filterOnTransactionalIdPattern(form.pattern());
    Answer<Collection<TransactionListing>> answer = Answer.of(admin.listTransactions(some).all());
    return answer.failedWith(UnsupportedVersionException.class)
        ? value(Answer.of(admin.listTransactions().all())) // brokers before 4.1 list all they know
        : value(answer);
  }

  private <T> T value(Answer<T> answer) {
    T value = answer.value();
    if (value == null) {
      throw refused(answer.failure());
    }
    return value;
  }

  private KafkaFault refused(@Nullable Throwable failure) {
    return new KafkaFault(
        client.bootstrapServers()
            + ": transactions cannot be listed, described or aborted ("
            + (failure == null ? "no answer" : failure.getMessage())
            + "); see that the brokers run (3.0 or newer) and allow this client to describe and"
            + " write the transactional ids",
        failure);
  }
}
