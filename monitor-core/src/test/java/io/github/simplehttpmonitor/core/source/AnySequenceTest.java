package io.github.simplehttpmonitor.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens to a log, in whatever order: each of its lines is handed out once. */
class AnySequenceTest {

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void everyLineOnce(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int steps)
      throws IOException {
    Path directory = Files.createTempDirectory("sequence");
    List<String> done = new ArrayList<>();
    try (LogScene scene = new LogScene(directory, options(seed))) {
      if (seed % 3 == 0) {
        scene.useDates();
      }
      scene.poll();
      Model model = new Model(scene, new Random(seed), done);
      for (int i = 0; i < steps; i++) {
        model.step();
      }
      model.end();
      assertThat(scene.lost()).as("lost by %s", done).isEmpty();
      assertThat(scene.surplus()).as("too many by %s", done).isEmpty();
      assertThat(scene.inOrder()).as("order by %s", done).isTrue();
    } finally {
      delete(directory);
    }
  }

  private static FollowOptions options(long seed) {
    int buffer = 1 << (4 + Math.floorMod(seed, 14));
    return FollowOptions.DEFAULTS.withFromStart(true).withReadBufferBytes(buffer);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  /** A server and its log rotation, which do what comes to their minds. */
  private static final class Model {
    private final LogScene scene;
    private final Random random;
    private final List<String> done;
    private OutputStream old = OutputStream.nullOutputStream();
    private boolean hasOld;
    private String rest = "";
    private boolean present;

    Model(LogScene scene, Random random, List<String> done) {
      this.scene = scene;
      this.random = random;
      this.done = done;
    }

    void step() throws IOException {
      int choice = random.nextInt(12);
      switch (choice) {
        case 0, 1, 2 -> write();
        case 3 -> half();
        case 4, 5 -> poll();
        case 6 -> rotate(1);
        case 7 -> rotate(2 + random.nextInt(4));
        case 8 -> copyTruncate();
        case 9 -> deleted();
        case 10 -> late();
        default -> wait(Duration.ofSeconds(random.nextInt(8)));
      }
    }

    private void write() throws IOException {
      open();
      complete();
      int lines = 1 + random.nextInt(20);
      done.add("write " + lines);
      scene.write(lines);
    }

    private void open() throws IOException {
      if (!present) {
        done.add("open");
        scene.reopen();
        present = true;
      }
    }

    private void half() throws IOException {
      open();
      complete();
      String line = scene.line("");
      int cut = 1 + random.nextInt(line.length() - 1);
      done.add("half " + cut);
      scene.raw(line.substring(0, cut));
      rest = line.substring(cut) + "\n";
    }

    private void complete() throws IOException {
      if (!rest.isEmpty()) {
        done.add("complete");
        scene.raw(rest);
        rest = "";
      }
    }

    private void poll() {
      int max = 1 << random.nextInt(16);
      done.add("poll " + max);
      scene.follower.poll(max);
    }

    private void rotate(int times) throws IOException {
      for (int i = 0; i < times; i++) {
        open();
        OutputStream writer = scene.writer();
        scene.rotate();
        done.add("rotate");
        complete();
        old = writer;
        hasOld = true;
        present = false;
        if (random.nextInt(4) > 0) {
          write();
        }
      }
    }

    private void copyTruncate() throws IOException {
      write();
      pollSome();
      if (random.nextBoolean()) {
        write();
      }
      done.add("copytruncate");
      scene.copyTruncate(scene.rotatedName());
      hasOld = false;
    }

    private void pollSome() {
      done.add("poll all");
      scene.pollAll();
    }

    private void deleted() throws IOException {
      open();
      complete();
      pollSome();
      done.add("delete");
      Files.delete(scene.log);
      present = false;
      hasOld = false;
    }

    private void late() throws IOException {
      if (hasOld) {
        done.add("late");
        scene.write(old, 1 + random.nextInt(5));
      }
    }

    private void wait(Duration time) {
      pollSome();
      done.add("wait " + time);
      scene.pass(time);
      scene.poll();
      hasOld = false;
    }

    void end() throws IOException {
      complete();
      open();
      scene.pollAll();
      scene.pass(Duration.ofSeconds(10));
      scene.pollAll();
      scene.follower.finish();
    }
  }
}
