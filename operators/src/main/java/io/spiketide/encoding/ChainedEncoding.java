package io.spiketide.encoding;

import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several encodings as one: the spikes of each are the events of the next; those of the last are
 * added up by neuron. State arrays are named by the place of their encoding, such as {@code 1.due}.
 * Single-threaded.
 */
final class ChainedEncoding implements Encoding {
  private static final int ROOM = 16;

  private final Encoding[] links;
  private final int neurons;
  private final List<StateArray> arrays;

  /** Of each link the number of arrays of it and those before. */
  private final int[] arrayEnds;

  private final boolean autonomous;

  // scratch
  private final double[][][] parts;
  private final Spikes made = new Spikes(ROOM);
  private final TickEvents between = new TickEvents();

  ChainedEncoding(List<Encoding> links, int neurons) {
    this.links = links.toArray(Encoding[]::new);
    this.neurons = neurons;
    autonomous = links.stream().allMatch(Encoding::autonomous);
    List<StateArray> named = new ArrayList<>();
    arrayEnds = new int[links.size()];
    parts = new double[links.size()][][];
    for (int i = 0; i < links.size(); i++) {
      List<StateArray> own = links.get(i).state();
      for (StateArray array : own) {
        String name = links.size() == 1 ? array.name() : i + "." + array.name();
        named.add(new StateArray(name, array.length(), array.initial()));
      }
      arrayEnds[i] = named.size();
      parts[i] = new double[own.size()][];
    }
    arrays = List.copyOf(named);
  }

  @Override
  public Encoding forOneThread() {
    return new ChainedEncoding(Arrays.stream(links).map(Encoding::forOneThread).toList(), neurons);
  }

  @Override
  public List<StateArray> state() {
    return arrays;
  }

  @Override
  public void encode(
      TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
    TickEvents taken = events;
    int last = links.length - 1;
    for (int i = 0; i <= last; i++) {
      Encoding link = links[i];
      double[][] own = part(i, state);
      CounterRandom ownNoise = i == 0 || link.autonomous() ? noise : noise.part(i);
      if (i == last && link.ordered()) {
        link.encode(taken, own, tick, ownNoise, spikes);
        return;
      }
      made.clear();
      link.encode(taken, own, tick, ownNoise, made);
      taken = between;
      taken.clear();
      for (int s = 0; s < made.size(); s++) {
        taken.add(made.neuron(s), made.count(s));
      }
    }
    taken.sumByAddress(neurons, spikes);
  }

  private double[][] part(int link, double[][] state) {
    int first = link == 0 ? 0 : arrayEnds[link - 1];
    for (int a = first; a < arrayEnds[link]; a++) {
      parts[link][a - first] = state[a];
    }
    return parts[link];
  }

  @Override
  public boolean autonomous() {
    return autonomous;
  }

  /** Asked of one object by all threads. */
  @Override
  public boolean quiet(double[][] state) {
    int first = 0;
    for (int i = 0; i < links.length; i++) {
      if (!links[i].autonomous()
          && !links[i].quiet(Arrays.copyOfRange(state, first, arrayEnds[i]))) {
        return false;
      }
      first = arrayEnds[i];
    }
    return true;
  }
}
