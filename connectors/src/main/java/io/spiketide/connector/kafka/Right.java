package io.spiketide.connector.kafka;

import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Something that a broker must allow a client to do.
 *
 * @param resource {@code TOPIC}, {@code GROUP} or {@code TRANSACTIONAL_ID}
 * @param name of the topic, group or transactional id
 * @param prefixed whether it is meant for all names that begin so
 * @param operation what is done with it; {@code READ} and {@code WRITE} include {@code DESCRIBE}
 * @param reason why, for people
 */
public record Right(
    ResourceType resource, String name, boolean prefixed, AclOperation operation, String reason) {
  private static final String ANY_HOST = "*";

  public static Right topic(String name, AclOperation operation, String reason) {
    return new Right(ResourceType.TOPIC, name, false, operation, reason);
  }

  public static Right group(String name, AclOperation operation, String reason) {
    return new Right(ResourceType.GROUP, name, false, operation, reason);
  }

  /** The rule that gives the right to a principal, such as {@code User:ann}. */
  public AclBinding rule(String principal) {
    return new AclBinding(
        new ResourcePattern(resource, name, prefixed ? PatternType.PREFIXED : PatternType.LITERAL),
        new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW));
  }

  /** What to type to give it, with Kafka's own tool. */
  public String command(String bootstrapServers, String principal) {
    return "kafka-acls.sh --bootstrap-server "
        + bootstrapServers
        + " --add --allow-principal "
        + principal
        + " --operation "
        + operation
        + " --"
        + kind().replace(' ', '-')
        + " "
        + name
        + (prefixed ? " --resource-pattern-type prefixed" : "");
  }

  /** The kind of resource in people's words. */
  public String kind() {
    return resource == ResourceType.TRANSACTIONAL_ID
        ? "transactional id"
        : resource.name().toLowerCase(Locale.ROOT);
  }

  /** The message that says that a client lacks it. */
  String isMissing(ClientProperties client) {
    String user = client.user();
    return kind()
        + " "
        + name
        + " at "
        + client.bootstrapServers()
        + ": "
        + (user == null ? "this client" : "user '" + user + "'")
        + " may not "
        + operation
        + " ("
        + reason
        + "); allow it: "
        + command(client.bootstrapServers(), client.principal());
  }
}
