package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is to be known about a recording at a glance: how many events, where and when, how fast,
 * what gaps, which pixels are hot, and whether its clock ran back. Single-threaded.
 */
public final class RecordingSurvey implements EventSink {
  private static final int GAPS = 5;
  private static final int BINS = 1 << 10;

  private final PixelColumns columns;
  private final TimeHistogram rate = new TimeHistogram(BINS);
  private final AddressCounts addresses = new AddressCounts();
  private final List<Gap> gaps = new ArrayList<>();

  private long events;
  private long on;
  private long first;
  private long last;
  private int xMin = Integer.MAX_VALUE;
  private int xMax;
  private int yMin = Integer.MAX_VALUE;
  private int yMax;
  private long sumX;
  private long sumY;
  private float least = Float.POSITIVE_INFINITY;
  private float most = Float.NEGATIVE_INFINITY;
  private long episodes;
  private long dropped;
  private long stepsBack;
  private long longestStepBack;

  /**
   * Silence between two events.
   *
   * @param after time in µs of the last event before it
   * @param micros how long it lasts
   */
  public record Gap(long after, long micros) {}

  public RecordingSurvey(List<Integer> shape) {
    columns = new PixelColumns(shape);
  }

  @Override
  public void event(long micros, int address, float value) {
    if (events == 0) {
      first = micros;
    } else {
      step(micros - last);
    }
    last = micros;
    events++;
    rate.add(micros);
    addresses.add(address);
    int x = columns.x(address);
    int y = columns.y(address);
    on += columns.isOn(address) ? 1 : 0;
    xMin = Math.min(xMin, x);
    xMax = Math.max(xMax, x);
    yMin = Math.min(yMin, y);
    yMax = Math.max(yMax, y);
    sumX += x;
    sumY += y;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }

  private void step(long micros) {
    if (micros < 0) {
      stepsBack++;
      longestStepBack = Math.max(longestStepBack, -micros);
    } else if (gaps.size() < GAPS || micros > gaps.get(GAPS - 1).micros) {
      gaps.add(new Gap(last, micros));
      gaps.sort(Comparator.comparingLong(Gap::micros).reversed());
      if (gaps.size() > GAPS) {
        gaps.remove(GAPS);
      }
    }
  }

  @Override
  public void mark(EpisodeMark mark) {
    episodes += mark.kind() == EpisodeMark.Kind.START ? 1 : 0;
  }

  @Override
  public void dropped(long lost) {
    dropped += lost;
  }

  public PixelColumns columns() {
    return columns;
  }

  public long events() {
    return events;
  }

  /** Events of polarity ON; all of them where polarities are not told apart. */
  public long on() {
    return on;
  }

  /** Time of the first event in µs. */
  public long firstMicros() {
    return first;
  }

  /** Time of the last event in µs. */
  public long lastMicros() {
    return last;
  }

  /** Smallest and largest x, then y, of an event; zeros without events. */
  public int[] bounds() {
    return events == 0 ? new int[4] : new int[] {xMin, xMax, yMin, yMax};
  }

  /** Sum of all x. */
  public long sumX() {
    return sumX;
  }

  /** Sum of all y. */
  public long sumY() {
    return sumY;
  }

  /** Smallest value of an event. */
  public float least() {
    return least;
  }

  /** Largest value of an event. */
  public float most() {
    return most;
  }

  public long episodes() {
    return episodes;
  }

  /** What the sensor itself reports as lost. */
  public long dropped() {
    return dropped;
  }

  /** How often an event was earlier than the one before it. */
  public long stepsBack() {
    return stepsBack;
  }

  /** By how many µs at most. */
  public long longestStepBack() {
    return longestStepBack;
  }

  /** The longest silences, the longest first. */
  public List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  public TimeHistogram rate() {
    return rate;
  }

  public AddressCounts addresses() {
    return addresses;
  }
}
