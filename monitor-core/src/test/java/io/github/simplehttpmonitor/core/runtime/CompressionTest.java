package io.github.simplehttpmonitor.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionTest {

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** As a pipe whose writer is slow: it never knows of more than what was asked for. */
  private static InputStream pipe(byte[] bytes) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] buffer, int from, int length) throws IOException {
        return super.read(buffer, from, Math.min(7, length));
      }

      @Override
      public int available() {
        return 0;
      }
    };
  }

  @Test
  void joinedMembersAreReadFromAPipeThatHasNothingAtTheMoment() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < 5; i++) {
      bytes.write(gzip("line " + i + "\n"));
    }

    try (InputStream in = Compression.decompressed(pipe(bytes.toByteArray()))) {
      assertThat(in).hasContent("line 0\nline 1\nline 2\nline 3\nline 4\n");
    }
  }

  @Test
  void textIsReadAsItIs() throws IOException {
    for (String text : new String[] {"", "a", "BZhello", "\0\0\0\0\0\0\0\0\0line\n"}) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(Compression.isCompressed(bytes)).isFalse();
      assertThat(Compression.decompressed(pipe(bytes)).readAllBytes()).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({"28B52FFD00,zstd", "FD377A585A00,xz", "425A683931,bzip2", "04224D1800,lz4"})
  void whatNoProviderReadsIsNamed(String hex, String name) {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);
    assertThat(Compression.isCompressed(bytes)).isTrue();
    assertThatThrownBy(() -> Compression.decompressed(pipe(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("compressed with " + name)
        .hasMessageContaining("monitor-compression is missing");
  }

  @Test
  void aTruncatedFileGivesWhatItHas() throws IOException {
    byte[] all = gzip("line\n".repeat(10_000));
    InputStream in = Compression.decompressed(pipe(Arrays.copyOf(all, all.length - 20)));

    assertThat(in.readNBytes(5)).isEqualTo("line\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(in::readAllBytes)
        .isInstanceOf(EOFException.class)
        .satisfies(
            e -> assertThat(Compression.problem((IOException) e)).isEqualTo("it is truncated"));
  }
}
