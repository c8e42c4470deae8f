package io.spiketide.nir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A file in memory that may be read only so often. Structures of a damaged HDF5 file can point back
 * at themselves; walking them would never end, but it reads.
 *
 * <p>Single-threaded.
 */
final class MeteredChannel implements SeekableByteChannel {
  private final ByteBuffer content;
  private final long mostBytes;
  private final long mostReads;
  private long bytes;
  private long reads;
  private boolean open = true;

  /**
   * @param content the file
   * @param times how often the whole file may be read
   * @param mostReads number of reads, of whatever length
   */
  MeteredChannel(byte[] content, int times, long mostReads) {
    this.content = ByteBuffer.wrap(content).asReadOnlyBuffer();
    this.mostBytes = (long) times * content.length;
    this.mostReads = mostReads;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    int length = Math.min(target.remaining(), content.remaining());
    if (length == 0) {
      return target.hasRemaining() ? -1 : 0;
    }
    bytes += length;
    reads++;
    if (bytes > mostBytes || reads > mostReads) {
      throw new IOException("its structures point back at themselves");
    }
    ByteBuffer part = content.slice(content.position(), length);
    target.put(part);
    content.position(content.position() + length);
    return length;
  }

  @Override
  public long position() {
    return content.position();
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    if (newPosition < 0) {
      throw new IOException("an address is negative");
    }
    content.position((int) Math.min(newPosition, content.capacity()));
    return this;
  }

  @Override
  public long size() {
    return content.capacity();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
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
