package io.spiketide.nir;

import io.spiketide.nir.NirNode.Dynamic;
import io.spiketide.nir.NirNode.Primitive;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors of a node by the names of the file. */
final class NirParameters {
  private NirParameters() {}

  /** The tensors of any node, in the order of the format's table; empty where it has none. */
  static Map<String, NirTensor> of(Primitive node) {
    Map<String, NirTensor> tensors = new LinkedHashMap<>();
    if (node instanceof Dynamic n) {
      map(
          n,
          (name, tensor) -> {
            tensors.put(name, tensor);
            return tensor;
          });
    } else if (node instanceof NirNode.Affine n) {
      tensors.put("weight", n.weight());
      tensors.put("bias", n.bias());
    } else if (node instanceof NirNode.Linear n) {
      tensors.put("weight", n.weight());
    } else if (node instanceof NirNode.Scale n) {
      tensors.put("scale", n.scale());
    } else if (node instanceof NirNode.Conv1d n) {
      tensors.put("weight", n.weight());
      tensors.put("bias", n.bias());
    } else if (node instanceof NirNode.Conv2d n) {
      tensors.put("weight", n.weight());
      tensors.put("bias", n.bias());
    } else if (node instanceof NirNode.Delay n) {
      tensors.put("delay", n.delay());
    }
    return tensors;
  }

  /** A node of the same type with every tensor replaced. */
  static Dynamic map(Dynamic node, Replacement f) {
    if (node instanceof NirNode.Threshold n) {
      return new NirNode.Threshold(f.of("threshold", n.threshold()));
    } else if (node instanceof NirNode.Integrator n) {
      return new NirNode.Integrator(f.of("r", n.r()));
    } else if (node instanceof NirNode.IntegrateFire n) {
      return new NirNode.IntegrateFire(
          f.of("r", n.r()), f.of("v_threshold", n.threshold()), f.of("v_reset", n.reset()));
    } else if (node instanceof NirNode.Li n) {
      return new NirNode.Li(f.of("tau", n.tau()), f.of("r", n.r()), f.of("v_leak", n.leak()));
    } else if (node instanceof NirNode.Lif n) {
      return new NirNode.Lif(
          f.of("tau", n.tau()),
          f.of("r", n.r()),
          f.of("v_leak", n.leak()),
          f.of("v_threshold", n.threshold()),
          f.of("v_reset", n.reset()));
    } else if (node instanceof NirNode.CubaLi n) {
      return new NirNode.CubaLi(
          f.of("tau_syn", n.tauSyn()),
          f.of("tau_mem", n.tauMem()),
          f.of("r", n.r()),
          f.of("v_leak", n.leak()),
          f.of("w_in", n.wIn()));
    } else if (node instanceof NirNode.CubaLif n) {
      return new NirNode.CubaLif(
          f.of("tau_syn", n.tauSyn()),
          f.of("tau_mem", n.tauMem()),
          f.of("r", n.r()),
          f.of("v_leak", n.leak()),
          f.of("w_in", n.wIn()),
          f.of("v_threshold", n.threshold()),
          f.of("v_reset", n.reset()));
    }
    throw new IllegalStateException("node type " + node.type() + " is not listed");
  }

  /** What a tensor is replaced by. */
  interface Replacement {
    NirTensor of(String name, NirTensor tensor);
  }
}
