package io.spiketide.demo;

import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.RecordingHeader;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * A simulated event camera that watches bars and edges move in eight directions.
 *
 * <p>Each presentation lasts {@link #PRESENTATION_MICROS} and is an episode whose label is the true
 * direction; each eight presentations show all directions in an order of their own. A pixel sends
 * an ON or OFF event when a border passes it, sometimes two, a little early or late, sometimes
 * none. Background noise strikes every pixel, and a few hot pixels never rest. Everything is a
 * function of (seed, camera, presentation).
 */
public final class MovingBars implements EventRecording {
  /** Side of the square view in pixels. */
  public static final int SIDE = 32;

  /** Shape of the addresses: polarity (0 OFF, 1 ON), y, x. */
  public static final List<Integer> SHAPE = List.of(2, SIDE, SIDE);

  /** Length of a presentation in µs. */
  public static final long PRESENTATION_MICROS = 1_000_000;

  /** Mean speed of motion in pixels per s; one presentation crosses the view once. */
  public static final double SPEED = 40;

  private static final int PIXELS = SIDE * SIDE;
  private static final int ADDRESSES = 2 * PIXELS;

  /** Speeds differ from the mean by at most this fraction. */
  private static final double SPEED_SPREAD = 0.08;

  private static final double BAR_FRACTION = 0.5;
  private static final double MIN_BAR_WIDTH = 4;
  private static final double MAX_BAR_WIDTH = 8;
  private static final double SEEN_FRACTION = 0.9;
  private static final double TWICE_FRACTION = 0.3;
  private static final double JITTER_MICROS = 1_500;
  private static final double ECHO_MICROS = 4_000;

  /** Chance that an address sends a noise event during a presentation. */
  private static final double NOISE_FRACTION = 0.3;

  private static final int HOT_PIXELS = 6;
  private static final int HOT_EVENTS = 120;

  private final CounterRandom random;
  private final long startMicros;
  private final long first;
  private final long end;
  private long next;

  private long[] events = new long[8192];
  private int size;

  /**
   * @param camera name of the camera; cameras of different names see different things
   * @param startMicros event time of the first presentation in µs
   * @param presentations how many there are
   */
  public MovingBars(String camera, long seed, long startMicros, long presentations) {
    this(camera, seed, startMicros, 0, presentations);
  }

  private MovingBars(String camera, long seed, long startMicros, long first, long end) {
    random = new CounterRandom(seed, Purpose.SENSOR, "moving-bars", camera);
    this.startMicros = startMicros;
    this.first = first;
    this.end = end;
    next = first;
  }

  /**
   * A camera that never ends. Presentations are numbered by event time, so that one that is started
   * again never repeats a number.
   */
  public static MovingBars endless(String camera, long seed, long startMicros) {
    long first = startMicros / PRESENTATION_MICROS;
    return new MovingBars(camera, seed, startMicros, first, Long.MAX_VALUE);
  }

  /** The true direction of a presentation, counted from 0. */
  public Direction direction(long presentation) {
    Direction[] order = Direction.values();
    long block = Math.floorDiv(presentation, order.length);
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.below(i + 1, block, i, Draw.ORDER.ordinal());
      Direction swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order[Math.floorMod(presentation, order.length)];
  }

  @Override
  public RecordingHeader header() {
    return new RecordingHeader("moving-bars", SHAPE, OptionalLong.of(startMicros), true);
  }

  /** Pushes one presentation. */
  @Override
  public boolean read(EventSink sink) {
    if (next == end) {
      return false;
    }
    long start = startMicros + (next - first) * PRESENTATION_MICROS;
    String id = String.valueOf(next);
    sink.mark(EpisodeMark.start(start, id, direction(next).name()));
    size = 0;
    show(next);
    strike(next);
    Arrays.sort(events, 0, size);
    for (int i = 0; i < size; i++) {
      sink.event(start + events[i] / ADDRESSES, (int) (events[i] % ADDRESSES), 1);
    }
    sink.mark(EpisodeMark.end(start + PRESENTATION_MICROS, id));
    next++;
    return true;
  }

  @Override
  public void close() {
    next = end;
  }

  /** The borders of one bar, or of one edge. */
  private void show(long presentation) {
    boolean bright = draw(presentation, 0, Draw.POLARITY) < 0.5;
    if (draw(presentation, 0, Draw.KIND) >= BAR_FRACTION) {
      border(presentation, 0, bright, Draw.FIRST_BORDER);
      return;
    }
    double spread = MAX_BAR_WIDTH - MIN_BAR_WIDTH;
    double width = MIN_BAR_WIDTH + spread * draw(presentation, 0, Draw.WIDTH);
    border(presentation, width / 2, bright, Draw.FIRST_BORDER);
    border(presentation, -width / 2, !bright, Draw.SECOND_BORDER);
  }

  /**
   * One border that passes the middle of the view in the middle of the presentation.
   *
   * @param ahead how far it runs ahead of that, in pixels
   */
  private void border(long presentation, double ahead, boolean on, Draw draws) {
    Direction direction = direction(presentation);
    double spread = SPEED_SPREAD * (2 * draw(presentation, 0, Draw.SPEED) - 1);
    double microsPerPixel = 1e6 / (SPEED * (1 + spread));
    double middle = (SIDE - 1) / 2.0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double along = (x - middle) * direction.dx() + (y - middle) * direction.dy();
        double distance = along / direction.length() - ahead;
        double micros = PRESENTATION_MICROS / 2.0 + distance * microsPerPixel;
        pass(presentation, micros, y * SIDE + x, on, draws);
      }
    }
  }

  private void pass(long presentation, double micros, int pixel, boolean on, Draw draws) {
    int first = draws.ordinal();
    if (random.uniform(presentation, pixel, first) >= SEEN_FRACTION) {
      return;
    }
    double late = JITTER_MICROS * random.normal(presentation, pixel, first + 1);
    int address = (on ? PIXELS : 0) + pixel;
    add(micros + late, address);
    double echo = random.uniform(presentation, pixel, first + 2);
    if (echo < TWICE_FRACTION) {
      add(micros + late + ECHO_MICROS * echo / TWICE_FRACTION, address);
    }
  }

  /** Noise and hot pixels. */
  private void strike(long presentation) {
    for (int address = 0; address < ADDRESSES; address++) {
      if (draw(presentation, address, Draw.NOISE) < NOISE_FRACTION) {
        add(PRESENTATION_MICROS * draw(presentation, address, Draw.NOISE_TIME), address);
      }
    }
    for (int i = 0; i < HOT_PIXELS; i++) {
      int address = random.below(ADDRESSES, 0, i, Draw.HOT_PLACE.ordinal());
      for (int event = 0; event < HOT_EVENTS; event++) {
        int index = i * HOT_EVENTS + event;
        add(PRESENTATION_MICROS * draw(presentation, index, Draw.HOT_TIME), address);
      }
    }
  }

  private double draw(long presentation, int index, Draw draw) {
    return random.uniform(presentation, index, draw.ordinal());
  }

  /** Keeps an event of the presentation, packed as time x addresses + address. */
  private void add(double micros, int address) {
    if (micros < 0 || micros >= PRESENTATION_MICROS) {
      return;
    }
    if (size == events.length) {
      events = Arrays.copyOf(events, 2 * size);
    }
    events[size++] = (long) micros * ADDRESSES + address;
  }

  /** What is drawn; a border draws whether it is seen, how late it is, and its echo. */
  private enum Draw {
    ORDER,
    POLARITY,
    KIND,
    WIDTH,
    SPEED,
    NOISE,
    NOISE_TIME,
    HOT_PLACE,
    HOT_TIME,
    FIRST_BORDER,
    FIRST_BORDER_LATE,
    FIRST_BORDER_ECHO,
    SECOND_BORDER,
    SECOND_BORDER_LATE,
    SECOND_BORDER_ECHO
  }
}
