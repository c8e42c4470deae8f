package io.spiketide.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import io.jhdf.nio.FileChannelFromSeekableByteChannel;
import io.jhdf.storage.HdfBackingStorage;
import io.jhdf.storage.HdfFileChannel;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * A file as the library sees it, of which no part is asked for that is longer than the file. The
 * library takes memory for a part before it reads it, by a length that a damaged file may claim.
 *
 * <p>The library has no public way to be given a storage; its constructor for one is opened here,
 * and nowhere else.
 */
public final class BoundedStorage implements HdfBackingStorage {
  /** First bytes of a superblock. */
  private static final long SIGNATURE = 0x89_48_44_46_0D_0A_1A_0AL;

  /** The library reads ahead a little; so much is allowed in files that are smaller. */
  private static final long ALWAYS = 1 << 16;

  private static final int FIRST_OFFSET = 512;

  private final HdfFileChannel file;
  private final long most;

  private BoundedStorage(HdfFileChannel file) {
    this.file = file;
    most = Math.max(ALWAYS, file.size());
  }

  /**
   * Opens a file.
   *
   * @param channel to be closed by the caller, when the file is read
   * @throws HdfException if it is no HDF5 file, or damaged
   */
  public static HdfFile open(MeteredChannel channel) {
    FileChannel bytes = new FileChannelFromSeekableByteChannel(channel);
    Superblock superblock = Superblock.readSuperblock(bytes, offset(bytes));
    BoundedStorage storage = new BoundedStorage(new HdfFileChannel(bytes, superblock));
    try {
      Constructor<HdfFile> constructor =
          HdfFile.class.getDeclaredConstructor(HdfBackingStorage.class);
      constructor.setAccessible(true);
      return constructor.newInstance(storage);
    } catch (InvocationTargetException e) {
      throw new HdfException(Hdf5File.cause(e), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another version of jHDF, without this constructor", e);
    }
  }

  /** The superblock stands at the begin, or at 512, 1024, 2048, … behind a block of the user. */
  private static long offset(FileChannel file) {
    try {
      for (long at = 0; at + Long.BYTES <= file.size(); at = at == 0 ? FIRST_OFFSET : 2 * at) {
        ByteBuffer first = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.BIG_ENDIAN);
        while (first.hasRemaining() && file.read(first, at + first.position()) > 0) {
          // on
        }
        if (first.getLong(0) == SIGNATURE) {
          return at;
        }
      }
    } catch (IOException e) {
      throw new HdfException("the file cannot be read", e);
    }
    throw new HdfException("there is no HDF5 signature in it");
  }

  private long checked(long length) {
    if (length < 0 || length > most) {
      throw new HdfException("a part of " + length + " bytes in a file of " + file.size());
    }
    return length;
  }

  @Override
  public ByteBuffer readBufferFromAddress(long address, int length) {
    return file.readBufferFromAddress(address, (int) checked(length));
  }

  @Override
  public ByteBuffer map(long address, long length) {
    return file.map(address, checked(length));
  }

  @Override
  public ByteBuffer mapNoOffset(long address, long length) {
    return file.mapNoOffset(address, checked(length));
  }

  @Override
  public long getUserBlockSize() {
    return file.getUserBlockSize();
  }

  @Override
  public Superblock getSuperblock() {
    return file.getSuperblock();
  }

  @Override
  public FileChannel getFileChannel() {
    return file.getFileChannel();
  }

  @Override
  public int getSizeOfOffsets() {
    return file.getSizeOfOffsets();
  }

  @Override
  public int getSizeOfLengths() {
    return file.getSizeOfLengths();
  }

  @Override
  public void close() {
    file.close();
  }

  @Override
  public long size() {
    return file.size();
  }

  /** It has no path of its own, which the library asks others for when it closes them. */
  @Override
  public boolean inMemory() {
    return true;
  }
}
