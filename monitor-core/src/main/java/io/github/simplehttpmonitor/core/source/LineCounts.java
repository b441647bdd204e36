package io.github.simplehttpmonitor.core.source;

/** What {@link LineAssembler}s met; shared by those of one partition. Not thread-safe. */
public final class LineCounts {
  long lines;
  long overlong;
  long nulBytes;

  /** Returns the lines handed out, overlong ones included. */
  public long lines() {
    return lines;
  }

  /** Returns the lines that were longer than the limit. */
  public long overlong() {
    return overlong;
  }

  /** Returns the NUL bytes skipped. */
  public long nulBytes() {
    return nulBytes;
  }
}
