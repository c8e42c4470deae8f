package io.spiketide.network;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The choice and configuration of a catalog component in a description.
 *
 * @param type name in the catalog, such as {@code lif}
 * @param parameters numeric parameters by name; absent ones take their default
 * @param options named choices by name; absent ones take their default
 */
public record Settings(String type, Map<String, Values> parameters, Map<String, String> options)
    implements Serializable {
  public Settings {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  public static Settings of(String type) {
    return new Settings(type, Map.of(), Map.of());
  }

  public static Settings of(String type, Map<String, Values> parameters) {
    return new Settings(type, parameters, Map.of());
  }

  public Settings withOption(String name, String choice) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(name, choice);
    return new Settings(type, parameters, more);
  }
}
