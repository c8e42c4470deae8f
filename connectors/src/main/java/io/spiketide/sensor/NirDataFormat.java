package io.spiketide.sensor;

import io.spiketide.hdf5.Hdf5Exception;
import io.spiketide.hdf5.Hdf5File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * NIRData: what the nodes of a NIR graph did, in HDF5. {@code --part} names the node and the
 * observable, such as {@code lif1/spikes}, if there are several. Each sample is an episode named by
 * its index. Lists of events (indices, seconds, values) and data on a grid of time are read; of
 * marks on a grid those that are set, of numbers all. Address shape {@code [neurons]}.
 *
 * <p>Source: the NIR library, module {@code data_ir}.
 */
public final class NirDataFormat implements SensorFormat {
  private static final String TYPE = "__type__";
  private static final String GRAPH = "NIRGraphData";
  private static final int MOST_DEPTH = 16;

  @Override
  public String name() {
    return "nirdata";
  }

  @Override
  public String summary() {
    return "NIRData: recorded events or values of the nodes of a NIR graph, in HDF5";
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    if (!Hdf5Recording.startsLike(head)) {
      return false;
    }
    try (Hdf5File hdf = Hdf5File.open(head.file())) {
      return hdf.text("", TYPE).equals(GRAPH);
    } catch (Hdf5Exception | IOException e) {
      return false; // the next format says what is wrong with it
    }
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    return Hdf5Recording.read(file, hdf -> open(file, hdf, options));
  }

  private static EventRecording open(Path file, Hdf5File hdf, ReadOptions options)
      throws Hdf5Exception, SensorException {
    List<Observable> all = new ArrayList<>();
    collect(hdf, "", "", all, 0);
    Observable chosen = choose(file, all, options.part());
    String type = hdf.text(chosen.path, TYPE);
    if (type.equals("TimeGriddedData")) {
      return new NirGridRecording(file, hdf, options, chosen.path);
    } else if (type.equals("EventData") || type.equals("ValuedEventData")) {
      return new NirEventsRecording(
          file, hdf, options, chosen.path, type.equals("ValuedEventData"));
    }
    throw SensorException.ofFile(
        file, chosen.name + ": unknown kind of data '" + type + "'", "use --part with another");
  }

  /**
   * Recorded data.
   *
   * @param name node and observable, as users name it
   * @param path in the file
   */
  private record Observable(String name, String path) {}

  private static void collect(
      Hdf5File hdf, String path, String name, List<Observable> into, int depth)
      throws Hdf5Exception {
    for (String child : depth > MOST_DEPTH ? List.<String>of() : hdf.children(path + "/nodes")) {
      String node = path + "/nodes/" + child;
      String nodeName = name.isEmpty() ? child : name + "/" + child;
      if (hdf.text(node, TYPE).equals(GRAPH)) {
        collect(hdf, node, nodeName, into, depth + 1);
      } else {
        for (String observable : hdf.children(node + "/observables")) {
          into.add(
              new Observable(nodeName + "/" + observable, node + "/observables/" + observable));
        }
      }
    }
  }

  private static Observable choose(Path file, List<Observable> all, @Nullable String part)
      throws SensorException {
    List<Observable> fit =
        part == null ? all : all.stream().filter(o -> o.name.equals(part)).toList();
    if (fit.size() == 1) {
      return fit.get(0);
    }
    throw SensorException.ofFile(
        file,
        part == null ? "there are " + all.size() + " observables" : "there is no '" + part + "'",
        "use --part with one of " + all.stream().map(Observable::name).toList());
  }
}
