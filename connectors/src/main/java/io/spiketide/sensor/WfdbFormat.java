package io.spiketide.sensor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Signals of PhysioNet (WFDB): a header (.hea) beside samples (.dat) of format 212 (two samples in
 * 3 bytes, two's complement) or 16 (16 bits, little-endian), the signals in turn; annotations
 * (.atr) beside them are a stream of their own. Name the header or the samples. One event per
 * sample and signal, address shape {@code [signals]}, its value as the converter gave it. Checksums
 * are compared.
 *
 * <p>Source: G. B. Moody, WFDB Applications Guide, signal(5), header(5) and annot(5).
 */
public final class WfdbFormat implements SensorFormat {
  private static final String HEADER = ".hea";
  private static final String ANNOTATIONS = ".atr";

  @Override
  public String name() {
    return "wfdb";
  }

  @Override
  public String summary() {
    return "signals of PhysioNet (WFDB, formats 212 and 16) and their annotations";
  }

  @Override
  public Set<SensorStream> streams() {
    return Set.of(SensorStream.EVENTS, SensorStream.ANNOTATIONS);
  }

  /** A header, or a file of samples that the header beside it names. */
  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    List<String> lines =
        new String(head.bytes(), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .limit(2)
            .toList();
    boolean isHeader =
        options.columns().isEmpty()
            && lines.size() == 2
            && WfdbHeader.isRecordLine(lines.get(0))
            && WfdbHeader.isSignalLine(lines.get(1));
    return isHeader || isNamedByHeader(head.file());
  }

  private static boolean isNamedByHeader(Path samples) {
    Path header = beside(samples, HEADER);
    if (header.equals(samples) || !Files.isRegularFile(header)) {
      return false;
    }
    try {
      return samples.equals(WfdbHeader.read(header).samplesBeside(header));
    } catch (SensorException e) {
      return false; // whatever lies there is no header of these samples
    }
  }

  private static Path beside(Path file, String ending) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ending);
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    Path headerFile = isNamedByHeader(file) ? beside(file, HEADER) : file;
    WfdbHeader header = WfdbHeader.read(headerFile);
    if (options.stream() == SensorStream.ANNOTATIONS) {
      Path annotations = beside(headerFile, ANNOTATIONS);
      expect(annotations);
      return ByteSource.read(
          annotations, source -> new WfdbAnnotations(annotations, source, options, header.clock()));
    }
    Path samples = header.samplesBeside(headerFile);
    List<Integer> formats =
        header.signals().stream().map(WfdbHeader.Signal::format).distinct().toList();
    if (samples == null || formats.size() > 1 || !WfdbRecording.isKnown(formats.get(0))) {
      throw SensorException.ofFile(
          headerFile,
          "samples of formats " + formats + (samples == null ? " in several files" : ""),
          "give signals of format 212 or 16 in one file beside the header");
    }
    expect(samples);
    return ByteSource.read(
        samples, source -> new WfdbRecording(samples, source, options, header, formats.get(0)));
  }

  private static void expect(Path file) throws SensorException {
    if (!Files.isRegularFile(file)) {
      throw SensorException.ofFile(file, "there is no such file", "put it beside the header");
    }
  }
}
