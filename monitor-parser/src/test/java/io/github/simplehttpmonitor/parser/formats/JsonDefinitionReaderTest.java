package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.simplehttpmonitor.parser.Field;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDefinitionReaderTest {

  @Test
  void namesOfFields() {
    assertThat(FormatRegistry.builtIn().create("json:user_agent=a,URI=b,target=c,x-y=d").fields())
        .containsExactly(
            Field.TARGET,
            Field.PATH,
            Field.QUERY,
            Field.VIRTUAL_HOST,
            Field.USER_AGENT,
            Field.of("URI"),
            Field.of("x-y"));
  }

  @Test
  void quotedKeys() {
    JsonDefinition definition =
        JsonDefinitionReader.read("x = \"a.b\".\"c\\\"d\\\\\"[2] | \"\" , y=z");
    assertThat(definition.sources()).hasSize(3);
    assertThat(definition.sources().get(0).path().steps())
        .containsExactly(
            new JsonPath.Step("a.b", -1),
            new JsonPath.Step("c\"d\\", -1),
            new JsonPath.Step("", 2));
    assertThat(definition.sources().get(1).path().steps())
        .containsExactly(new JsonPath.Step("", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "time ~ '=' is expected here ~ 4",
        "=a ~ a field's name is expected here ~ 0",
        "\" \"=a ~ a field's name is expected here ~ 0",
        "status=  ~ a key is expected here ~ 7",
        "status=a. ~ a key is expected here ~ 9",
        "status=a,, ~ a field's name is expected here ~ 9",
        "status=a b ~ a comma or the end of the definition is expected here ~ 9",
        "status=a,status=b ~ 'status' is defined twice; put its sources together with '|' ~ 9",
        "status=\"a ~ the quote is not closed ~ 7",
        "status=a[x] ~ an index is a number from 0 to 15 in brackets ~ 9",
        "status=a[16] ~ an index is a number from 0 to 15 in brackets ~ 9",
        "status=a[1 ~ an index is a number from 0 to 15 in brackets ~ 9",
        "time=a(epoch ~ '(' is not closed ~ 6",
        "duration=a(min) ~ the unit of a duration is one of s, ms, us, ns, text, not 'min' ~ 11",
        "status=a(x) ~ 'x' says nothing about status ~ 9",
        "client=a+b ~ only a time can be in two values ~ 7",
        "@need=a ~ the definition names no field ~ 0",
        "@if=a,status=s ~ the value is missing: @if=PATH(VALUE) ~ 5",
        "@line=a ~ the format of the line is missing: @line=PATH(FORMAT) ~ 7",
        "@when=a,status=s ~ there is no @when; there are @if, @need, @other, @root, @line ~ 0",
        "status=a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q ~ a path has at most 16 steps ~ 7",
      })
  void mistakes_haveAPlace(String definition, String message, int column) {
    FormatException e =
        catchThrowableOfType(
            FormatException.class, () -> FormatRegistry.builtIn().create("json:" + definition));
    assertThat(e).hasMessage(message);
    assertThat(e.column()).isEqualTo(column);
    assertThat(e.source()).isEqualTo(definition);
  }

  @Test
  void wrongTimePattern_isNamed() {
    FormatException e =
        catchThrowableOfType(
            FormatException.class,
            () -> FormatRegistry.builtIn().create("json:status=s,time=t(yesterday)"));
    assertThat(e)
        .hasMessageStartingWith("the time pattern 'yesterday' is none of clf, iso, epoch,");
    assertThat(e.column()).isEqualTo(16);
  }

  @Test
  void unknownFormatOfTheLineInside_isNamed() {
    FormatException e =
        catchThrowableOfType(
            FormatException.class,
            () -> FormatRegistry.builtIn().create("json:@line=log(combind)"));
    assertThat(e).hasMessageContaining("did you mean 'combined'?");
  }

  @Provide
  Arbitrary<String> definitions() {
    return Arbitraries.of(
            "time",
            "status",
            "duration",
            "@if",
            "@need",
            "@root",
            "=",
            ",",
            "|",
            ".",
            "[0]",
            "(",
            ")",
            "\"",
            "\\",
            "a",
            " ",
            "epoch",
            "ms",
            "+",
            "utc:",
            "9")
        .list()
        .ofMaxSize(15)
        .map(parts -> String.join("", parts));
  }

  @Property
  void anyText_isADefinitionOrAMistakeWithAPlace(@ForAll("definitions") String text) {
    try {
      assertThat(JsonDefinitionReader.read(text).source()).isEqualTo(text);
    } catch (FormatException e) {
      assertThat(e.column()).isBetween(0, text.length());
    }
  }
}
