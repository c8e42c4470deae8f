package io.spiketide.bench;

import java.util.List;
import java.util.function.Consumer;

/**
 * One part of the figures, which can be asked for alone.
 *
 * @param name one word, as given on the command line
 * @param summary half a sentence: what is measured beside what
 */
public record Section(String name, String summary, Measurement measurement) {

  /** Measures the figures of a section. */
  public interface Measurement {
    /**
     * @param quick whether fewer rounds of fewer settings will do
     * @param progress receives a line per step, for people
     */
    List<Figure> measure(boolean quick, Consumer<String> progress) throws Exception;
  }
}
