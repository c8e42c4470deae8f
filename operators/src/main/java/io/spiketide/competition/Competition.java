package io.spiketide.competition;

import io.spiketide.catalog.Component;
import java.util.List;

/**
 * How the neurons of a population compete to be heard.
 *
 * <p>To add one: write a class that implements this interface and add one line to {@link
 * Competitions}.
 */
public interface Competition extends Component {

  /** State variables of the neurons that it reads or changes, which their model must have. */
  default List<String> neuronVariables() {
    return List.of();
  }

  /** State variables that it reads or changes where the model has them. */
  default List<String> optionalVariables() {
    return List.of();
  }

  /**
   * Derives the constants for a population.
   *
   * @throws IllegalArgumentException if parameters contradict each other, with the mend behind a
   *     semicolon
   */
  Contest compile(CompetitionSettings settings);
}
