package io.spiketide.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What has become of what one live source sent. Events received = sent + outside + quarantined.
 *
 * @param events events that were received whole
 * @param sent events that went into packets
 * @param outside events outside the declared shape
 * @param quarantined events that came while the clock could not be trusted
 * @param special words of the sensor that are no events
 * @param lost events that are known to be missing
 * @param late events and marks behind what had been promised; sent, and counted as late by the job
 * @param malformed datagrams, requests or rests of a stream that could not be read
 * @param packets packets that were made, heartbeats among them
 * @param heartbeats packets that only promise
 * @param quarantines how often the clock stepped
 * @param inQuarantine whether the source is kept out now
 * @param clockOffsetMicros this host's time less the sensor's in µs
 * @param clockDriftPpm how much faster the sensor's clock runs, in millionths; null while unknown
 */
public record LiveCounts(
    long events,
    long sent,
    long outside,
    long quarantined,
    long special,
    long lost,
    long late,
    long malformed,
    long packets,
    long heartbeats,
    long quarantines,
    boolean inQuarantine,
    long clockOffsetMicros,
    @Nullable Double clockDriftPpm) {}
