package io.spiketide.kernel;

import io.spiketide.catalog.StateArray;
import java.util.List;

/**
 * The names and sizes of the arrays of a kernel's state, in groups: one per input, population,
 * population that competes, ring, projection that learns, and readout. What is sent out, published
 * spikes and recordings, has groups without arrays.
 *
 * @param origin the network that states of this layout are of
 */
public record Layout(Origin origin, List<Group> groups) {
  /** First parts of the names of groups, each followed by a name of the description. */
  public static final String INPUT = "input/";

  public static final String POPULATION = "population/";
  public static final String COMPETITION = "competition/";
  public static final String RING = "ring/";
  public static final String PROJECTION = "projection/";
  public static final String READOUT = "readout/";
  public static final String SPIKES = "spikes/";
  public static final String RECORDING = "recording/";

  public Layout {
    groups = List.copyOf(groups);
  }

  /**
   * The arrays of one component.
   *
   * @param name such as {@code population/hidden}; unique
   */
  public record Group(String name, List<StateArray> arrays) {
    public Group {
      arrays = List.copyOf(arrays);
    }
  }

  /** The names of the groups that begin like this, in order. */
  public List<String> names(String prefix) {
    return groups.stream().map(Group::name).filter(name -> name.startsWith(prefix)).toList();
  }

  /**
   * Whether a recording, by its place among them, goes on with the steps it had in another layout.
   */
  public boolean keepsRecording(int recording, Layout before) {
    String name = names(RECORDING).get(recording).substring(RECORDING.length());
    return origin.agreesAt(Origin.placeOfRecording(name), before.origin);
  }

  /** Number of array elements in all groups. */
  public long elements() {
    return groups.stream().flatMap(g -> g.arrays().stream()).mapToLong(StateArray::length).sum();
  }
}
