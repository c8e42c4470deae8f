package io.spiketide.nir;

import io.spiketide.time.TimeBase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a NIR file does not say and an import must know.
 *
 * @param name of the network
 * @param tickMicros length of a tick of event time, in whole µs
 * @param stepMillis dt: by how much, in ms, the equations advance in a tick
 * @param reset what a spike does to the membrane
 * @param discretisation how the equations are made discrete
 * @param loop where a recurrent loop without a delay of its own is delayed by one tick
 * @param repairs what may be mended in the file
 */
public record NirOptions(
    String name,
    long tickMicros,
    double stepMillis,
    Reset reset,
    Discretisation discretisation,
    Loop loop,
    Set<NirRepair> repairs) {

  /** The dt that snnTorch writes: 0.1 ms. */
  public static final double DEFAULT_STEP_MILLIS = 0.1;

  /** A tick of that length. */
  public static final long DEFAULT_TICK_MICROS = 100;

  public NirOptions {
    TimeBase checked = new TimeBase(tickMicros, stepMillis);
    tickMicros = checked.tickMicros();
    repairs = Set.copyOf(repairs);
  }

  /**
   * The defaults: tick and dt of 0.1 ms, reset to {@code v_reset}, as snnTorch computes, loops
   * delayed before their weights, no repairs.
   */
  public static NirOptions defaults(String name) {
    return new NirOptions(
        name,
        DEFAULT_TICK_MICROS,
        DEFAULT_STEP_MILLIS,
        Reset.V_RESET,
        Discretisation.SNNTORCH,
        Loop.BEFORE_WEIGHTS,
        Set.of());
  }

  public NirOptions withTick(long newTickMicros) {
    return new NirOptions(name, newTickMicros, stepMillis, reset, discretisation, loop, repairs);
  }

  public NirOptions withStep(double newStepMillis) {
    return new NirOptions(name, tickMicros, newStepMillis, reset, discretisation, loop, repairs);
  }

  public NirOptions withReset(Reset newReset) {
    return new NirOptions(name, tickMicros, stepMillis, newReset, discretisation, loop, repairs);
  }

  public NirOptions withDiscretisation(Discretisation newDiscretisation) {
    return new NirOptions(name, tickMicros, stepMillis, reset, newDiscretisation, loop, repairs);
  }

  public NirOptions withLoop(Loop newLoop) {
    return new NirOptions(name, tickMicros, stepMillis, reset, discretisation, newLoop, repairs);
  }

  /** With a repair more. */
  public NirOptions repairing(NirRepair repair) {
    Set<NirRepair> more = EnumSet.of(repair);
    more.addAll(repairs);
    return new NirOptions(name, tickMicros, stepMillis, reset, discretisation, loop, more);
  }

  boolean repairs(NirRepair repair) {
    return repairs.contains(repair);
  }

  /** What a spike does to the membrane. */
  public enum Reset {
    /** v = v_reset, as the file has it; 0 where it has none. */
    V_RESET("v_reset"),
    /** v = 0, whatever the file has. */
    ZERO("zero"),
    /** v = v - v_threshold. */
    SUBTRACT("subtract");

    private final String word;

    Reset(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /**
     * The reset of that word.
     *
     * @throws IllegalArgumentException that lists the known words, if there is none
     */
    public static Reset of(String word) {
      return Words.find("reset", word, List.of(values()), Reset::word);
    }
  }

  /** How the equations are made discrete: by the habit of a simulator, or exactly. */
  public enum Discretisation {
    /** Forward Euler, the membrane sees the new current, strict threshold. */
    SNNTORCH("snntorch"),
    /** The same form; its users mostly take a step of 1 ms. */
    NORSE("norse"),
    /** Several spikes in a step, at or above the threshold, by subtraction. */
    SINABS("sinabs"),
    /** Decay by exp(-dt/tau). */
    ROCKPOOL("rockpool"),
    /** The exact solution for a current that is constant within the step. */
    EXACT("exact");

    private final String word;

    Discretisation(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /** Whether it divides the step by the time constant, which must then not be shorter. */
    boolean isEuler() {
      return this == SNNTORCH || this == NORSE;
    }

    /**
     * The precision of a model that offers the choice: simulators that write NIR compute in 32
     * bits. Leaky neurons round in an order that differs between them; {@code lif} knows that of
     * Norse.
     */
    String precision(String model) {
      boolean single = model.equals("lif") ? this == NORSE : this != EXACT;
      return single ? "single" : "double";
    }

    /**
     * The discretisation of that word.
     *
     * @throws IllegalArgumentException that lists the known words, if there is none
     */
    public static Discretisation of(String word) {
      return Words.find("discretisation", word, List.of(values()), Discretisation::word);
    }
  }

  /** Where a recurrent loop without a delay of its own is delayed by one tick. */
  public enum Loop {
    /** Between the neurons and the recurrent weights: their bias acts in the first step too. */
    BEFORE_WEIGHTS("before_weights"),
    /** Between the recurrent weights and the neurons. */
    AFTER_WEIGHTS("after_weights");

    private final String word;

    Loop(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /**
     * The place of that word.
     *
     * @throws IllegalArgumentException that lists the known words, if there is none
     */
    public static Loop of(String word) {
      return Words.find("loop", word, List.of(values()), Loop::word);
    }
  }
}
