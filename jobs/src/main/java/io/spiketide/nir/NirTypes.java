package io.spiketide.nir;

import io.spiketide.network.Connectivity.Pair;
import io.spiketide.nir.NirNode.Primitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The node types of the format: how each is read from its datasets and written to them. */
final class NirTypes {
  private static final Map<String, Type<?>> BY_NAME = new LinkedHashMap<>();

  static {
    type(
        "Input",
        NirNode.Input.class,
        in -> new NirNode.Input(in.integers("shape")),
        (n, out) -> out.integers("shape", n.shape()));
    type(
        "Output",
        NirNode.Output.class,
        in -> new NirNode.Output(in.integers("shape")),
        (n, out) -> out.integers("shape", n.shape()));
    type(
        "Affine",
        NirNode.Affine.class,
        in -> new NirNode.Affine(in.tensor("weight"), in.tensor("bias")),
        (n, out) -> {
          out.tensor("weight", n.weight());
          out.tensor("bias", n.bias());
        });
    type(
        "Linear",
        NirNode.Linear.class,
        in -> new NirNode.Linear(in.tensor("weight")),
        (n, out) -> out.tensor("weight", n.weight()));
    type(
        "Scale",
        NirNode.Scale.class,
        in -> new NirNode.Scale(in.tensor("scale")),
        (n, out) -> out.tensor("scale", n.scale()));
    type("Conv1d", NirNode.Conv1d.class, NirTypes::readConv1d, NirTypes::writeConv1d);
    type("Conv2d", NirNode.Conv2d.class, NirTypes::readConv2d, NirTypes::writeConv2d);
    type(
        "SumPool2d",
        NirNode.SumPool2d.class,
        in -> new NirNode.SumPool2d(in.pair("kernel_size"), in.pair("stride"), in.pair("padding")),
        (n, out) -> writePool(n.kernel(), n.stride(), n.padding(), out));
    type(
        "AvgPool2d",
        NirNode.AvgPool2d.class,
        in -> new NirNode.AvgPool2d(in.pair("kernel_size"), in.pair("stride"), in.pair("padding")),
        (n, out) -> writePool(n.kernel(), n.stride(), n.padding(), out));
    type(
        "Flatten",
        NirNode.Flatten.class,
        in ->
            new NirNode.Flatten(
                in.integer("start_dim"),
                in.integer("end_dim"),
                in.has("input_type") ? in.integers("input_type") : List.of()),
        (n, out) -> {
          out.integer("start_dim", n.startDim());
          out.integer("end_dim", n.endDim());
          if (!n.inputType().isEmpty()) {
            out.integers("input_type", n.inputType());
          }
        });
    type(
        "Delay",
        NirNode.Delay.class,
        in -> new NirNode.Delay(in.tensor("delay")),
        (n, out) -> out.tensor("delay", n.delay()));
    type(
        "Threshold",
        NirNode.Threshold.class,
        in -> new NirNode.Threshold(in.tensor("threshold")),
        (n, out) -> out.tensor("threshold", n.threshold()));
    type(
        "I",
        NirNode.Integrator.class,
        in -> new NirNode.Integrator(in.tensor("r")),
        (n, out) -> out.tensor("r", n.r()));
    type(
        "IF",
        NirNode.IntegrateFire.class,
        in -> new NirNode.IntegrateFire(in.tensor("r"), in.tensor("v_threshold"), reset(in)),
        (n, out) -> {
          out.tensor("r", n.r());
          out.tensor("v_threshold", n.threshold());
          out.tensor("v_reset", n.reset());
        });
    type(
        "LI",
        NirNode.Li.class,
        in -> new NirNode.Li(in.tensor("tau"), in.tensor("r"), in.tensor("v_leak")),
        (n, out) -> {
          out.tensor("tau", n.tau());
          out.tensor("r", n.r());
          out.tensor("v_leak", n.leak());
        });
    type(
        "LIF",
        NirNode.Lif.class,
        in ->
            new NirNode.Lif(
                in.tensor("tau"),
                in.tensor("r"),
                in.tensor("v_leak"),
                in.tensor("v_threshold"),
                reset(in)),
        (n, out) -> {
          out.tensor("tau", n.tau());
          out.tensor("r", n.r());
          out.tensor("v_leak", n.leak());
          out.tensor("v_threshold", n.threshold());
          out.tensor("v_reset", n.reset());
        });
    type(
        "CubaLI",
        NirNode.CubaLi.class,
        in ->
            new NirNode.CubaLi(
                in.tensor("tau_syn"),
                in.tensor("tau_mem"),
                in.tensor("r"),
                in.tensor("v_leak"),
                inputWeight(in)),
        (n, out) -> {
          out.tensor("tau_syn", n.tauSyn());
          out.tensor("tau_mem", n.tauMem());
          out.tensor("r", n.r());
          out.tensor("v_leak", n.leak());
          out.tensor("w_in", n.wIn());
        });
    type(
        "CubaLIF",
        NirNode.CubaLif.class,
        in ->
            new NirNode.CubaLif(
                in.tensor("tau_syn"),
                in.tensor("tau_mem"),
                in.tensor("r"),
                in.tensor("v_leak"),
                inputWeight(in),
                in.tensor("v_threshold"),
                reset(in)),
        (n, out) -> {
          out.tensor("tau_syn", n.tauSyn());
          out.tensor("tau_mem", n.tauMem());
          out.tensor("r", n.r());
          out.tensor("v_leak", n.leak());
          out.tensor("w_in", n.wIn());
          out.tensor("v_threshold", n.threshold());
          out.tensor("v_reset", n.reset());
        });
  }

