package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.delivery.AlertForm;
import io.github.simplehttpmonitor.core.delivery.Spool;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.slf4j.LoggerFactory;

/**
 * Alerts that wait in a file: a mark, a version, where the first one begins that is not delivered,
 * then each with its length and CRC-32C. What was delivered is forgotten in the file only when a
 * checkpoint says so, see {@link #commit}; hence a process that is killed delivers it once more
 * rather than never. Thread-safe.
 */
public final class DiskSpool implements Spool, Closeable {

  /** How large the file grows. */
  static final long MAX_BYTES = 16 << 20;

  private static final byte[] MAGIC = "SHMSPOOL".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HEAD_AT = MAGIC.length + Integer.BYTES;
  private static final int HEADER_BYTES = HEAD_AT + Long.BYTES;
  private static final int RECORD_HEADER_BYTES = 2 * Integer.BYTES;
  private static final int MAX_RECORD_BYTES = 4 << 20;

  private final Path file;
  private final UnaryOperator<AlertEvent> mapping;
  private final long maxBytes;
  private FileChannel channel;
  private long head = HEADER_BYTES;
  private long end = HEADER_BYTES;
  private long size;

  private DiskSpool(
      Path file, UnaryOperator<AlertEvent> mapping, long maxBytes, FileChannel channel) {
    this.file = file;
    this.mapping = mapping;
    this.maxBytes = maxBytes;
    this.channel = channel;
  }

  /**
   * Opens a spool, which is made if it is not there. A record that was not written to its end, as
   * by a process that was killed, ends it.
   *
   * @param mapping what is written in the place of an alert
   * @throws StateDirectory.FormException if the file is none that this version can read
   */
  public static DiskSpool open(Path file, UnaryOperator<AlertEvent> mapping) throws IOException {
    return open(file, mapping, MAX_BYTES);
  }

