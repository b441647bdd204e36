package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the object of a line once and notes where the wanted values are. Of the others only
 * the grammar is checked, so that what is malformed does not depend on what is wanted. Of a key
 * that comes twice the last value counts. Not thread-safe.
 */
final class JsonScanner {

  /** What a value is; the bytes of a string are those between its quotes, still escaped. */
  static final byte STRING = 0;

  static final byte NUMBER = 1;
  static final byte LITERAL = 2;
  static final byte NULL = 3;
  static final byte CONTAINER = 4;

  /** What {@link #refusedAt} is if nothing was refused. */
  private static final int NOWHERE = -1;

  private final JsonNode root;
  private final int[] from;
  private final int[] to;
  private final byte[] type;
  private byte[] decodedKey = {};
  private int refusedAt = NOWHERE;

  /**
   * Makes a scanner.
   *
   * @param values how many values the nodes have numbers for
   */
  JsonScanner(JsonNode root, int values) {
    this.root = root;
    this.from = new int[values];
    this.to = new int[values];
    this.type = new byte[values];
  }

  /**
   * Walks over the object that begins at {@code open}.
   *
   * @return the index after it, or {@code -1 - n} where n is the index of the misfit
   */
  int scan(byte[] b, int open, int end) {
    Arrays.fill(to, -1);
    refusedAt = NOWHERE;
    return object(root, b, open, end, 0);
  }

  boolean has(int value) {
    return to[value] >= 0 && type[value] != NULL;
  }

  int from(int value) {
    return from[value];
  }

  int to(int value) {
    return to[value];
  }

  byte type(int value) {
    return type[value];
  }

  /** {@return where something stood that must not be there, or -1} */
  int refusedAt() {
    return refusedAt;
  }

  private int object(@Nullable JsonNode node, byte[] b, int open, int end, int depth) {
    int at = JsonText.afterSpaces(b, open + 1, end);
    if (at < end && b[at] == '}') {
      return at + 1;
    }
    while (at < end && b[at] == '"') {
      int key = at + 1;
      int keyEnd = Bytes.indexOfEither(b, key, end, '"', '\\');
      if (keyEnd < 0) {
        return -1 - end;
      }
      JsonNode member;
      if (b[keyEnd] == '"') {
        member = node == null ? null : node.member(b, key, keyEnd);
      } else {
        keyEnd = JsonText.stringEnd(b, key, end);
        if (keyEnd < 0) {
          return keyEnd;
        }
        member = node == null ? null : escapedMember(node, b, key, keyEnd);
      }
      at = JsonText.afterSpaces(b, keyEnd + 1, end);
      if (at >= end || b[at] != ':') {
        return -1 - at;
      }
      at = value(member, b, JsonText.afterSpaces(b, at + 1, end), end, depth);
      if (at < 0) {
        return at;
      }
      at = JsonText.afterSpaces(b, at, end);
      if (at >= end || b[at] != ',') {
        return at < end && b[at] == '}' ? at + 1 : -1 - at;
      }
      at = JsonText.afterSpaces(b, at + 1, end);
    }
    return -1 - at;
  }

  /** Looks up a key that some writer escaped without need, {@code "a\/b"} for instance. */
  private @Nullable JsonNode escapedMember(JsonNode node, byte[] b, int key, int keyEnd) {
    int length = keyEnd - key;
    if (decodedKey.length < length) {
      decodedKey = new byte[2 * length];
    }
    return node.member(decodedKey, 0, JsonText.decode(b, key, keyEnd, decodedKey, 0));
  }

  private int value(@Nullable JsonNode node, byte[] b, int at, int end, int depth) {
    if (at >= end) {
      return -1 - end;
    }
    int after;
    switch (b[at]) {
      case '"' -> {
        int close = JsonText.stringEnd(b, at + 1, end);
        if (close < 0) {
          return close;
        }
        note(node, at + 1, close, STRING);
        return close + 1;
      }
      case '{' -> {
        JsonNode inside = node != null && node.hasMembers() ? node : null;
        after = depth == JsonText.MAX_DEPTH ? -1 - at : object(inside, b, at, end, depth + 1);
        note(node, at, after, CONTAINER);
        return after;
      }
      case '[' -> {
        JsonNode inside = node != null && node.elementCount() > 0 ? node : null;
        after = depth == JsonText.MAX_DEPTH ? -1 - at : array(inside, b, at, end, depth + 1);
        if (inside == null) {
          note(node, at, after, CONTAINER);
        }
        return after;
      }
      case 't', 'f', 'n' -> {
        after = JsonText.literalEnd(b, at, end);
        note(node, at, after, b[at] == 'n' ? NULL : LITERAL);
        return after;
      }
      default -> {
        after = JsonText.numberEnd(b, at, end);
        note(node, at, after, NUMBER);
        return after == at ? -1 - at : after;
      }
    }
  }

  private int array(@Nullable JsonNode node, byte[] b, int open, int end, int depth) {
    int at = JsonText.afterSpaces(b, open + 1, end);
    if (at < end && b[at] == ']') {
      note(node, open, at + 1, NULL);
      return at + 1;
    }
    for (int index = 0; ; index++) {
      JsonNode element = node == null ? null : node.element(index);
      if (element != null && element.refused) {
        refusedAt = at;
      }
      at = value(element, b, at, end, depth);
      if (at < 0) {
        return at;
      }
      at = JsonText.afterSpaces(b, at, end);
      if (at >= end || b[at] != ',') {
        return at < end && b[at] == ']' ? at + 1 : -1 - at;
      }
      at = JsonText.afterSpaces(b, at + 1, end);
    }
  }

  private void note(@Nullable JsonNode node, int valueFrom, int valueTo, byte valueType) {
    if (node != null && node.value != JsonNode.NONE) {
      from[node.value] = valueFrom;
      to[node.value] = valueTo;
      type[node.value] = valueType;
    }
  }
}
