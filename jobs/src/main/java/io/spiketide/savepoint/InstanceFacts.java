package io.spiketide.savepoint;

import io.spiketide.intake.Channel;
import io.spiketide.intake.Intake;
import io.spiketide.intake.SpikeInbox;
import io.spiketide.intake.WaitingEvents;
import io.spiketide.kernel.Episode;
import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.Layout;
import io.spiketide.kernel.Origin;
import io.spiketide.network.Stages;
import io.spiketide.neuron.Spikes;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.operator.state.Outbox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored of an instance, as a flat list of facts in a fixed order.
 *
 * <p>Not in it is what names a run, of the network or of a producer: two runs of the same network
 * over the same events end with the same facts.
 */
final class InstanceFacts {
  private final Layout layout;
  private final int shard;
  private final InstanceState state;
  private final List<Fact> facts = new ArrayList<>();

  private InstanceFacts(InstanceState state, int shard) {
    this.state = state;
    this.shard = shard;
    layout = state.kernel.layout;
  }

  /**
   * @param shard which shard of its instance it is
   */
  static List<Fact> of(InstanceState state, int shard) {
    InstanceFacts facts = new InstanceFacts(state, shard);
    facts.progress();
    facts.arrays();
    facts.history();
    facts.heard();
    facts.sources();
    facts.outputs();
    return facts.facts;
  }

  private void word(String what, Object value) {
    facts.add(new Fact.Word(what, value.toString()));
  }

  private void time(String what, long value) {
    word(what, value == Long.MIN_VALUE ? "none" : value);
  }

  private void progress() {
    KernelState kernel = state.kernel;
    Episode episode = kernel.episode;
    word("description", layout.origin().fingerprint());
    word("started", kernel.started);
    time("tick", kernel.tick);
    time("first tick", kernel.startTick);
    time("last active tick", kernel.lastActiveTick);
    word(
        "episode",
        "%s from tick %d%s%s"
            .formatted(
                episode.marked() ? "marked" : "unmarked",
                episode.firstTick(),
                episode.id().isEmpty() ? "" : ", id " + episode.id(),
                episode.label().isEmpty() ? "" : ", label " + episode.label()));
  }

  private void arrays() {
    for (int g = 0; g < layout.groups().size(); g++) {
      Layout.Group group = layout.groups().get(g);
      double[][] arrays = state.kernel.arrays[g];
      String name = title(group.name());
      if (group.name().startsWith(Layout.RING)) {
        String[] receptor = name(group.name(), Layout.RING).split("/", 2);
        facts.add(
            new Fact.Values(
                "input under way to %s (%s)".formatted(receptor[0], receptor[1]),
                byArrival(arrays),
                first(receptor[0], group)));
        continue;
      }
      int first =
          group.name().startsWith(Layout.POPULATION)
              ? first(name(group.name(), Layout.POPULATION), group)
              : 0;
      for (int a = 0; a < arrays.length; a++) {
        facts.add(
            new Fact.Values(
                name + ' ' + group.arrays().get(a).name(), new double[][] {arrays[a]}, first));
      }
    }
  }

  /** The slots of a ring in the order in which they arrive. */
  private double[][] byArrival(double[][] slots) {
    double[][] rows = new double[slots.length][];
    for (int ahead = 0; ahead < rows.length; ahead++) {
      rows[ahead] = slots[slot(state.kernel.tick + ahead, slots.length)];
    }
    return rows;
  }

  private static int slot(long tick, int slots) {
    return (int) Math.floorMod(tick, (long) slots);
  }

  private static String name(String group, String prefix) {
    return group.substring(prefix.length());
  }

  /** The name of a group, such as {@code population hidden}. */
  private static String title(String group) {
    int slash = group.indexOf('/');
    return group.substring(0, slash) + ' ' + group.substring(slash + 1);
  }

  /** The first neuron of a population that is kept here. */
  private int first(String population, Layout.Group group) {
    String cut = layout.origin().value(Origin.STAGES).orElse(Origin.NOT_CUT);
    return group.arrays().isEmpty()
        ? 0
        : Stages.shard(
                group.arrays().get(0).length(),
                shard,
                Math.max(shard + 1, Stages.shards(cut, population)))
            .from();
  }

  /** Spikes of ticks that projections with delays still need. */
  private void history() {
    @Nullable Spikes[][] history = state.kernel.history;
    List<String> sources = new ArrayList<>(layout.names(Layout.INPUT));
    sources.addAll(layout.names(Layout.POPULATION));
    for (int s = 0; s < history.length; s++) {
      if (history[s].length == 0) {
        continue;
      }
      // A stage knows the names of its own populations only.
      String name = sources.size() == history.length ? title(sources.get(s)) : "source " + s;
      EventList list = new EventList();
      for (long tick = state.kernel.tick - history[s].length + 1;
          tick < state.kernel.tick;
          tick++) {
        Spikes spikes = history[s][slot(tick, history[s].length)];
        for (int i = 0; spikes != null && i < spikes.size(); i++) {
          list.add(tick, spikes.neuron(i), spikes.count(i));
        }
      }
      facts.add(list.fact("spikes in flight from " + name, Fact.Events.Kind.SPIKES));
    }
  }

