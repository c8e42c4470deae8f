package io.spiketide.demo;

/**
 * Where the events went, from the counters of the cameras and of the job.
 *
 * @param sent events that the cameras sent
 * @param in events that reached the network
 * @param processed of those, the ones that became spikes of the input
 * @param late came after the network had gone on
 * @param rejected had an address or time that cannot be
 * @param duplicate had been seen before
 */
public record EventCounts(
    long sent, long in, long processed, long late, long rejected, long duplicate) {

  /** Events that were sent and never counted; 0 unless something is broken. */
  public long lost() {
    return sent - in;
  }

  /** Whether every event is accounted for: nothing lost, and in is the sum of its fates. */
  public boolean balanced() {
    return lost() == 0 && in == processed + late + rejected + duplicate;
  }
}
