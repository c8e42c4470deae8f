package io.spiketide.connector.kafka;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** Waits at the start for a broker that answers. */
public final class BrokerCheck {
  /** Long enough for a slow network, short enough that a user sees something move. */
  private static final Duration TRY = Duration.ofSeconds(3);

  private static final String MEND =
      "start the broker ('spiketide cluster start' gives one) or correct bootstrap.servers";

  private BrokerCheck() {}

  /**
   * Returns once a broker answers, at the latest after the timeout plus one try of 3 s.
   *
   * @param progress receives a line every few seconds while no broker answers, and one when it does
   *     after all; nothing if it answers at once
   * @throws KafkaFault when the time is over, or at once when the broker refuses the credentials
   */
  public static void await(ClientProperties client, Duration timeout, Consumer<String> progress) {
    String where = client.bootstrapServers();
    long start = System.nanoTime();
    for (int tries = 1; true; tries++) {
      long tryStart = System.nanoTime();
      String fault = tryOnce(client);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      if (fault == null) {
        if (tries > 1) {
          progress.accept(where + ": the broker answers after " + seconds + " s");
        }
        return;
      }
      if (seconds >= timeout.toSeconds()) {
        throw new KafkaFault(
            where
                + ": no broker answers after "
                + seconds
                + " s ("
                + fault
                + "); "
                + Refusal.mendSilence(client).orElse(MEND));
      }
      String waited = seconds + " s of up to " + timeout.toSeconds() + " s";
      progress.accept(
          where
              + ": no broker answers yet ("
              + fault
              + "), waited "
              + waited
              + "; "
              + Refusal.mendSilence(client).orElse(MEND));
      pause(TRY.toNanos() - (System.nanoTime() - tryStart), client);
    }
  }

  /**
   * Whether a broker answers within one try of 3 s.
   *
   * @throws KafkaFault when the broker refuses the credentials
   */
  public static boolean answers(ClientProperties client) {
    return tryOnce(client) == null;
  }

  /** Asks for the brokers; returns why there was no answer within one try, or null. */
  private static @Nullable String tryOnce(ClientProperties client) {
    try (Admin admin = Admin.create(impatient(client))) {
      boolean some = !admin.describeCluster().nodes().get().isEmpty();
      return some ? null : "it has just started";
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
        throw Refusal.of(client, cause);
      }
      Refusal.requireMechanism(client);
      return "no connection";
    } catch (KafkaException e) {
      Throwable cause = Refusal.innermost(e);
      if (String.valueOf(cause.getMessage()).startsWith("No resolvable bootstrap urls")) {
        return "no such host";
      }
      throw Refusal.of(client, e);
    } catch (InterruptedException e) {
      throw interrupted(client, e);
    }
  }

  private static void pause(long nanos, ClientProperties client) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      throw interrupted(client, e);
    }
  }

  private static KafkaFault interrupted(ClientProperties client, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new KafkaFault(client.bootstrapServers() + ": the wait was interrupted; start again", e);
  }

  private static Properties impatient(ClientProperties client) {
    Properties properties = client.toProperties();
    String millis = Long.toString(TRY.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    return properties;
  }
}
