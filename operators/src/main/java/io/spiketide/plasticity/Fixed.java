package io.spiketide.plasticity;

import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Weights that belong to each instance and change by commands alone: where a network that has
 * learned is run on, and each instance keeps what it learned.
 */
final class Fixed implements LearningRule {
  @Override
  public String name() {
    return "fixed";
  }

  @Override
  public String summary() {
    return "Keeps the weights; they change by commands alone.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(WeightBounds.W_MIN, WeightBounds.W_MAX);
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    WeightBounds.of(settings);
    return new Plasticity() {};
  }
}
