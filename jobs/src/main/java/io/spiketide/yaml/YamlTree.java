package io.spiketide.yaml;

import io.spiketide.network.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Parses YAML into nodes that know their lines. Nothing is constructed from tags, and files that
 * would grow in memory (by length, depth or aliases) are refused.
 */
final class YamlTree {
  /** A node takes a few hundred bytes; weights of this size belong into a binary file. */
  private static final int MAX_FILE_BYTES = 8 << 20;

  private static final int MAX_DEPTH = 30;
  private static final int MAX_ALIASES = 1000;

  /** Nodes after all aliases are followed. */
  private static final long MAX_NODES = 8L << 20;

  private YamlTree() {}

  /**
   * The root node of a file.
   *
   * @throws DescriptionException if the file cannot be read or is no YAML
   */
  static Node read(Path file) {
    String text = text(file);
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_FILE_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    Node root;
    try {
      root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      throw syntax(file, text, e);
    } catch (YAMLException e) {
      throw failure(file, 0, String.valueOf(e.getMessage()), "check what is written there");
    }
    if (root == null) {
      throw failure(file, 0, "the file is empty", "describe a network in it");
    }
    if (size(root, new IdentityHashMap<>(), file) > MAX_NODES) {
      throw failure(
          file,
          0,
          "with its aliases (*) the file holds more than " + MAX_NODES + " values",
          "write them out, or put weights into .npy files");
    }
    return root;
  }

  private static String text(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_FILE_BYTES) {
        throw failure(
            file,
            0,
            "the file has " + (size >> 20) + " MiB, the limit is " + (MAX_FILE_BYTES >> 20),
            "put weights into .npy or NIR files");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (NoSuchFileException e) {
      throw failure(file, 0, "there is no such file", "check the path");
    } catch (CharacterCodingException e) {
      throw failure(file, 0, "the file is not UTF-8 text", "save it as UTF-8");
    } catch (IOException e) {
      throw failure(file, 0, "the file cannot be read: " + e.getMessage(), "check its permissions");
    }
  }

  private static DescriptionException syntax(Path file, String text, MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    int line = mark == null ? 0 : mark.getLine() + 1;
    boolean tab =
        mark != null && text.lines().skip(mark.getLine()).findFirst().orElse("").startsWith("\t");
    if (tab || String.valueOf(e.getProblem()).contains("TAB")) {
      return failure(file, line, "a tab stands in the indentation", "indent with spaces");
    }
    String context = e.getContext() == null ? "" : e.getContext() + ", ";
    return failure(
        file,
        line,
        "not valid YAML: " + context + e.getProblem(),
        "check indentation, colons, quotes and brackets");
  }

  /** Number of nodes with aliases followed, or more than the limit if they grow beyond it. */
  private static long size(Node node, Map<Node, Long> sizes, Path file) {
    Long known = sizes.get(node);
    if (known != null) {
      if (known == 0) {
        throw failure(
            file, Reading.line(node), "an alias (*) stands inside what it names", "write it out");
      }
      return known;
    }
    sizes.put(node, 0L);
    long size = 1;
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        size += size(item, sizes, file);
      }
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        size += size(entry.getKeyNode(), sizes, file) + size(entry.getValueNode(), sizes, file);
      }
    }
    size = Math.min(size, MAX_NODES + 1);
    sizes.put(node, size);
    return size;
  }

  private static DescriptionException failure(Path file, int line, String fault, String mend) {
    return new DescriptionException(
        List.of(new Located(file.toString(), line, Problem.error("", fault, mend))));
  }
}
