package io.spiketide.sensor;

import io.spiketide.hdf5.Hdf5Exception;
import io.spiketide.hdf5.Hdf5File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What open recordings in HDF5 have in common. A place in them is told by sample, not by byte. */
abstract class Hdf5Recording implements EventRecording {
  private static final String MAGIC = "HDF\r\n";

  final Hdf5File hdf;
  private final Path file;
  private final ReadOptions options;
  private final Map<String, Long> skipped = new LinkedHashMap<>();
  private boolean ended;

  Hdf5Recording(Path file, Hdf5File hdf, ReadOptions options) {
    this.file = file;
    this.hdf = hdf;
    this.options = options;
  }

  static boolean startsLike(FileHead head) {
    byte[] bytes = head.bytes();
    boolean marked = bytes.length > 8 && bytes[0] == (byte) 0x89;
    for (int i = 0; marked && i < MAGIC.length(); i++) {
      marked = bytes[1 + i] == MAGIC.charAt(i);
    }
    return marked;
  }

  /** Makes an open recording of an HDF5 file. */
  interface Opener<T> {
    T open(Hdf5File hdf) throws Hdf5Exception, SensorException;
  }

  /** Opens a file and makes a recording of it; closes the file if that fails. */
  static EventRecording read(Path file, Opener<EventRecording> opener) throws SensorException {
    Hdf5File hdf = null;
    try {
      hdf = Hdf5File.open(file);
      EventRecording recording = opener.open(hdf);
      hdf = null;
      return recording;
    } catch (Hdf5Exception e) {
      throw damaged(file, e);
    } catch (IOException e) {
      throw SensorException.unreadable(file, e);
    } finally {
      if (hdf != null) {
        hdf.close();
      }
    }
  }

  private static SensorException damaged(Path file, Hdf5Exception e) {
    return SensorException.ofFile(
        file,
        "the HDF5 file cannot be read (" + e.getMessage() + ")",
        "is it damaged? write it again");
  }

  /** Pushes some samples; false if there are no more. */
  abstract boolean readSome(EventSink sink) throws Hdf5Exception, SensorException;

  @Override
  public final boolean read(EventSink sink) throws SensorException {
    if (ended) {
      return false;
    }
    try {
      ended = !readSome(sink);
      return true;
    } catch (Hdf5Exception e) {
      throw damaged(file, e);
    } catch (ArithmeticException e) {
      throw SensorException.ofFile(
          file, "the samples together last longer than 64 bits of µs", "is the file damaged?");
    }
  }

  /** Refuses what is no time, or runs back. */
  final void checkTime(String where, double before, double seconds) throws SensorException {
    if (!(seconds >= 0) || !Seconds.isTime(seconds)) {
      throw fault(where, "a time of " + seconds + " s");
    }
    if (seconds < before) {
      if (!options.keepGoing()) {
        throw SensorException.ofFile(
            file,
            where + ": time stamp runs back by " + Seconds.toMicros(before - seconds) + " µs",
            Recording.KEEP_GOING);
      }
      skipped.merge("events earlier than one before them (kept)", 1L, Long::sum);
    }
  }

  /** An address that the sensor does not have; left out, if the user wants to go on. */
  final void outside(String where, double address, long addresses) throws SensorException {
    if (!options.keepGoing()) {
      throw SensorException.ofFile(
          file,
          where + ": address " + address + " is outside 0.." + (addresses - 1),
          "give the sensor's --shape, or --keep-going to leave it out");
    }
    skipped.merge("events outside the sensor", 1L, Long::sum);
  }

  final SensorException fault(String where, String fault) {
    return SensorException.ofFile(file, where + ": " + fault, "is the file damaged?");
  }

  @Override
  public final Map<String, Long> skipped() {
    return Collections.unmodifiableMap(skipped);
  }

  @Override
  public void close() {
    hdf.close();
  }
}
