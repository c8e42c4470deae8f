package io.spiketide.schema.codec;

import io.spiketide.schema.SpikePacket;

/**
 * A reusable spike packet that is filled spike by spike or from the wire, then read by index. No
 * allocation per spike. Single-threaded. Fields mean what they mean in {@link SpikePacket}.
 */
public final class SpikePacketBuffer {
  String network = "";
  String instance = "";
  String population = "";
  int shard;
  int tickMicros;
  long epoch;
  long sequence;
  long firstTick;
  long frontier;
  final GrowingInts tickOffsets = new GrowingInts();
  final GrowingInts neurons = new GrowingInts();

  /** As long as the others, or empty while every spike stands for 1. */
  final GrowingInts counts = new GrowingInts();

  /** Says whose spikes the next packets hold. */
  public void channel(
      String network, String instance, String population, int shard, int tickMicros) {
    this.network = network;
    this.instance = instance;
    this.population = population;
    this.shard = shard;
    this.tickMicros = tickMicros;
  }

  /** Begins an empty packet of the same channel. */
  public void begin(long epoch, long sequence, long firstTick, long frontier) {
    this.epoch = epoch;
    this.sequence = sequence;
    this.firstTick = firstTick;
    this.frontier = frontier;
    tickOffsets.clear();
    neurons.clear();
    counts.clear();
  }

  /** Raises the frontier of the packet. */
  public void promise(long newFrontier) {
    frontier = newFrontier;
  }

  /** Replaces the content by a copy of the packet. */
  public void set(SpikePacket packet) {
    channel(
        packet.network(),
        packet.instance(),
        packet.population(),
        packet.shard(),
        packet.tickMicros());
    begin(packet.epoch(), packet.sequence(), packet.firstTick(), packet.frontier());
    tickOffsets.addAll(packet.tickOffsets());
    neurons.addAll(packet.neurons());
    counts.addAll(packet.counts());
  }

  /** Adds one spike. */
  public void add(int tickOffset, int neuron) {
    add(tickOffset, neuron, 1);
  }

  /** Adds an entry that stands for {@code count} spikes. */
  public void add(int tickOffset, int neuron, int count) {
    if (count != 1 || counts.size() > 0) {
      counts.fillTo(tickOffsets.size(), 1);
      counts.add(count);
    }
    tickOffsets.add(tickOffset);
    neurons.add(neuron);
  }

  /** Adds the first {@code n} of these entries, as {@link #add(int, int, int)} does. */
  public void addAll(long[] ticks, int[] newNeurons, int[] newCounts, int n) {
    int from = tickOffsets.grow(n);
    int[] offsets = tickOffsets.items();
    int others = 0;
    for (int i = 0; i < n; i++) {
      offsets[from + i] = (int) (ticks[i] - firstTick);
      others |= newCounts[i] ^ 1;
    }
    neurons.addAll(newNeurons, n);
    if (others != 0 || counts.size() > 0) {
      counts.fillTo(from, 1);
      counts.addAll(newCounts, n);
    }
  }

  public String network() {
    return network;
  }

  public String instance() {
    return instance;
  }

  public String population() {
    return population;
  }

  public int shard() {
    return shard;
  }

  /** Length of a tick in µs. */
  public int tickMicros() {
    return tickMicros;
  }

  public long epoch() {
    return epoch;
  }

  public long sequence() {
    return sequence;
  }

  public long firstTick() {
    return firstTick;
  }

  /** Tick before which no further spike of this shard follows. */
  public long frontier() {
    return frontier;
  }

  /** Entries of the packet. */
  public int size() {
    return tickOffsets.size();
  }

  public long tickAt(int spike) {
    return firstTick + tickOffsets.get(spike);
  }

  /** Row-major flat index in the whole population; not checked against its size. */
  public int neuronAt(int spike) {
    return neurons.get(spike);
  }

  /** How many spikes the entry stands for. */
  public int countAt(int spike) {
    return counts.size() == 0 ? 1 : counts.get(spike);
  }

  /** A packet with copies of the content. */
  public SpikePacket toPacket() {
    return new SpikePacket(
        network,
        instance,
        population,
        shard,
        epoch,
        sequence,
        firstTick,
        frontier,
        tickOffsets.toArray(),
        neurons.toArray(),
        counts.toArray(),
        tickMicros);
  }

  void check() {
    SpikePacket.checkHeader(network, population, shard, epoch, sequence, tickMicros);
    SpikePacket.checkSpikes(
        tickOffsets.items(),
        tickOffsets.size(),
        neurons.items(),
        neurons.size(),
        counts.items(),
        counts.size());
  }

  void clear() {
    channel("", "", "", 0, 0);
    begin(0, 0, 0, 0);
  }
}
