package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimeReaderTest {

  @Property
  void epochDay_isThatOfJavaTime(
      @ForAll @IntRange(min = 0, max = 9999) int year,
      @ForAll @IntRange(min = 0, max = 13) int month,
      @ForAll @IntRange(min = 0, max = 32) int day) {
    long expected;
    try {
      expected = LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      expected = TimeReader.INVALID_DAY;
    }
    assertThat(TimeReader.epochDay(year, month, day)).isEqualTo(expected);
  }

  @Test
  void epochDay_ofEveryDayOf400Years() {
    for (LocalDate day = LocalDate.of(1970, 1, 1); day.getYear() < 2370; day = day.plusDays(1)) {
      assertThat(TimeReader.epochDay(day.getYear(), day.getMonthValue(), day.getDayOfMonth()))
          .isEqualTo(day.toEpochDay());
    }
  }

  @Test
  void month_inAnyCase() {
    for (Month month : Month.values()) {
      String name = month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      for (String form :
          new String[] {name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)}) {
        assertThat(TimeReader.month(form.charAt(0), form.charAt(1), form.charAt(2)))
            .isEqualTo(month.getValue());
      }
    }
    assertThat(TimeReader.month('J', 'a', 'x')).isZero();
    assertThat(TimeReader.month((byte) 0xEA, 'a', 'n')).isZero();
    assertThat(TimeReader.month('j', (byte) -1, 'n')).isZero();
  }

  @Property
  void twoDigits_orNegative(@ForAll byte first, @ForAll byte second) {
    boolean digits = TimeReader.isDigit(first) && TimeReader.isDigit(second);
    int value = TimeReader.twoDigits(new byte[] {first, second}, 0);
    if (digits) {
      assertThat(value).isEqualTo((first - '0') * 10 + second - '0');
    } else {
      assertThat(value).isNegative();
    }
  }
}