  private void heard() {
    SpikeInbox.Inbound[] channels = state.intake.spikes.channels;
    for (int c = 0; c < channels.length; c++) {
      String channel = "channel " + c + " from other keys";
      word(channel + " next sequence", channels[c].nextSequence);
      time(channel + " frontier", channels[c].frontier);
      facts.add(waiting(channel + " waiting", Fact.Events.Kind.SPIKES, channels[c].waiting));
    }
  }

  private static Fact waiting(String what, Fact.Events.Kind kind, WaitingEvents events) {
    EventList list = new EventList();
    events.forEach(list::add);
    return list.fact(what, kind);
  }

  private void sources() {
    List<String> inputs = layout.names(Layout.INPUT);
    for (Channel channel : state.intake.channels) {
      String source = "source %s of %s".formatted(channel.source, title(inputs.get(channel.input)));
      word(source + " next sequence", channel.nextSequence);
      time(source + " frontier", channel.frontier);
      time(source + " latest time", channel.latest);
      if (channel.jumpTo != Channel.NONE) {
        word(
            source + " jump",
            "to %d, seen %d times".formatted(channel.jumpTo, channel.jumpWitnesses));
      }
      facts.add(waiting(source + " waiting", Fact.Events.Kind.SENSOR_EVENTS, channel.waiting));
    }
    List<Intake.WaitingMark> marks = state.intake.marks;
    if (!marks.isEmpty()) {
      word(
          "waiting marks",
          marks.stream()
              .map(
                  m ->
                      "%s at tick %d"
                          .formatted(
                              m.mark().start() ? "start " + m.mark().id() : "end", m.mark().tick()))
              .toList());
    }
  }

  private void outputs() {
    Outbox outbox = state.outbox;
    List<String> published = layout.names(Layout.SPIKES);
    for (int i = 0; i < outbox.spikes.length; i++) {
      Outbox.Pending pending = outbox.spikes[i];
      String name = title(published.get(i));
      word(name + " next sequence", pending.sequence);
      time(name + " promised up to tick", pending.promised);
      EventList list = new EventList();
      for (int e = 0; e < pending.size; e++) {
        list.add(pending.ticks[e], pending.neurons[e], pending.counts[e]);
      }
      facts.add(list.fact(name + " not sent yet", Fact.Events.Kind.SPIKES));
    }
    List<String> recordings = layout.names(Layout.RECORDING);
    for (int i = 0; i < outbox.samples.length; i++) {
      Outbox.Samples samples = outbox.samples[i];
      String name = title(recordings.get(i));
      word(name + " next sequence", samples.sequence);
      if (samples.count > 0) {
        time(name + " first tick not sent yet", samples.firstTick);
      }
      facts.add(new Fact.Values(name + " not sent yet", rows(samples, recordings.get(i)), 0));
    }
    List<String> readouts = layout.names(Layout.READOUT);
    for (int i = 0; i < outbox.decisionSequences.length; i++) {
      word(title(readouts.get(i)) + " next sequence", outbox.decisionSequences[i]);
    }
  }

  /** The samples that wait; behind them there may be room. */
  private double[][] rows(Outbox.Samples samples, String recording) {
    String recorded = name(recording, Layout.RECORDING);
    String population = Layout.POPULATION + recorded.substring(0, recorded.lastIndexOf('/'));
    int neurons = state.kernel.arrays[layout.names("").indexOf(population)][0].length;
    double[][] rows = new double[samples.count][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = Arrays.copyOfRange(samples.values, r * neurons, (r + 1) * neurons);
    }
    return rows;
  }

  /** Ticks, addresses and counts, as they come. */
  private static final class EventList {
    private static final int ROOM = 8;

    private int size;
    private long[] ticks = new long[ROOM];
    private int[] addresses = new int[ROOM];
    private double[] counts = new double[ROOM];

    void add(long tick, int address, double count) {
      if (size == ticks.length) {
        ticks = Arrays.copyOf(ticks, 2 * size);
        addresses = Arrays.copyOf(addresses, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      ticks[size] = tick;
      addresses[size] = address;
      counts[size++] = count;
    }

    Fact.Events fact(String what, Fact.Events.Kind kind) {
      return new Fact.Events(
          what,
          kind,
          Arrays.copyOf(ticks, size),
          Arrays.copyOf(addresses, size),
          Arrays.copyOf(counts, size));
    }
  }
}
