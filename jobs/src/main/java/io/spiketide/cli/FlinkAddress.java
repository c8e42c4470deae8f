package io.spiketide.cli;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Flink's REST API answers, as {@code --jobmanager} names it.
 *
 * @param host name or address
 */
record FlinkAddress(String host, int port) {
  private static final Pattern FORM = Pattern.compile("([^:\\s]+):(\\d{1,5})");

  static FlinkAddress parse(String text) {
    Matcher address = FORM.matcher(text);
    if (!address.matches()) {
      throw UserException.badInput(
          "--jobmanager: '" + text + "' is not of the form HOST:PORT; write localhost:8081");
    }
    return new FlinkAddress(address.group(1), Integer.parseInt(address.group(2)));
  }

  URI uri() {
    return URI.create("http://" + host + ":" + port);
  }
}
