package io.spiketide.nir;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.spiketide.hdf5.BoundedStorage;
import io.spiketide.hdf5.Hdf5File;
import io.spiketide.hdf5.MemoryChannel;
import io.spiketide.hdf5.MeteredChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads and writes NIR files: HDF5 with {@code /version} and the graph in {@code /node}.
 *
 * <p>Reading takes contiguous, gzip and LZF datasets, nested graphs, and numbers of any width. The
 * HDF5 library trusts what it reads, so a file is held against limits of size, number of reads and
 * depth, and whatever the library throws at a damaged one becomes a {@link NirException}.
 */
public final class NirFile {
  /** Version of the NIR library whose files ours look like. */
  static final String VERSION = "1.0.7";

  /** Largest file that is read, in bytes. */
  static final long MAX_BYTES = 1L << 30;

  private static final int TIMES_READ = 32;
  private static final long MAX_READS = 2_000_000;

  private NirFile() {}

  /**
   * Reads a graph.
   *
   * @throws NirException if there is no such file, or it is no HDF5, damaged, too large, or no NIR
   */
  public static NirGraph read(Path file) throws NirException {
    try {
      return read(content(file));
    } catch (NirException e) {
      throw e.inFile(file);
    }
  }

  /** Reads a graph from the bytes of a file. */
  static NirGraph read(byte[] content) throws NirException {
    NirGraphReader reader = new NirGraphReader();
    MeteredChannel channel =
        new MeteredChannel(
            new MemoryChannel(content), (long) TIMES_READ * content.length, MAX_READS);
    try (HdfFile hdf = BoundedStorage.open(channel)) {
      return reader.read(hdf);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // The library follows lengths and addresses of the file unchecked: endless recursion and
      // single absurd allocations are how it reports damage.
      NirException damaged =
          new NirException(
              reader.place(),
              "is not HDF5 as it should be (" + Hdf5File.cause(e) + ")",
              "export it again, it is damaged or not a NIR file");
      damaged.initCause(e);
      throw damaged;
    }
  }

  /**
   * Writes a graph; an existing file is replaced.
   *
   * @throws NirException if the file cannot be written
   */
  public static void write(NirGraph graph, Path file) throws NirException {
    try {
      Files.deleteIfExists(file);
      try (WritableHdfFile hdf = HdfFile.write(file)) {
        hdf.putDataset("version", VERSION);
        write(graph, hdf.putGroup("node"));
      }
    } catch (IOException | RuntimeException e) {
      NirException failed =
          new NirException(
              "", "cannot be written (" + Hdf5File.cause(e) + ")", "check folder and space");
      failed.initCause(e);
      throw failed.inFile(file);
    }
  }

  private static void write(NirNode node, WritableGroup group) {
    NirSink sink = new NirSink(group);
    if (node instanceof NirGraph graph) {
      sink.text("type", graph.type());
      sink.edges("edges", graph.edges());
      WritableGroup nodes = group.putGroup("nodes");
      for (Map.Entry<String, NirNode> entry : graph.nodes().entrySet()) {
        write(entry.getValue(), nodes.putGroup(entry.getKey()));
      }
    } else if (node instanceof NirNode.Primitive primitive) {
      NirTypes.write(primitive, sink);
    }
  }

  private static byte[] content(Path file) throws NirException {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new NirException(
            "",
            "has " + (size >> 20) + " MiB, more than " + (MAX_BYTES >> 20),
            "check that it is a NIR file, or split the network");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new NirException("", "there is no such file", "check the path " + file);
    } catch (IOException e) {
      throw new NirException("", "cannot be read (" + Hdf5File.cause(e) + ")", "check the file");
    }
  }
}
