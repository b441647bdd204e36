package io.github.simplehttpmonitor.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.source.LineAssembler;
import io.github.simplehttpmonitor.core.source.LineCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs cut into segments: no line is lost, none is there twice, and file and pipe agree. */
class BlocksTest {

  private static final int MAX_LINE = 40;

  @TempDir Path directory;
  private Path file;

  @BeforeProperty
  void makeFile() throws IOException {
    file = Files.createTempFile("blocks", ".log");
  }

  @AfterProperty
  void deleteFile() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Lines as text; overlong ones by their beginning. */
  private static final class Lines extends LineSinkAdapter {
    final List<String> all = new ArrayList<>();

    @Override
    public void line(byte[] buffer, int from, int to) {
      all.add(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void overlong(byte[] buffer, int from, int to, long length) {
      all.add("overlong: " + new String(buffer, from, to - from, StandardCharsets.ISO_8859_1));
    }
  }

  /** A stream that gives as much as it likes. */
  static InputStream moody(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] b, int off, int len) {
        return super.read(b, off, len == 0 ? 0 : 1 + random.nextInt(Math.min(len, 200)));
      }
    };
  }

  private static byte[] bytes(Random random, int pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < pieces; i++) {
      int length = random.nextInt(20);
      switch (random.nextInt(12)) {
        case 0 -> out.writeBytes(new byte[length]);
        case 1 -> out.writeBytes(new byte[16 + 10 * length]);
        case 2 -> out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        case 3 -> out.writeBytes("y".repeat(10 * length).getBytes(StandardCharsets.US_ASCII));
        case 4 -> out.writeBytes("a\0".repeat(length).getBytes(StandardCharsets.US_ASCII));
        case 5, 6, 7, 8 -> out.write('\n');
        default -> {
          for (int j = 0; j < length; j++) {
            out.write(random.nextInt(256));
          }
        }
      }
    }
    return out.toByteArray();
  }

  private static List<String> whole(byte[] bytes, int maxLine) {
    Lines lines = new Lines();
    LineAssembler assembler = new LineAssembler(maxLine, lines, new LineCounts());
    assembler.startInside();
    assembler.accept(bytes, 0, bytes.length);
    assembler.finish();
    return lines.all;
  }

  /** The lines of each segment that has any. */
  private static List<List<String>> segments(Blocks blocks, int maxLine) throws IOException {
    List<List<String>> all = new ArrayList<>();
    Block block = new Block();
    try (blocks) {
      for (long number = blocks.next(block); number >= 0; number = blocks.next(block)) {
        blocks.load(number, block);
        Lines lines = new Lines();
        LineAssembler assembler = new LineAssembler(maxLine, lines, new LineCounts());
        assembler.startInside();
        assembler.accept(block.buffer, block.from, block.to);
        assembler.finish();
        if (!lines.all.isEmpty()) {
          all.add(lines.all);
        }
      }
    }
    return all;
  }

  private static List<String> flat(List<List<String>> segments) {
    return segments.stream().flatMap(List::stream).toList();
  }

  @Property(tries = 1_500)
  void anyBytes_areCutIntoTheSameLines(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 120) int pieces,
      @ForAll @IntRange(min = 1, max = 300) int segmentBytes)
      throws IOException {
    Random random = new Random(seed);
    byte[] bytes = bytes(random, pieces);
    Files.write(file, bytes);
    List<List<String>> ofFile = segments(new FileBlocks(file, MAX_LINE, segmentBytes), MAX_LINE);
    List<List<String>> ofStream =
        segments(new StreamBlocks(moody(bytes, random), MAX_LINE, segmentBytes), MAX_LINE);
    assertThat(flat(ofFile)).isEqualTo(whole(bytes, MAX_LINE));
    assertThat(ofStream).isEqualTo(ofFile);
  }

  @Test
  void linesFarLongerThanWhatIsReadAtOnce() throws IOException {
    String text =
        "first\n"
            + "x".repeat(300_000)
            + "\nsecond\n"
            + "\0".repeat(500_000)
            + "third\nfourth\n"
            + "a\0".repeat(90_000)
            + "\n"
            + "z".repeat(400_000);
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    Path log = Files.write(directory.resolve("long.log"), bytes);
    for (int segmentBytes : new int[] {10, 1_000, 70_000, 10_000_000}) {
      List<List<String>> ofFile = segments(new FileBlocks(log, 100_000, segmentBytes), 100_000);
      assertThat(flat(ofFile))
          .isEqualTo(whole(bytes, 100_000))
          .contains("third", "a".repeat(90_000));
      assertThat(
              segments(
                  new StreamBlocks(new ByteArrayInputStream(bytes), 100_000, segmentBytes),
                  100_000))
          .isEqualTo(ofFile);
    }
  }

  @Test
  void streamThatFails_givesWhatWasReadBefore() throws IOException {
    InputStream in =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at == 25) {
              throw new IOException("gone");
            }
            return at++ % 10 == 9 ? '\n' : 'a';
          }
        };
    StreamBlocks blocks = new StreamBlocks(in, MAX_LINE, 1_000);
    Block block = new Block();
    assertThat(blocks.next(block)).isZero();
    assertThat(block.to).isEqualTo(25);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> blocks.next(block))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
  }
}
