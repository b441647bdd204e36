package io.github.simplehttpmonitor.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps what it gets, and checks that files begin, go on and end in the right order. */
final class RecordingSink implements LineSink {
  final List<String> lines = new ArrayList<>();
  final List<Long> overlong = new ArrayList<>();
  final List<SourceFile> files = new ArrayList<>();
  final List<SourceNotice> notices = new ArrayList<>();
  private final Set<SourceFile> ended = new HashSet<>();

  @Override
  public void line(byte[] buffer, int from, int to) {
    lines.add(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void overlong(byte[] buffer, int from, int to, long length) {
    overlong.add(length);
    lines.add(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1) + "…" + length);
  }

  @Override
  public void newFile(SourceFile file) {
    assertThat(files).extracting(SourceFile::number).doesNotContain(file.number());
    files.add(file);
  }

  @Override
  public void resumeFile(SourceFile file) {
    assertThat(files).contains(file);
    assertThat(ended).doesNotContain(file);
  }

  @Override
  public void endFile(SourceFile file) {
    assertThat(files).contains(file);
    assertThat(ended.add(file)).isTrue();
  }

  @Override
  public void notice(SourceNotice notice) {
    notices.add(notice);
  }

  List<SourceNotice.Code> codes() {
    return notices.stream().map(SourceNotice::code).toList();
  }
}
