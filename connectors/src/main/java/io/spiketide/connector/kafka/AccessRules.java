package io.spiketide.connector.kafka;

import java.util.Collection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;

/** Writes rights into the brokers' list of rules. */
public final class AccessRules {
  private AccessRules() {}

  /**
   * Gives rights to a principal; those that it has already stay.
   *
   * @param principal such as {@code User:ann}
   * @throws KafkaFault if the broker has no list of rules, or this client may not change it
   */
  public static void give(ClientProperties client, String principal, Collection<Right> rights) {
    try (Admin admin = Admin.create(client.toProperties())) {
      var rules = rights.stream().map(right -> right.rule(principal)).toList();
      Answer<Void> answer = Answer.of(admin.createAcls(rules).all());
      Throwable failure = answer.failure();
      if (failure == null) {
        return;
      }
      String mend = "see that the broker runs, then give them again";
      if (answer.failedWith(SecurityDisabledException.class)) {
        mend = "set authorizer.class.name at the brokers; until then everybody may do everything";
      } else if (answer.failedWith(AuthorizationException.class)) {
        mend = "give the properties of a client that may ALTER the cluster, such as an admin's";
      }
      throw new KafkaFault(
          client.bootstrapServers()
              + ": rights cannot be given ("
              + failure.getMessage()
              + "); "
              + mend,
          failure);
    }
  }
}
