package io.spiketide.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The descriptions that each instance of a job runs one after the other, each from a tick of event
 * time on. A job whose description never changes has one.
 *
 * @param editions by rising tick; the first runs from the beginning
 */
public record Editions(List<Edition> editions) implements Serializable {
  /** The first tick of the first edition. */
  public static final long BEGINNING = Long.MIN_VALUE;

  public Editions {
    editions = List.copyOf(editions);
    if (editions.isEmpty() || editions.get(0).fromTick() != BEGINNING) {
      throw new IllegalArgumentException("the first edition runs from the beginning");
    }
    for (int e = 1; e < editions.size(); e++) {
      if (editions.get(e).fromTick() <= editions.get(e - 1).fromTick()) {
        throw new IllegalArgumentException("each edition begins after the one before it");
      }
    }
  }

  /**
   * A description and when it comes into force.
   *
   * @param fromTick the first tick that is run by it
   */
  public record Edition(long fromTick, Network network) implements Serializable {}

  /** One description for all time. */
  public static Editions of(Network network) {
    return new Editions(List.of(new Edition(BEGINNING, network)));
  }

  /** These, and another description from a later tick on. */
  public Editions then(long fromTick, Network network) {
    List<Edition> more = new ArrayList<>(editions);
    more.add(new Edition(fromTick, network));
    return new Editions(more);
  }

  /** The last description, which stays in force. */
  public Network newest() {
    return editions.get(editions.size() - 1).network();
  }

  public int size() {
    return editions.size();
  }

  public Network network(int edition) {
    return editions.get(edition).network();
  }

  /** The first tick that an edition does not run, {@link Long#MAX_VALUE} for the last one. */
  public long endOf(int edition) {
    return edition + 1 < editions.size() ? editions.get(edition + 1).fromTick() : Long.MAX_VALUE;
  }

  /** The edition that runs a tick. */
  public int at(long tick) {
    return IntStream.range(0, editions.size())
        .filter(e -> tick < endOf(e))
        .findFirst()
        .orElse(editions.size() - 1);
  }
}
