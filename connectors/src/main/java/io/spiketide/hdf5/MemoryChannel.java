package io.spiketide.hdf5;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A file in memory, to be read. Single-threaded. */
public final class MemoryChannel implements SeekableByteChannel {
  private final ByteBuffer content;
  private boolean open = true;

  public MemoryChannel(byte[] content) {
    this.content = ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  @Override
  public int read(ByteBuffer target) throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
    int length = Math.min(target.remaining(), content.remaining());
    if (length == 0) {
      return target.hasRemaining() ? -1 : 0;
    }
    target.put(content.slice(content.position(), length));
    content.position(content.position() + length);
    return length;
  }

  @Override
  public long position() {
    return content.position();
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
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