  static DiskSpool open(Path file, UnaryOperator<AlertEvent> mapping, long maxBytes)
      throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(file, StateDirectory.ownerOnly(file));
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      DiskSpool spool = new DiskSpool(file, mapping, maxBytes, channel);
      if (channel.size() == 0) {
        writeHeader(channel);
      } else {
        spool.load();
      }
      return spool;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void writeHeader(FileChannel target) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.put(MAGIC).putInt(VERSION).putLong(HEADER_BYTES).flip();
    writeFully(target, header, 0);
  }

  private void load() throws IOException {
    byte[] header = new byte[HEADER_BYTES];
    boolean whole = channel.size() >= HEADER_BYTES && readFully(ByteBuffer.wrap(header), 0);
    if (!whole || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new StateDirectory.FormException("it is no spool of a monitor");
    }
    ByteBuffer numbers = ByteBuffer.wrap(header);
    int version = numbers.getInt(MAGIC.length);
    if (version != VERSION) {
      throw StateDirectory.newer(version, VERSION);
    }
    long first = numbers.getLong(HEAD_AT);
    head = first >= HEADER_BYTES && first <= channel.size() ? first : HEADER_BYTES;
    end = head;
    for (int length = checkedLength(end); length >= 0; length = checkedLength(end)) {
      end += RECORD_HEADER_BYTES + length;
      size++;
    }
    channel.truncate(end);
  }

  /** {@return the length of the record there, -1 if there is no whole one} */
  private int checkedLength(long at) throws IOException {
    ByteBuffer prefix = ByteBuffer.allocate(RECORD_HEADER_BYTES);
    if (!readFully(prefix, at)) {
      return -1;
    }
    int length = prefix.getInt(0);
    if (length < 0 || length > MAX_RECORD_BYTES) {
      return -1;
    }
    ByteBuffer content = ByteBuffer.allocate(length);
    boolean whole = readFully(content, at + RECORD_HEADER_BYTES);
    return whole && checksum(content.array()) == prefix.getInt(Integer.BYTES) ? length : -1;
  }

  private static int checksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    return (int) checksum.getValue();
  }

  private boolean readFully(ByteBuffer target, long from) throws IOException {
    long at = from;
    while (target.hasRemaining()) {
      int read = channel.read(target, at);
      if (read < 0) {
        return false;
      }
      at += read;
    }
    return true;
  }

  private static void writeFully(FileChannel target, ByteBuffer bytes, long from)
      throws IOException {
    long at = from;
    while (bytes.hasRemaining()) {
      at += target.write(bytes, at);
    }
  }

  private static ByteBuffer record(AlertEvent alert) throws IOException {
    byte[] content = StateForm.toBytes(out -> AlertForm.write(out, alert));
    ByteBuffer record = ByteBuffer.allocate(RECORD_HEADER_BYTES + content.length);
    return record.putInt(content.length).putInt(checksum(content)).put(content).flip();
  }

  @Override
  public synchronized boolean keep(Event event) {
    if (!(event instanceof AlertEvent alert)) {
      return false;
    }
    try {
      ByteBuffer record = record(mapping.apply(alert));
      int bytes = record.remaining();
      if (bytes > MAX_RECORD_BYTES || end + bytes > maxBytes) {
        return false;
      }
      writeFully(channel, record, end);
      end += bytes;
      size++;
      return true;
    } catch (IOException e) {
      failed(e);
      return false;
    }
  }

  @Override
  public synchronized List<Event> first(int max) {
    List<Event> events = new ArrayList<>();
    try {
      long at = head;
      while (events.size() < max && at < end) {
        int length = checkedLength(at);
        if (length < 0) {
          throw new IOException("it is damaged");
        }
        ByteBuffer content = ByteBuffer.allocate(length);
        readFully(content, at + RECORD_HEADER_BYTES);
        events.add(AlertForm.read(StateForm.input(content.array())));
        at += RECORD_HEADER_BYTES + length;
      }
    } catch (IOException | RuntimeException e) {
      failed(e);
      if (events.isEmpty()) {
        // Nothing behind it can be found.
        head = end;
        size = 0;
      }
    }
    return events;
  }

  @Override
  public synchronized void remove(int count) {
    try {
      for (int left = count; left > 0 && head < end; left--) {
        head += RECORD_HEADER_BYTES + Math.max(0, checkedLength(head));
        size--;
      }
    } catch (IOException e) {
      failed(e);
    }
  }

  @Override
  public synchronized long size() {
    return size;
  }

  /** {@return where the first one begins that is not delivered, for {@link #commit}} */
  public synchronized long position() {
    return head;
  }

  /**
   * Forgets in the file what was delivered before a position: it is delivered, or a checkpoint that
   * is written knows of it.
   */
  public synchronized void commit(long position) {
    try {
      if (head == end && position == end) {
        channel.truncate(HEADER_BYTES);
        head = HEADER_BYTES;
        end = HEADER_BYTES;
      }
      ByteBuffer first = ByteBuffer.allocate(Long.BYTES).putLong(Math.min(position, head)).flip();
      writeFully(channel, first, HEAD_AT);
    } catch (IOException e) {
      failed(e);
    }
  }

  /** Puts other events in the place of all; after a crash there are the old or the new ones. */
  public synchronized void replace(List<AlertEvent> events) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, StateDirectory.ownerOnly(fresh));
    FileChannel next = FileChannel.open(fresh, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      writeHeader(next);
      long at = HEADER_BYTES;
      for (AlertEvent event : events) {
        ByteBuffer record = record(event);
        int bytes = record.remaining();
        writeFully(next, record, at);
        at += bytes;
      }
      next.force(true);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      channel.close();
      channel = next;
      head = HEADER_BYTES;
      end = at;
      size = events.size();
    } finally {
      if (channel != next) {
        next.close();
      }
    }
  }

  private void failed(Exception e) {
    LoggerFactory.getLogger(DiskSpool.class).warn("alerts that wait in {}: {}", file, e.toString());
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}
