package io.spiketide.sensor;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * How many events each address of a sensor had; memory is taken for the parts of it that fired.
 * Single-threaded.
 */
public final class AddressCounts {
  private static final int PAGE_BITS = 12;
  private static final int PAGE = 1 << PAGE_BITS;

  /**
   * A hot pixel fires this many standard deviations more often than the mean of those that fire.
   */
  private static final double HOT_DEVIATIONS = 5;

  private final long[][] pages = new long[(Integer.MAX_VALUE >>> PAGE_BITS) + 1][];
  private int lastPage = -1;

  /** An address and how many events it had. */
  public record Count(int address, long events) {}

  void add(int address) {
    int page = address >>> PAGE_BITS;
    if (pages[page] == null) {
      pages[page] = new long[PAGE];
      lastPage = Math.max(lastPage, page);
    }
    pages[page][address & (PAGE - 1)]++;
  }

  /** What is done with every address that had events. */
  public interface Visitor {
    void visit(int address, long events);
  }

  /** Visits every address that had events, ascending. */
  public void forEach(Visitor visitor) {
    for (int page = 0; page <= lastPage; page++) {
      for (int i = 0; pages[page] != null && i < PAGE; i++) {
        if (pages[page][i] > 0) {
          visitor.visit(page << PAGE_BITS | i, pages[page][i]);
        }
      }
    }
  }

  /** Addresses that had events. */
  public long active() {
    long[] active = new long[1];
    forEach((address, events) -> active[0]++);
    return active[0];
  }

  /** The addresses with the most events, the busiest first. */
  public List<Count> busiest(int most) {
    Comparator<Count> order =
        Comparator.comparingLong(Count::events)
            .thenComparing(Comparator.comparingInt(Count::address).reversed());
    PriorityQueue<Count> queue = new PriorityQueue<>(order);
    forEach(
        (address, events) -> {
          queue.add(new Count(address, events));
          if (queue.size() > most) {
            queue.poll();
          }
        });
    return queue.stream().sorted(order.reversed()).toList();
  }

  /** Above how many events a pixel counts as hot. */
  public double hotAbove() {
    double[] sums = new double[3];
    forEach(
        (address, events) -> {
          sums[0]++;
          sums[1] += events;
          sums[2] += (double) events * events;
        });
    if (sums[0] == 0) {
      return 0;
    }
    double mean = sums[1] / sums[0];
    return mean + HOT_DEVIATIONS * Math.sqrt(Math.max(0, sums[2] / sums[0] - mean * mean));
  }

  /** Addresses that count as hot. */
  public long hot() {
    double above = hotAbove();
    long[] hot = new long[1];
    forEach((address, events) -> hot[0] += events > above ? 1 : 0);
    return hot[0];
  }
}
