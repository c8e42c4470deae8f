package io.spiketide.yaml;

import io.spiketide.network.Network;
import io.spiketide.nir.NirException;
import io.spiketide.nir.NirFile;
import io.spiketide.nir.NirGraph;
import io.spiketide.nir.NirNetworks;
import io.spiketide.nir.NirNode;
import io.spiketide.nir.NirOptions;
import io.spiketide.nir.NirTensor;
import io.spiketide.npy.NpyArray;
import io.spiketide.npy.NpyException;
import io.spiketide.npy.NpyFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files as they lie on the disk. Their own messages, with fault and mend, are passed on. */
final class FilesBesideIt implements WeightFiles {

  @Override
  public Tensor npy(Path file) {
    try {
      NpyArray array = NpyFile.read(file);
      return new Tensor(array.shape(), array.values());
    } catch (NpyException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public Tensor nir(Path file, String node) {
    NirGraph graph = graph(file);
    NirNode found =
        find(graph, node)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        file.getFileName()
                            + " has no node '"
                            + node
                            + "'; use one of "
                            + graph.nodes().keySet()));
    NirTensor weight = weight(found);
    if (weight == null) {
      throw new IllegalArgumentException(
          file.getFileName()
              + ": node '"
              + node
              + "' of type "
              + found.type()
              + " has no weights; name an Affine, Linear, Scale, Conv1d or Conv2d");
    }
    return new Tensor(weight.shape(), weight.values());
  }

  @Override
  public Network network(Path file, NirOptions options) {
    try {
      return NirNetworks.toNetwork(graph(file), options);
    } catch (NirException e) {
      throw new IllegalArgumentException(e.inFile(file).getMessage(), e);
    }
  }

  private static NirGraph graph(Path file) {
    try {
      return NirFile.read(file);
    } catch (NirException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A node by its key; in nested graphs by the keys of the graphs too, with dots between them. */
  private static Optional<NirNode> find(NirGraph graph, String name) {
    NirNode node = graph.nodes().get(name);
    if (node != null) {
      return Optional.of(node);
    }
    for (Map.Entry<String, NirNode> entry : graph.nodes().entrySet()) {
      String prefix = entry.getKey() + ".";
      if (entry.getValue() instanceof NirGraph inner && name.startsWith(prefix)) {
        return find(inner, name.substring(prefix.length()));
      }
    }
    return Optional.empty();
  }

  private static @Nullable NirTensor weight(NirNode node) {
    if (node instanceof NirNode.Affine affine) {
      return affine.weight();
    } else if (node instanceof NirNode.Linear linear) {
      return linear.weight();
    } else if (node instanceof NirNode.Scale scale) {
      return scale.scale();
    } else if (node instanceof NirNode.Conv1d conv) {
      return conv.weight();
    } else if (node instanceof NirNode.Conv2d conv) {
      return conv.weight();
    }
    return null;
  }
}
