package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A place in an object where something wanted lies, or below which it does. Its members are in a
 * hash table over the first and last bytes of their keys, so that most keys nobody wants cost one
 * probe. Built once, then only read.
 */
final class JsonNode {

  /** What a node's {@link #value} is if nobody wants the value itself. */
  static final int NONE = -1;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** Under which number the value is kept. */
  int value = NONE;

  /** Whether more than the first element of the array above is one too many. */
  boolean refused;

  private @Nullable JsonNode[] table = new @Nullable JsonNode[4];
  private int size;
  private @Nullable JsonNode[] elements = new @Nullable JsonNode[0];
  private byte[] key = {};
  private long first;
  private long last;

  boolean hasMembers() {
    return size > 0;
  }

  /** {@return how many elements of an array have to be looked at} */
  int elementCount() {
    return elements.length;
  }

  @Nullable JsonNode element(int index) {
    return index < elements.length ? elements[index] : null;
  }

  /** {@return the member with this key, or null} */
  @Nullable JsonNode member(byte[] b, int from, int to) {
    long head = head(b, from, to);
    long tail = tail(b, from, to, head);
    int mask = table.length - 1;
    for (int i = slot(head, tail, to - from); ; i++) {
      JsonNode node = table[i & mask];
      if (node == null) {
        return null;
      }
      if (node.first == head && node.last == tail && node.isKey(b, from, to)) {
        return node;
      }
    }
  }

  private boolean isKey(byte[] b, int from, int to) {
    int length = to - from;
    return length == key.length
        && (length <= 16 || Bytes.equal(b, from + 8, to - 8, key, 8, length - 8));
  }

  private int slot(long head, long tail, int length) {
    return (int) (((head ^ Long.rotateLeft(tail, 23) ^ length) * MIX) >>> 40) & (table.length - 1);
  }

  private static long head(byte[] b, int from, int to) {
    int length = to - from;
    if (length >= 8) {
      return Bytes.longAt(b, from);
    }
    if (from + 8 <= b.length) {
      return length == 0 ? 0 : Bytes.longAt(b, from) & (-1L >>> (64 - 8 * length));
    }
    long head = 0;
    for (int i = to - 1; i >= from; i--) {
      head = (head << 8) | (b[i] & 0xFF);
    }
    return head;
  }

  private static long tail(byte[] b, int from, int to, long head) {
    return to - from > 8 ? Bytes.longAt(b, to - 8) : head;
  }

  /** {@return the member with this key, made if there is none} */
  JsonNode addMember(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    JsonNode known = member(bytes, 0, bytes.length);
    if (known != null) {
      return known;
    }
    JsonNode added = new JsonNode();
    added.key = bytes;
    added.first = head(bytes, 0, bytes.length);
    added.last = tail(bytes, 0, bytes.length, added.first);
    size++;
    if (4 * size > table.length) {
      @Nullable JsonNode[] old = table;
      table = new @Nullable JsonNode[2 * old.length];
      for (JsonNode node : old) {
        if (node != null) {
          place(node);
        }
      }
    }
    place(added);
    return added;
  }

  private void place(JsonNode node) {
    int i = slot(node.first, node.last, node.key.length);
    while (table[i] != null) {
      i = (i + 1) & (table.length - 1);
    }
    table[i] = node;
  }

  /** {@return the element of this index, made if there is none} */
  JsonNode addElement(int index) {
    if (index >= elements.length) {
      elements = Arrays.copyOf(elements, index + 1);
    }
    JsonNode known = elements[index];
    if (known != null) {
      return known;
    }
    JsonNode added = new JsonNode();
    elements[index] = added;
    return added;
  }
}
