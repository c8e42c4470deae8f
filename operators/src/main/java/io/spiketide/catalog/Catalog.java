package io.spiketide.catalog;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An explicit list of the components of one kind, looked up by name.
 *
 * @param <T> the kind
 */
public final class Catalog<T extends Component> {
  private final String kind;
  private final Map<String, T> byName;

  private Catalog(String kind, Map<String, T> byName) {
    this.kind = kind;
    this.byName = byName;
  }

  /** A catalog of the given kind (in words, such as {@code neuron model}); names must differ. */
  @SafeVarargs
  public static <T extends Component> Catalog<T> of(String kind, T... components) {
    Map<String, T> byName = new LinkedHashMap<>();
    for (T component : components) {
      if (byName.put(component.name(), component) != null) {
        throw new IllegalArgumentException(kind + " '" + component.name() + "' is listed twice");
      }
    }
    return new Catalog<>(kind, byName);
  }

  public Optional<T> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The component of that name.
   *
   * @throws IllegalArgumentException that lists the known names, if there is none
   */
  public T get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  /** The message for an unknown name; lists the known ones in alphabetical order. */
  public String unknown(String name) {
    String[] known = byName.keySet().toArray(String[]::new);
    Arrays.sort(known);
    return "unknown " + kind + " '" + name + "'; use one of " + Arrays.toString(known);
  }

  public String kind() {
    return kind;
  }

  /** All components, in the order of the list. */
  public List<T> all() {
    return List.copyOf(byName.values());
  }
}
