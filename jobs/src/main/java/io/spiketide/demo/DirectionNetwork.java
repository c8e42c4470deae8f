package io.spiketide.demo;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network of delayed coincidence detectors that tells in which direction something moves. Nothing
 * is trained: delays do the work.
 *
 * <pre>
 * camera ──► retina ──pixel p, after D──────────► motion_E ──►
 *               └─────pixel p + reach, at once──►  (LIF)        direction[E], … direction[SE]
 * </pre>
 *
 * <p>A detector of a direction fires when the border that passed pixel p arrives, D later, at the
 * pixel that lies a reach further in that direction. D is the time that the motion takes for the
 * reach. Each retina neuron rests for some time after each spike, which silences echoes and tames
 * hot pixels. Source: B. Hassenstein, W. Reichardt, Systemtheoretische Analyse der Zeit-,
 * Reihenfolgen- und Vorzeichenauswertung bei der Bewegungsperzeption des Rüsselkäfers Chlorophanus,
 * Zeitschrift für Naturforschung B, 1956.
 */
public final class DirectionNetwork {
  /** Name of the network. */
  public static final String NAME = "direction";

  /** Name of its readout. */
  public static final String READOUT = "direction";

  /** Length of a tick in µs. */
  public static final long TICK_MICROS = 1_000;

  private static final int SIDE = MovingBars.SIDE;
  private static final String RETINA = "retina";
  private static final String POOL = "direction_pool";

  /** Reach in pixels along x and y; near 4 pixels of distance on straight and oblique lines. */
  private static final int STRAIGHT_REACH = 4;

  private static final int OBLIQUE_REACH = 3;

  /** Every second pixel in x and y has detectors. */
  private static final int STRIDE = 2;

  /** Spikes are only drawn here, so few large packets do. */
  private static final int SLICE_TICKS = 100;

  private static final double REST_MILLIS = 40;
  private static final double WINDOW_TAU_MILLIS = 20;

  /** Between one spike and two spikes that are 14 ms apart. */
  private static final double COINCIDENCE = 1.5;

  private DirectionNetwork() {}

  /** Builds the description. */
  public static Network build(long seed) {
    List<Population> populations = new ArrayList<>();
    List<Projection> projections = new ArrayList<>();
    populations.add(retina());
    projections.add(
        Projection.of("camera", RETINA, new Connectivity.OneToOne(), Values.of(1.0), 0));
    for (Direction direction : Direction.values()) {
      addDetectors(direction, populations, projections);
    }
    populations.add(pool());
    return new Network(
        NAME,
        TimeBase.ofMicros(TICK_MICROS),
        seed,
        List.of(Input.events("camera", new Shape(MovingBars.SHAPE))),
        populations,
        projections,
        List.of(
            new ReadoutSpec(
                READOUT,
                POOL,
                Settings.of("spike_count"),
                new ReadoutSpec.Window.Episode(),
                Direction.labels())),
        List.of(),
        Instances.perRecordKey().resettingAtEpisodes(),
        new Placement(SLICE_TICKS));
  }

  private static Population retina() {
    return Population.of(
        RETINA, new Shape(MovingBars.SHAPE), leaky(WINDOW_TAU_MILLIS, 0.5, REST_MILLIS));
  }

  private static void addDetectors(
      Direction direction, List<Population> populations, List<Projection> projections) {
    String name = "motion_" + direction;
    int rows = SIDE / STRIDE;
    Population detectors =
        Population.of(name, Shape.of(2, rows, rows), leaky(WINDOW_TAU_MILLIS, COINCIDENCE, 0));
    populations.add(detectors.published());
    int reach = direction.dx() != 0 && direction.dy() != 0 ? OBLIQUE_REACH : STRAIGHT_REACH;
    double delayMicros = reach * direction.length() / MovingBars.SPEED * 1e6;
    int delayTicks = (int) Math.round(delayMicros / TICK_MICROS);
    Values one = Values.of(1.0);
    projections.add(
        Projection.of(RETINA, name, pixels(direction, 0, reach), one, delayTicks)
            .named("delayed_" + direction));
    projections.add(
        Projection.of(RETINA, name, pixels(direction, reach, reach), one, 0)
            .named("direct_" + direction));
    int detectorCount = detectors.shape().size();
    projections.add(Projection.of(name, POOL, allTo(direction.ordinal(), detectorCount), one, 0));
  }

  /**
   * Pixel (x, y) + offset x direction of either polarity to the detector of (x, y), for all
   * detectors whose far pixel is in the view.
   */
  private static Connectivity pixels(Direction direction, int offset, int reach) {
    List<int[]> pairs = new ArrayList<>();
    int rows = SIDE / STRIDE;
    for (int polarity = 0; polarity < 2; polarity++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < rows; column++) {
          int x = column * STRIDE;
          int y = row * STRIDE;
          if (isInView(x + reach * direction.dx()) && isInView(y + reach * direction.dy())) {
            int sourceY = y + offset * direction.dy();
            int sourceX = x + offset * direction.dx();
            int source = (polarity * SIDE + sourceY) * SIDE + sourceX;
            pairs.add(new int[] {source, (polarity * rows + row) * rows + column});
          }
        }
      }
    }
    return listed(pairs);
  }

  private static boolean isInView(int coordinate) {
    return coordinate >= 0 && coordinate < SIDE;
  }

  private static Connectivity allTo(int target, int sources) {
    List<int[]> pairs = new ArrayList<>();
    for (int source = 0; source < sources; source++) {
      pairs.add(new int[] {source, target});
    }
    return listed(pairs);
  }

  private static Connectivity listed(List<int[]> pairs) {
    return new Connectivity.Listed(
        pairs.stream().mapToInt(pair -> pair[0]).toArray(),
        pairs.stream().mapToInt(pair -> pair[1]).toArray());
  }

  /** One neuron per direction that fires once for every four detectors. */
  private static Population pool() {
    Settings counter =
        Settings.of("if", Map.of("V_th", Values.of(4.0))).withOption("reset", "subtract");
    return Population.of(POOL, Shape.of(Direction.values().length), counter).published();
  }

  /** A leaky neuron that each spike of weight 1 lifts by 1 mV from its rest at 0 mV. */
  private static Settings leaky(double tauMillis, double threshold, double restMillis) {
    return Settings.of(
        "lif_delta",
        Map.of(
            "tau_m", Values.of(tauMillis),
            "E_L", Values.of(0.0),
            "V_th", Values.of(threshold),
            "V_reset", Values.of(0.0),
            "t_ref", Values.of(restMillis)));
  }
}
