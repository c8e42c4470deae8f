package io.spiketide.kernel;

import io.spiketide.catalog.StateArray;
import java.util.List;

/**
 * The names and sizes of the arrays of a kernel's state, in groups: one per input, population, ring
 * and readout.
 */
public record Layout(List<Group> groups) {
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

  /** Number of array elements in all groups. */
  public long elements() {
    return groups.stream().flatMap(g -> g.arrays().stream()).mapToLong(StateArray::length).sum();
  }
}
