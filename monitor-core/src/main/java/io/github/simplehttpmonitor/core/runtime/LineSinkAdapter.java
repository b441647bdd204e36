package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.source.LineSink;
import io.github.simplehttpmonitor.core.source.SourceFile;
import io.github.simplehttpmonitor.core.source.SourceNotice;

/** A sink of the lines of one input that is read once: files do not change, nothing is noticed. */
abstract class LineSinkAdapter implements LineSink {

  @Override
  public void newFile(SourceFile file) {}

  @Override
  public void resumeFile(SourceFile file) {}

  @Override
  public void endFile(SourceFile file) {}

  @Override
  public void notice(SourceNotice notice) {}
}
