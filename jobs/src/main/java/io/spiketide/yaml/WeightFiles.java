package io.spiketide.yaml;

import io.spiketide.network.Network;
import io.spiketide.nir.NirOptions;
import java.nio.file.Path;

/** Files that a description takes numbers or a whole network from. */
interface WeightFiles {

  /**
   * The array of a {@code .npy} file.
   *
   * @throws IllegalArgumentException if it cannot be read; says why and what to do
   */
  Tensor npy(Path file);

  /**
   * The weights of a node of a NIR graph.
   *
   * @throws IllegalArgumentException if the file cannot be read or has no such weights
   */
  Tensor nir(Path file, String node);

  /**
   * The inputs, populations and projections of a NIR graph.
   *
   * @param options what the file does not say
   * @throws IllegalArgumentException if the graph cannot be read or run
   */
  Network network(Path file, NirOptions options);
}
