package io.spiketide.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A file that may be read only so often. Structures of a damaged HDF5 file can point back at
 * themselves; walking them would never end, but it reads.
 *
 * <p>Single-threaded.
 */
public final class MeteredChannel implements SeekableByteChannel {
  private final SeekableByteChannel file;
  private final long mostBytes;
  private final long mostReads;
  private long bytes;
  private long reads;

  /**
   * @param file what is read; closed with this
   * @param mostBytes that may be read in all
   * @param mostReads number of reads, of whatever length
   */
  public MeteredChannel(SeekableByteChannel file, long mostBytes, long mostReads) {
    this.file = file;
    this.mostBytes = mostBytes;
    this.mostReads = mostReads;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int length = file.read(target);
    bytes += Math.max(0, length);
    reads++;
    if (bytes > mostBytes || reads > mostReads) {
      throw new IOException("its structures point back at themselves");
    }
    return length;
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    if (newPosition < 0) {
      throw new IOException("an address is negative");
    }
    file.position(Math.min(newPosition, file.size()));
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }
}
