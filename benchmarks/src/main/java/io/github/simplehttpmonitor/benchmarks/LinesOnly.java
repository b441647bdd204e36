package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.core.source.LineSink;
import io.github.simplehttpmonitor.core.source.SourceFile;
import io.github.simplehttpmonitor.core.source.SourceNotice;

/** A sink of a block, to which nothing happens but lines. */
abstract class LinesOnly implements LineSink {

  @Override
  public void overlong(byte[] buffer, int from, int to, long length) {
    throw new IllegalStateException("a line of " + length + " bytes");
  }

  @Override
  public void newFile(SourceFile file) {}

  @Override
  public void resumeFile(SourceFile file) {}

  @Override
  public void endFile(SourceFile file) {}

  @Override
  public void notice(SourceNotice notice) {}
}