  private NirTypes() {}

  /** Names of all types, in the order of the format's table. */
  static List<String> names() {
    return new ArrayList<>(BY_NAME.keySet());
  }

  /** Reads the node of the type that its fields name. */
  static Primitive read(String node, NirFields fields) throws NirException {
    String name = fields.text("type");
    Type<?> type = BY_NAME.get(name);
    if (type == null) {
      throw NirException.atNode(
          node,
          "unknown node type '" + name + "'",
          "use one of " + new TreeSet<>(BY_NAME.keySet()));
    }
    Primitive read = type.reader().read(fields);
    fields.requireAllRead(name);
    return read;
  }

  /** Writes a node with its type. */
  static void write(Primitive node, NirSink sink) {
    Type<?> type = BY_NAME.get(node.type());
    if (type == null) {
      throw new IllegalStateException("node type " + node.type() + " is not listed");
    }
    sink.text("type", node.type());
    type.write(node, sink);
  }

  private static NirTensor reset(NirFields in) throws NirException {
    return in.tensorOr("v_reset", in.tensor("v_threshold"), 0);
  }

  private static NirTensor inputWeight(NirFields in) throws NirException {
    return in.tensorOr("w_in", in.tensor("tau_syn"), 1);
  }

  private static NirNode.Conv1d readConv1d(NirFields in) throws NirException {
    return new NirNode.Conv1d(
        in.optionalInteger("input_shape").orElse(null),
        in.tensor("weight"),
        in.integer("stride"),
        in.padding("padding"),
        in.integer("dilation"),
        in.integer("groups"),
        in.tensor("bias"));
  }

  private static void writeConv1d(NirNode.Conv1d n, NirSink out) {
    if (n.inputLength() != null) {
      out.integer("input_shape", n.inputLength());
    }
    out.tensor("weight", n.weight());
    out.integer("stride", n.stride());
    if (n.padding() instanceof NirPadding.Explicit e) {
      out.integer("padding", e.sides().x());
    } else {
      out.padding("padding", n.padding());
    }
    out.integer("dilation", n.dilation());
    out.integer("groups", n.groups());
    out.tensor("bias", n.bias());
  }

  private static NirNode.Conv2d readConv2d(NirFields in) throws NirException {
    return new NirNode.Conv2d(
        in.optionalPair("input_shape"),
        in.tensor("weight"),
        in.pair("stride"),
        in.padding("padding"),
        in.pair("dilation"),
        in.integer("groups"),
        in.tensor("bias"));
  }

  private static void writeConv2d(NirNode.Conv2d n, NirSink out) {
    if (n.inputShape() != null) {
      out.pair("input_shape", n.inputShape());
    }
    out.tensor("weight", n.weight());
    out.pair("stride", n.stride());
    out.padding("padding", n.padding());
    out.pair("dilation", n.dilation());
    out.integer("groups", n.groups());
    out.tensor("bias", n.bias());
  }

  private static void writePool(Pair kernel, Pair stride, Pair padding, NirSink out) {
    out.pair("kernel_size", kernel);
    out.pair("stride", stride);
    out.pair("padding", padding);
  }

  private static <N extends Primitive> void type(
      String name, Class<N> node, Reader<N> reader, Writer<N> writer) {
    BY_NAME.put(name, new Type<>(node, reader, writer));
  }

  private record Type<N extends Primitive>(Class<N> node, Reader<N> reader, Writer<N> writer) {
    void write(Primitive any, NirSink sink) {
      writer.write(node.cast(any), sink);
    }
  }

  private interface Reader<N> {
    N read(NirFields in) throws NirException;
  }

  private interface Writer<N> {
    void write(N node, NirSink out);
  }
}
