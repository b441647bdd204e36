package io.github.simplehttpmonitor.compression;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.Summary;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.spi.CompressionProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class CompressionTest {

  private static final int LINES = 5_000;

  @TempDir private Path folder;

  private final List<String> notices = new ArrayList<>();

  private enum Form {
    BZIP2,
    XZ,
    ZSTD;

    byte[] compressed(String text) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStream out =
          switch (this) {
            case BZIP2 -> new BZip2CompressorOutputStream(bytes);
            case XZ -> new XZOutputStream(bytes, new LZMA2Options(1));
            case ZSTD -> new ZstdOutputStream(bytes);
          }) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      return bytes.toByteArray();
    }
  }

  private static String lines(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append("192.0.2.").append(i % 250);
      text.append(" - - [01/Jan/2026:12:").append(10 + i / 60 % 50).append(':');
      text.append(10 + i % 50).append(" +0000] \"GET /s").append(i % 9);
      text.append("/page HTTP/1.1\" 200 ").append(i * 7919L % 100_003).append(" \"-\" \"-\"\n");
    }
    return text.toString();
  }

  private Summary replay(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    return Monitor.builder()
        .jobs(2)
        .listener(
            event -> {
              if (event instanceof NoticeEvent notice) {
                notices.add(notice.message());
              }
            })
        .build()
        .replay(file);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void isFoundByTheFirstBytesWhateverTheName(Form form) throws IOException {
    Summary summary = replay("access.log", form.compressed(lines(0, LINES)));

    assertThat(summary.event().accounting().lines()).isEqualTo(LINES);
    assertThat(summary.event().accounting().malformed()).isZero();
    assertThat(summary.failures()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void joinedFilesAreReadToTheEnd(Form form) throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(form.compressed(lines(0, LINES / 2)));
    both.write(form.compressed(lines(LINES / 2, LINES)));

    Summary summary = replay("access.log", both.toByteArray());

    assertThat(summary.event().accounting().lines()).isEqualTo(LINES);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void ofATruncatedFileItSaysSo(Form form) throws IOException {
    byte[] all = form.compressed(lines(0, LINES));

    Summary summary = replay("access.log", Arrays.copyOf(all, all.length - 10));

    assertThat(summary.failures()).isEqualTo(1);
    assertThat(notices).anyMatch(text -> text.contains("access.log") && text.contains("read"));
  }

  @Test
  void textIsNone() {
    byte[] text = "BZh is no host\n".getBytes(StandardCharsets.UTF_8);
    assertThat(List.of(new Bzip2(), new Xz(), new Zstd()))
        .noneMatch(provider -> provider.matches(text, 8))
        .noneMatch(provider -> provider.matches(new byte[0], 0))
        .extracting(CompressionProvider::name)
        .containsExactly("bzip2", "xz", "zstd");
  }
}
