package io.github.simplehttpmonitor.core.runtime;

import static io.github.simplehttpmonitor.core.support.TestAlerts.firing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpoolTest {

  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("spool-mail");
  }

  private static AlertEvent alert(int second) {
    return firing("rule", "/s" + second, T.plusSeconds(second));
  }

  private static List<AlertEvent> alerts(int from, int to) {
    return IntStream.range(from, to).mapToObj(DiskSpoolTest::alert).toList();
  }

  private void write(int count) throws IOException {
    try (DiskSpool spool = DiskSpool.open(file, UnaryOperator.identity())) {
      alerts(0, count).forEach(alert -> assertThat(spool.keep(alert)).isTrue());
    }
  }

  @Test
  void events_outliveTheProcess_inTheirOrder() throws IOException {
    write(300);
    try (DiskSpool spool = DiskSpool.open(file, UnaryOperator.identity())) {
      assertThat(spool.size()).isEqualTo(300);
      assertThat(spool.first(100)).isEqualTo(alerts(0, 100));
      spool.remove(100);
      assertThat(spool.first(1_000)).isEqualTo(alerts(100, 300));
      assertThat(spool.size()).isEqualTo(200);
    }
  }

  @Test
  void whatWasDelivered_isForgotten_onlyWhenACheckpointSaysSo() throws IOException {
    write(10);
    try (DiskSpool spool = DiskSpool.open(file, UnaryOperator.identity())) {
      spool.remove(4);
      long position = spool.position();
      spool.remove(3);
      spool.commit(position);
      assertThat(spool.first(10)).isEqualTo(alerts(7, 10));
    }
    try (DiskSpool spool = DiskSpool.open(file, UnaryOperator.identity())) {
      assertThat(spool.first(10)).as("three come again").isEqualTo(alerts(4, 10));
      spool.remove(6);
      spool.commit(spool.position());
      assertThat(Files.size(file)).as("it begins anew").isEqualTo(20);
      spool.keep(alert(11));
    }
    try (DiskSpool spool = DiskSpool.open(file, UnaryOperator.identity())) {
      assertThat(spool.first(10)).containsExactly(alert(11));
    }
  }

  @Test
  void tornRecord_endsIt() throws IOException {
    write(3);
    byte[] whole = Files.readAllBytes(file);
    for (int cut = 1; cut < 40; cut += 7) {
      Files.write(file, Arrays.copyOf(whole, whole.length - cut));
      try (DiskSpool spool = DiskSpool.open(file, UnaryOperator.identity())) {
        assertThat(spool.first(10)).isEqualTo(alerts(0, 2));
        assertThat(spool.keep(alert(9))).isTrue();
        assertThat(spool.first(10)).containsExactly(alert(0), alert(1), alert(9));
      }
    }
  }

  @Test
  void damagedRecord_endsIt() throws IOException {
    write(3);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5] ^= 1;
    Files.write(file, bytes);
    try (DiskSpool spool = DiskSpool.open(file, UnaryOperator.identity())) {
      assertThat(spool.first(10)).isEqualTo(alerts(0, 2));
    }
  }

  @Test
  void fullSpool_keepsNoMore() throws IOException {
    try (DiskSpool spool = DiskSpool.open(file, UnaryOperator.identity(), 1_000)) {
      int kept = 0;
      while (spool.keep(alert(kept))) {
        kept++;
      }
      assertThat(kept).isBetween(2, 20);
      assertThat(spool.size()).isEqualTo(kept);
      assertThat(Files.size(file)).isLessThanOrEqualTo(1_000);
      spool.remove(kept);
      spool.commit(spool.position());
      assertThat(spool.keep(alert(0))).isTrue();
    }
  }

  @Test
  void otherEvents_areNotKept() throws IOException {
    try (DiskSpool spool = DiskSpool.open(file, UnaryOperator.identity())) {
      assertThat(spool.keep(new SilenceEvent(T, T.plusSeconds(10), 1, null))).isFalse();
    }
  }

  @Test
  void foreignAndNewerFiles_areRefused() throws IOException {
    Files.writeString(file, "something else that somebody put there");
    assertThatThrownBy(() -> DiskSpool.open(file, UnaryOperator.identity()))
        .isInstanceOf(StateDirectory.FormException.class)
        .hasMessage("it is no spool of a monitor");
    Files.writeString(file, "short");
    assertThatThrownBy(() -> DiskSpool.open(file, UnaryOperator.identity()))
        .hasMessage("it is no spool of a monitor");
    Files.delete(file);
    write(1);
    byte[] bytes = Files.readAllBytes(file);
    bytes[11] = 2;
    Files.write(file, bytes);
    assertThatThrownBy(() -> DiskSpool.open(file, UnaryOperator.identity()))
        .hasMessageContaining("newer");
  }

  @Test
  void replacement_isWhole() throws IOException {
    write(5);
    Files.writeString(folder.resolve("spool-mail.new"), "left by a process that was killed");
    try (DiskSpool spool = DiskSpool.open(file, UnaryOperator.identity())) {
      spool.replace(alerts(20, 25));
      spool.keep(alert(25));
      assertThat(spool.first(10)).isEqualTo(alerts(20, 26));
    }
    try (DiskSpool spool = DiskSpool.open(file, UnaryOperator.identity())) {
      assertThat(spool.first(10)).isEqualTo(alerts(20, 26));
    }
    assertThat(folder.resolve("spool-mail.new")).doesNotExist();
  }

  @Test
  void onlyTheOwner_mayRead() throws IOException {
    write(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void fileThatIsGone_isAFailureNotAnException() throws IOException {
    DiskSpool spool = DiskSpool.open(file, UnaryOperator.identity());
    spool.keep(alert(1));
    spool.close();
    assertThat(spool.keep(alert(2))).isFalse();
    assertThat(spool.first(5)).isEmpty();
    spool.remove(1);
    spool.commit(spool.position());
    assertThat(Files.size(file)).isPositive();
    Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
  }
}
