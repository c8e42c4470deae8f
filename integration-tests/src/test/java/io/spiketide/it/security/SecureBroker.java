package io.spiketide.it.security;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.Ports;
import io.spiketide.connector.kafka.ClientProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.awaitility.Awaitility;

/**
 * A broker whose clients need TLS, a password and rights; it refuses whatever is not allowed. A
 * second listener, without any of them, is for the test itself and the broker.
 */
final class SecureBroker implements AutoCloseable {
  static final String MECHANISM = "SCRAM-SHA-256";

  private static final int ITERATIONS = 4096;

  private final Path directory;
  private final EmbeddedBroker broker;
  private final String clients;
  private final Admin admin;
  private final ClientProperties insider;
  private int files;

  private SecureBroker(Path directory, EmbeddedBroker broker, int clients, int inside) {
    this.directory = directory;
    this.broker = broker;
    this.clients = "127.0.0.1:" + clients;
    this.insider = ClientProperties.of("127.0.0.1:" + inside);
    this.admin = Admin.create(insider.toProperties());
  }

  /**
   * Makes the certificates and starts the broker.
   *
   * @param directory for everything, empty
   */
  static SecureBroker start(Path directory) throws IOException, InterruptedException {
    Path keys = new Certificates(directory).keyStore("ip:127.0.0.1", directory.resolve("ca.crt"));
    int clients = Ports.free();
    int inside = Ports.free();
    int controller = Ports.free();
    String listeners = "CLIENTS://127.0.0.1:" + clients + ",INSIDE://127.0.0.1:" + inside;
    Map<String, String> options = new TreeMap<>();
    options.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + controller);
    options.put("advertised.listeners", listeners);
    options.put("inter.broker.listener.name", "INSIDE");
    options.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    options.put(
        "listener.security.protocol.map", "CLIENTS:SASL_SSL,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT");
    options.put("ssl.keystore.location", keys.toString());
    options.put("ssl.keystore.password", Certificates.PASSWORD);
    options.put("ssl.key.password", Certificates.PASSWORD);
    options.put("listener.name.clients.sasl.enabled.mechanisms", MECHANISM);
    options.put(
        "listener.name.clients.scram-sha-256.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    options.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    options.put("super.users", "User:ANONYMOUS");
    BrokerSettings settings = new BrokerSettings(clients, directory.resolve("broker"), options);
    return new SecureBroker(directory, EmbeddedBroker.start(settings), clients, inside);
  }

  /** Where clients connect that are allowed to. */
  String bootstrapServers() {
    return clients;
  }

  /** Settings of a client that may do everything, for the test itself. */
  ClientProperties insider() {
    return insider;
  }

  Admin admin() {
    return admin;
  }

  /** A user who can log in and may do nothing yet. */
  void addUser(String name, String password) throws ExecutionException, InterruptedException {
    ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, ITERATIONS);
    admin
        .alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, how, password)))
        .all()
        .get();
    Awaitility.await()
        .until(() -> admin.describeUserScramCredentials().users().get().contains(name));
  }

  /** Makes these the rights of everybody; all others are taken away. */
  void setRights(Collection<AclBinding> rights) throws ExecutionException, InterruptedException {
    admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
    admin.createAcls(rights).all().get();
    Awaitility.await()
        .until(
            () ->
                new HashSet<>(admin.describeAcls(AclBindingFilter.ANY).values().get())
                    .equals(new HashSet<>(rights)));
  }

  /**
   * A properties file of a client.
   *
   * @param changes win over what would let the user in
   */
  Path properties(String user, String password, Map<String, String> changes) throws IOException {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", clients);
    properties.put("security.protocol", "SASL_SSL");
    properties.put("ssl.truststore.type", "PEM");
    properties.put("ssl.truststore.location", directory.resolve("ca.crt").toString());
    properties.put("sasl.mechanism", MECHANISM);
    properties.put("sasl.jaas.config", jaas(user, password));
    properties.putAll(changes);
    Path file = directory.resolve("client-" + files++ + ".properties");
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }

  static String jaas(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password);
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
