package io.spiketide.it.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes keys and certificates with the JDK's keytool, which last for a day. */
final class Certificates {
  static final String PASSWORD = "not-a-secret";

  /** Of the authority that signs. */
  static final String NAME = "authority-of-a-test";

  private static final String BROKER = "broker";
  private static final String AUTHORITY = "authority";

  private final Path directory;

  Certificates(Path directory) {
    this.directory = directory;
  }

  /**
   * A PKCS12 file with the key of a broker, signed by an authority of its own.
   *
   * @param names such as {@code ip:127.0.0.1}
   * @param authority receives the certificate of the authority, in PEM
   */
  Path keyStore(String names, Path authority) throws IOException, InterruptedException {
    Path store = directory.resolve("broker.p12");
    authority(store, NAME, authority);
    keytool(
        store,
        "-genkeypair",
        "-alias",
        BROKER,
        "-dname",
        "CN=a broker of a test",
        "-signer",
        AUTHORITY,
        "-ext",
        "san=" + names);
    keytool(store, "-delete", "-alias", AUTHORITY);
    return store;
  }

  /** The certificate, in PEM, of an authority that has signed nothing. */
  Path stranger(String name) throws IOException, InterruptedException {
    Path authority = directory.resolve(name + ".crt");
    authority(directory.resolve(name + ".p12"), name, authority);
    return authority;
  }

  private static void authority(Path store, String name, Path certificate)
      throws IOException, InterruptedException {
    keytool(store, "-genkeypair", "-alias", AUTHORITY, "-dname", "CN=" + name, "-ext", "bc:c");
    keytool(store, "-exportcert", "-rfc", "-alias", AUTHORITY, "-file", certificate.toString());
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    if (arguments[0].equals("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "1"));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }
}
