package io.spiketide.connector.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.NoSuchFileException;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClientFactory;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.utils.Utils;

/** Says why a broker and a client do not come together, and what to mend. */
final class Refusal {
  private static final int CONNECT_MILLIS = 1_000;

  private static final String NO_MECHANISM = "the broker or this client has no such SASL mechanism";
  private static final String MEND_MECHANISM =
      "set sasl.mechanism to one that the broker enables, such as SCRAM-SHA-256 or SCRAM-SHA-512,"
          + " with its login module in sasl.jaas.config";

  /** One kind of refusal, recognised by the words of its cause. */
  private record Kind(Pattern cause, String fault, String mend) {
    Kind(String cause, String fault, String mend) {
      this(Pattern.compile(cause, Pattern.CASE_INSENSITIVE), fault, mend);
    }
  }

  /** In the order in which they are tried. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "PKIX path building failed|valid certification path|trustAnchors|signature does not match",
              "the broker's certificate is signed by no authority that this client trusts",
              "name the certificate of the broker's authority in ssl.truststore.location (with"
                  + " ssl.truststore.type=PEM for a .crt or .pem file)"),
          new Kind(
              "no subject alternative|No name matching|doesn't match any of the subject",
              "the broker's certificate is made for other host names",
              "write a name that it has into bootstrap.servers and the broker's"
                  + " advertised.listeners, or have one made for this name"),
          new Kind(
              "validity check failed|NotAfter|NotBefore|certificate.?expired",
              "a certificate is not valid today",
              "have it made anew, or set the clock of this host right"),
          new Kind(
              "certificate_required|bad_certificate|certificate_unknown|unknown_ca",
              "the broker does not take this client's certificate",
              "name one in ssl.keystore.location that an authority trusted by the broker signed"),
          new Kind(
              "unrecognized SSL message",
              "the broker does not speak TLS at this port",
              "correct the port in bootstrap.servers, or security.protocol"),
          new Kind(
              "keystore password was incorrect|Failed to load SSL keystore|failed to decrypt safe contents",
              "a keystore or truststore cannot be opened",
              "correct its ssl. settings: location, type (PKCS12, JKS, PEM) and password"),
          new Kind(
              "SASL mechanism .* not enabled|Unsupported.*mechanism|SaslClient with mechanism",
              NO_MECHANISM,
              MEND_MECHANISM),
          new Kind(
              "invalid credentials|Authentication failed|password",
              "the broker refuses user or password",
              "correct both in sasl.jaas.config"),
          new Kind(
              "JAAS|LoginModule|login module|unable to find LoginModule",
              "sasl.jaas.config cannot be used",
              "write it as: org.apache.kafka.common.security.scram.ScramLoginModule required"
                  + " username=\"…\" password=\"…\";"));

  private Refusal() {}

  /** The message of a failure, with the words of the broker in brackets. */
  static KafkaFault of(ClientProperties client, Throwable failure) {
    String said = words(failure);
    StringBuilder all = new StringBuilder(said);
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      all.append('\n').append(cause.getMessage());
    }
    if (innermost(failure) instanceof NoSuchFileException) {
      String mend = "correct the path in ssl.truststore.location or ssl.keystore.location";
      return fault(client, "a file of the client's settings is missing", said, mend, failure);
    }
    for (Kind kind : KINDS) {
      if (kind.cause.matcher(all).find()) {
        return fault(client, kind.fault, said, kind.mend, failure);
      }
    }
    boolean tls = failure instanceof SslAuthenticationException;
    return fault(
        client,
        tls ? "there is no secure connection" : "this client's settings do not work",
        said,
        tls ? "correct the ssl. settings" : "correct the client's properties",
        failure);
  }

  private static KafkaFault fault(
      ClientProperties client, String fault, String said, String mend, Throwable failure) {
    return new KafkaFault(
        client.bootstrapServers() + ": " + fault + " (" + said + "); " + mend, failure);
  }

  /** The outer and the innermost cause, where they differ. */
  private static String words(Throwable failure) {
    Throwable inner = innermost(failure);
    String said = String.valueOf(failure.getMessage());
    String reason = String.valueOf(inner.getMessage());
    return said.contains(reason) ? said : said + ": " + reason;
  }

  static Throwable innermost(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }

  /**
   * Throws if no login module that this process has loaded knows the SASL mechanism; Kafka's
   * clients keep that for themselves and try for ever.
   */
  static void requireMechanism(ClientProperties client) {
    String mechanism = client.get(SaslConfigs.SASL_MECHANISM);
    if (mechanism == null || !client.protocol().startsWith("SASL")) {
      return;
    }
    Enumeration<SaslClientFactory> factories = Sasl.getSaslClientFactories();
    while (factories.hasMoreElements()) {
      if (List.of(factories.nextElement().getMechanismNames(Map.of())).contains(mechanism)) {
        return;
      }
    }
    throw new KafkaFault(
        client.bootstrapServers()
            + ": '"
            + mechanism
            + "': "
            + NO_MECHANISM
            + "; "
            + MEND_MECHANISM);
  }

  /** What to mend when nobody answers though a port is open; empty where none is. */
  static Optional<String> mendSilence(ClientProperties client) {
    return openPort(client)
        .map(
            server ->
                server
                    + " takes connections, but not in the protocol "
                    + client.protocol()
                    + "; set security.protocol in the client's properties to what it speaks: one of"
                    + " [PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL]");
  }

  /** The first of the given brokers at whose address anything takes connections. */
  private static Optional<String> openPort(ClientProperties client) {
    for (String server : client.bootstrapServers().split(",")) {
      String host = Utils.getHost(server.trim());
      Integer port = Utils.getPort(server.trim());
      if (host == null || port == null) {
        continue;
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        return Optional.of(server.trim());
      } catch (IOException e) {
        // the next one
      }
    }
    return Optional.empty();
  }
}
