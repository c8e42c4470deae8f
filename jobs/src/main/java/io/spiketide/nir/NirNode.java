package io.spiketide.nir;

import io.spiketide.network.Connectivity.Pair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a NIR graph: the closed set of types that the format knows, with their parameters as
 * the file has them. Times are in seconds, shapes without batch dimension.
 *
 * <p>Source: J. E. Pedersen et al., Neuromorphic intermediate representation: a unified instruction
 * set for interoperable brain-inspired computing, Nature Communications 15, 2024.
 */
public sealed interface NirNode permits NirGraph, NirNode.Primitive {

  /** The word of the file, such as {@code CubaLIF}. */
  String type();

  /** A node that is no graph. */
  sealed interface Primitive extends NirNode permits Port, Operation, Dynamic {}

  /** Where values enter or leave a graph. */
  sealed interface Port extends Primitive {
    List<Integer> shape();
  }

  /** A linear map without state, or a delay. */
  sealed interface Operation extends Primitive {}

  /** A node with a threshold or with state. */
  sealed interface Dynamic extends Primitive {}

  /** Entry of a graph. */
  record Input(List<Integer> shape) implements Port {
    public Input {
      shape = List.copyOf(shape);
    }

    @Override
    public String type() {
      return "Input";
    }
  }

  /** Exit of a graph. */
  record Output(List<Integer> shape) implements Port {
    public Output {
      shape = List.copyOf(shape);
    }

    @Override
    public String type() {
      return "Output";
    }
  }

  /**
   * y = W x + b; b acts in every step.
   *
   * @param weight shape {@code [out, in]}
   * @param bias shape {@code [out]}
   */
  record Affine(NirTensor weight, NirTensor bias) implements Operation {
    @Override
    public String type() {
      return "Affine";
    }
  }

  /**
   * y = W x.
   *
   * @param weight shape {@code [out, in]}
   */
  record Linear(NirTensor weight) implements Operation {
    @Override
    public String type() {
      return "Linear";
    }
  }

  /** Elementwise product. */
  record Scale(NirTensor scale) implements Operation {
    @Override
    public String type() {
      return "Scale";
    }
  }

  /**
   * Cross-correlation over {@code [channels, length]}.
   *
   * @param inputLength length of the input; null if the file does not say
   * @param weight shape {@code [out, in / groups, kernel]}
   * @param bias shape {@code [out]}
   */
  record Conv1d(
      @Nullable Integer inputLength,
      NirTensor weight,
      int stride,
      NirPadding padding,
      int dilation,
      int groups,
      NirTensor bias)
      implements Operation {
    @Override
    public String type() {
      return "Conv1d";
    }
  }

  /**
   * Cross-correlation over {@code [channels, height, width]}.
   *
   * @param inputShape height and width of the input; null if the file does not say
   * @param weight shape {@code [out, in / groups, kernel height, kernel width]}
   * @param bias shape {@code [out]}
   */
  record Conv2d(
      @Nullable Pair inputShape,
      NirTensor weight,
      Pair stride,
      NirPadding padding,
      Pair dilation,
      int groups,
      NirTensor bias)
      implements Operation {
    @Override
    public String type() {
      return "Conv2d";
    }
  }

  /** Sum over windows of {@code [channels, height, width]}, zero padded. */
  record SumPool2d(Pair kernel, Pair stride, Pair padding) implements Operation {
    @Override
    public String type() {
      return "SumPool2d";
    }
  }

  /** Mean over windows of {@code [channels, height, width]}, zero padded. */
  record AvgPool2d(Pair kernel, Pair stride, Pair padding) implements Operation {
    @Override
    public String type() {
      return "AvgPool2d";
    }
  }

  /**
   * Joins dimensions {@code startDim} to {@code endDim}, both included; negative ones count from
   * the end.
   *
   * @param inputType shape of the input; empty if the file does not say
   */
  record Flatten(int startDim, int endDim, List<Integer> inputType) implements Operation {
    public Flatten {
      inputType = List.copyOf(inputType);
    }

    @Override
    public String type() {
      return "Flatten";
    }
  }

  /** y(t) = x(t - delay), in seconds. */
  record Delay(NirTensor delay) implements Operation {
    @Override
    public String type() {
      return "Delay";
    }
  }

  /** 1 where x &gt; threshold. */
  record Threshold(NirTensor threshold) implements Dynamic {
    @Override
    public String type() {
      return "Threshold";
    }
  }

  /** dv/dt = r x. */
  record Integrator(NirTensor r) implements Dynamic {
    @Override
    public String type() {
      return "I";
    }
  }

  /** dv/dt = r x, with spike and reset. */
  record IntegrateFire(NirTensor r, NirTensor threshold, NirTensor reset) implements Dynamic {
    @Override
    public String type() {
      return "IF";
    }
  }

  /** tau dv/dt = (leak - v) + r x. */
  record Li(NirTensor tau, NirTensor r, NirTensor leak) implements Dynamic {
    @Override
    public String type() {
      return "LI";
    }
  }

  /** tau dv/dt = (leak - v) + r x, with spike and reset. */
  record Lif(NirTensor tau, NirTensor r, NirTensor leak, NirTensor threshold, NirTensor reset)
      implements Dynamic {
    @Override
    public String type() {
      return "LIF";
    }
  }

  /** tauSyn dI/dt = -I + wIn x; tauMem dv/dt = (leak - v) + r I. */
  record CubaLi(NirTensor tauSyn, NirTensor tauMem, NirTensor r, NirTensor leak, NirTensor wIn)
      implements Dynamic {
    @Override
    public String type() {
      return "CubaLI";
    }
  }

  /** As {@link CubaLi}, with spike and reset. */
  record CubaLif(
      NirTensor tauSyn,
      NirTensor tauMem,
      NirTensor r,
      NirTensor leak,
      NirTensor wIn,
      NirTensor threshold,
      NirTensor reset)
      implements Dynamic {
    @Override
    public String type() {
      return "CubaLIF";
    }
  }
}
