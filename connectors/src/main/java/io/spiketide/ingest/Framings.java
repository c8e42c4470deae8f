package io.spiketide.ingest;

import java.util.List;
import java.util.stream.Collectors;

/** All framings of live sensors. */
public final class Framings {
  private static final List<Framing> ALL =
      List.of(
          new SpifFraming(),
          new FaeryFraming(),
          new Faery32Framing(),
          new AedatFraming(AedatAddress.DAVIS),
          new AedatFraming(AedatAddress.DVS128),
          new AedatFraming(AedatAddress.FLAT));

  private Framings() {}

  public static List<Framing> all() {
    return ALL;
  }

  /** The names of all framings, for messages. */
  public static String names() {
    return ALL.stream().map(Framing::name).collect(Collectors.joining(", "));
  }

  /**
   * The framing of a name.
   *
   * @throws IllegalArgumentException if there is none; lists the known ones
   */
  public static Framing named(String name) {
    return ALL.stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown framing '" + name + "'; use one of " + names()));
  }
}
