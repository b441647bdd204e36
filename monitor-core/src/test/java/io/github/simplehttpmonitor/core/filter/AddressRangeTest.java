package io.github.simplehttpmonitor.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  private static boolean contains(String range, String address) {
    AddressRange parsed = AddressRange.parse(range);
    assertThat(parsed).as(range).isNotNull();
    byte[] bytes = ("x" + address + "9").getBytes(StandardCharsets.UTF_8);
    return parsed.contains(bytes, 1, bytes.length - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1",
    "10.0.0.0/8, 10.255.0.1:8080",
    "10.0.0.0/8, [10.255.0.1]",
    "10.0.0.0/8, ::ffff:10.1.2.3",
    "10.0.0.0/8, ::FFFF:0a01:203",
    "10.0.0.0/8, [::ffff:10.1.2.3]:443",
    "10.1.2.3, 10.1.2.3",
    "10.1.2.3/31, 10.1.2.2",
    "0.0.0.0/0, 255.255.255.255",
    "::ffff:0:0/96, 1.2.3.4",
    "2001:db8::/32, 2001:db8:ffff::1",
    "2001:db8::/32, 2001:0DB8::",
    "2001:db8::/32, [2001:db8::1]:8080",
    "2001:db8::/32, [2001:db8::1]",
    "fe80::/10, fe80::1%eth0",
    "fe80::/10, fe80::1%eth0:1",
    "fe80::/10, [fe80::1%25]",
    "::/0, ::",
    "::1, 0:0:0:0:0:0:0:1",
    "::1, ::1",
    "1::/16, 1:2:3:4:5:6:7::",
    "::/16, ::2:3:4:5:6:7:8",
    "64:ff9b::/96, 64:ff9b::1.2.3.4",
    "64:ff9b::102:300/120, 64:ff9b::1.2.3.4",
  })
  void holds(String range, String address) {
    assertThat(contains(range, address)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 11.0.0.0",
    "10.0.0.0/8, 10.0.0",
    "10.0.0.0/8, 10.0.0.0.0",
    "10.0.0.0/8, 10.0.0.256",
    "10.0.0.0/8, 10..0.1",
    "10.0.0.0/8, 10.0.0.x",
    "10.0.0.0/8, 10.0.0.",
    "10.0.0.0/8, ''",
    "10.0.0.0/8, -",
    "10.0.0.0/8, example.org",
    "10.0.0.0/8, unix:",
    "10.0.0.0/8, ::10.1.2.3",
    "::/0, :::",
    "::/0, 1:::2",
    "::/0, 1::2::3",
    "::/0, :1",
    "::/0, 1:2:3:4:5:6:7:",
    "::/0, :1:2:3:4:5:6:7",
    "::/0, 1:2:3:4:5:6:7:8:9",
    "::/0, 1:2:3:4:5:6:7:8::",
    "::/0, 12345::",
    "::/0, g::",
    "::/0, 1.2.3.4::",
    "::/0, 1:2:3:4:5:6:7:1.2.3.4",
    "::/0, [::1",
    "2001:db8::/32, 2001:db9::",
    "2001:db8::/32, 10.0.0.1",
  })
  void doesNotHold(String range, String address) {
    assertThat(contains(range, address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.0/8x",
        "::/129",
        "abc",
        "10.0.0/8",
        "1:::2/64",
        "::/99999999999",
        "300.0.0.0/8"
      })
  void isNoRange(String text) {
    assertThat(AddressRange.parse(text)).isNull();
  }

  /** An address, often near another one, as its bytes. */
  private static byte[] bytes(Random random, int length, byte[] near) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    if (near.length == length) {
      System.arraycopy(near, 0, bytes, 0, random.nextInt(length + 1));
    } else if (random.nextBoolean()) {
      java.util.Arrays.fill(bytes, 0, random.nextInt(length), (byte) 0);
    }
    return bytes;
  }

  private static String written(Random random, byte[] bytes) throws UnknownHostException {
    if (bytes.length == 4) {
      return InetAddress.getByAddress(bytes).getHostAddress();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 16; i += 2) {
      int group = (bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF;
      text.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
    }
    String full = text.toString();
    String shorter = random.nextBoolean() ? full.replaceFirst("(^|:)0(:0)*(:|$)", "::") : full;
    return random.nextBoolean() ? shorter.toUpperCase(java.util.Locale.ROOT) : shorter;
  }

  private static boolean naive(byte[] range, int bits, byte[] address) {
    if (range.length != address.length) {
      return false;
    }
    int shift = range.length * 8 - bits;
    return new BigInteger(1, range)
        .shiftRight(shift)
        .equals(new BigInteger(1, address).shiftRight(shift));
  }

  @Property(tries = 3_000)
  void anyAddress_isInTheRangeIfItsFirstBitsAre(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 128) int bitsWanted)
      throws UnknownHostException {
    Random random = new Random(seed);
    int length = random.nextBoolean() ? 4 : 16;
    byte[] range = bytes(random, length, new byte[0]);
    byte[] address = bytes(random, length, range);
    int bits = bitsWanted % (length * 8 + 1);
    String shown = written(random, address);
    String decorated =
        switch (random.nextInt(4)) {
          case 0 -> "[" + shown + "]:" + random.nextInt(65_536);
          case 1 -> length == 4 ? shown + ":80" : shown + "%lo";
          default -> shown;
        };
    assertThat(contains(written(random, range) + "/" + bits, decorated))
        .isEqualTo(naive(range, bits, address));
  }

  @Test
  void mappedAddress_isTheAddressItself() throws UnknownHostException {
    for (int i = 0; i < 256; i++) {
      byte[] bytes = {(byte) i, 2, (byte) (255 - i), 4};
      String text = InetAddress.getByAddress(bytes).getHostAddress();
      assertThat(contains(text + "/32", "::ffff:" + text)).isTrue();
      assertThat(contains("::ffff:" + text + "/128", text)).isTrue();
    }
  }
}
