package io.spiketide.synapse;

/**
 * The target neurons of sparse synapses, one after the other: in 16 bits each where the population
 * is small enough, because memory is what limits the delivery of spikes. Which of the two forms a
 * list has changes no sum.
 */
sealed interface Targets {
  /** Neurons that 16 bits can tell apart. */
  int NARROW = 1 << Character.SIZE;

  /** A list of zeros, to be filled. */
  static Targets of(int synapses, int neurons) {
    return neurons <= NARROW ? new Narrow(new char[synapses]) : new Wide(new int[synapses]);
  }

  int size();

  int get(int synapse);

  void set(int synapse, int neuron);

  /** Adds the same amount to the targets of the synapses {@code from} to {@code to} (exclusive). */
  void add(int from, int to, double amount, double[] sums);

  /** Adds the weight of each synapse. */
  void add(int from, int to, float[] weights, double[] sums);

  /** Adds count x weight of each synapse. */
  void add(int from, int to, float[] weights, double count, double[] sums);

  /**
   * Adds the same amount of each synapse to the slot of its delay.
   *
   * @param ticks of each synapse above the smallest delay, unsigned
   * @param later sums by ticks above the smallest delay
   */
  void add(int from, int to, byte[] ticks, double amount, double[][] later);

  /** Adds count x weight of each synapse to the slot of its delay. */
  void add(int from, int to, byte[] ticks, float[] weights, double count, double[][] later);

  long bytes();

  /** In 16 bits. */
  record Narrow(char[] neurons) implements Targets {
    @Override
    public int size() {
      return neurons.length;
    }

    @Override
    public int get(int synapse) {
      return neurons[synapse];
    }

    @Override
    public void set(int synapse, int neuron) {
      neurons[synapse] = (char) neuron;
    }

    @Override
    public void add(int from, int to, double amount, double[] sums) {
      for (int k = from; k < to; k++) {
        sums[neurons[k]] += amount;
      }
    }

    @Override
    public void add(int from, int to, float[] weights, double[] sums) {
      for (int k = from; k < to; k++) {
        sums[neurons[k]] += weights[k];
      }
    }

    @Override
    public void add(int from, int to, float[] weights, double count, double[] sums) {
      for (int k = from; k < to; k++) {
        sums[neurons[k]] += weights[k] * count;
      }
    }

    @Override
    public void add(int from, int to, byte[] ticks, double amount, double[][] later) {
      for (int k = from; k < to; k++) {
        later[ticks[k] & 0xFF][neurons[k]] += amount;
      }
    }

    @Override
    public void add(
        int from, int to, byte[] ticks, float[] weights, double count, double[][] later) {
      for (int k = from; k < to; k++) {
        later[ticks[k] & 0xFF][neurons[k]] += weights[k] * count;
      }
    }

    @Override
    public long bytes() {
      return (long) Character.BYTES * neurons.length;
    }
  }

  /** In 32 bits. */
  record Wide(int[] neurons) implements Targets {
    @Override
    public int size() {
      return neurons.length;
    }

    @Override
    public int get(int synapse) {
      return neurons[synapse];
    }

    @Override
    public void set(int synapse, int neuron) {
      neurons[synapse] = neuron;
    }

    @Override
    public void add(int from, int to, double amount, double[] sums) {
      for (int k = from; k < to; k++) {
        sums[neurons[k]] += amount;
      }
    }

    @Override
    public void add(int from, int to, float[] weights, double[] sums) {
      for (int k = from; k < to; k++) {
        sums[neurons[k]] += weights[k];
      }
    }

    @Override
    public void add(int from, int to, float[] weights, double count, double[] sums) {
      for (int k = from; k < to; k++) {
        sums[neurons[k]] += weights[k] * count;
      }
    }

    @Override
    public void add(int from, int to, byte[] ticks, double amount, double[][] later) {
      for (int k = from; k < to; k++) {
        later[ticks[k] & 0xFF][neurons[k]] += amount;
      }
    }

    @Override
    public void add(
        int from, int to, byte[] ticks, float[] weights, double count, double[][] later) {
      for (int k = from; k < to; k++) {
        later[ticks[k] & 0xFF][neurons[k]] += weights[k] * count;
      }
    }

    @Override
    public long bytes() {
      return (long) Integer.BYTES * neurons.length;
    }
  }
}
