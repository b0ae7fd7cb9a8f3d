package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final Syntax SEVERAL = new Syntax("{}", List.of("name", "n/a"), Integer.MAX_VALUE);

  private static List<String> expand(Template template, String... values) {
    return template.expand(new JobInput(List.of(values)), 7, 2);
  }

  private static Template several(boolean repeated, String... words) {
    return Template.of(List.of(), List.of(words), SEVERAL, repeated);
  }

  @ParameterizedTest
  @CsvSource({
    "dir/file.tar.gz, dir/file.tar.gz, dir/file.tar, file.tar.gz, dir, file.tar",
    "file,            file,            file,         file,        .,   file",
    "/file.c,         /file.c,         /file,        file.c,      /,   file",
    "a.b/file,        a.b/file,        a.b/file,     file,        a.b, file",
    "a//b.c,          a//b.c,          a//b,         b.c,         a,   b",
    "name.,           name.,           name.,        name.,       .,   name."
  })
  void shouldReplaceAsGnuParallelDoes(
      String value, String whole, String bare, String name, String folder, String bareName) {
    Template template = Template.of(List.of("x", "{}", "{.}", "{/}", "{//}", "{/.}"));

    assertThat(expand(template, value)).containsExactly("x", whole, bare, name, folder, bareName);
  }

  @Test
  void shouldTakeTheLastSlashOffAFolder() {
    assertThat(expand(Template.of(List.of("x", "{//}")), "a/b/")).containsExactly("x", "a");
    assertThat(expand(Template.of(List.of("x", "{//}")), "/")).containsExactly("x", "/");
  }

  @Test
  void shouldReplaceInsideOfWordsAndKeepAllElse() {
    Template template = Template.of(List.of("cp", "{}", "--to={.}-{#}-{%}.{x}{", "{{}}", ""));

    assertThat(expand(template, "a.b"))
        .containsExactly("cp", "a.b", "--to=a-7-2.{x}{", "{a.b}", "");
  }

  @Test
  void shouldAppendTheValuesIfThereIsNoPlaceholder() {
    assertThat(expand(Template.of(List.of("gzip", "-k")), "a b"))
        .containsExactly("gzip", "-k", "a b");
    assertThat(expand(several(false, "echo"), "a", "b c")).containsExactly("echo", "a", "b c");
  }

  @Test
  void shouldNotReplaceWhatAValueBringsAlong() {
    assertThat(expand(Template.of(List.of("x", "{}{/}")), "{#}")).containsExactly("x", "{#}{#}");
  }

  @Test
  void shouldTakeOneOfSeveralValuesByPositionOrName() {
    Template template =
        several(false, "x", "{1}", "{2.}-{2/}", "{-1/.}", "{name//}", "{n/a}", "{3}", "{0}", "{b}");

    assertThat(expand(template, "d/a.b", "c/e.f"))
        .containsExactly("x", "d/a.b", "c/e-e.f", "e", "d", "c/e.f", "", "{0}", "{b}");
  }

  @Test
  void shouldLeaveAPositionThatNoJobHas() {
    assertThat(expand(Template.of(List.of("grep", "a{2}", "{1}", "{-1}{-2}")), "v"))
        .containsExactly("grep", "a{2}", "v", "v{-2}");
  }

  @Test
  void shouldPutWordsBetweenTheTextAroundAPlaceholder() {
    assertThat(expand(several(false, "x", "a{}b"), "1", "2", "3"))
        .containsExactly("x", "a1", "2", "3b");
  }

  @Test
  void shouldRepeatAWordForEachValueIfAskedTo() {
    assertThat(expand(several(true, "x", "a{}b{/}", "{1}-{2}", "c"), "1/2", "3"))
        .containsExactly("x", "a1/2b2", "a3b3", "1/2-3", "c");
  }

  @Test
  void shouldLeaveNoWordWhereThereIsNoValue() {
    assertThat(expand(several(false, "x", "{}", "a{}", ""))).containsExactly("x", "a", "");
    assertThat(expand(several(false, "x"))).containsExactly("x");
  }

  @Test
  void shouldKnowAnotherTextForEachValue() {
    Syntax syntax = new Syntax(",,", List.of(), 1);

    assertThat(expand(Template.of(List.of(), List.of("x", "{},,{.}"), syntax, false), "a.b"))
        .containsExactly("x", "{}a.ba");
    assertThat(expand(Template.of(List.of(), List.of("x"), syntax, false), "a"))
        .containsExactly("x", "a");
  }

  @Test
  void shouldHaveOnlyNumberAndSlotWithoutValues() {
    Template template =
        Template.of(List.of(), List.of("x", "{}{1}{.}", "{#}{%}"), SEVERAL.withoutValues(), false);

    assertThat(expand(template)).containsExactly("x", "{}{1}{.}", "72");
  }

  @Test
  void shouldNotLookIntoTheTextForAShell() {
    Template template = Template.of(List.of("sh", "-c", "echo ${#}"), List.of(), SEVERAL, false);

    assertThat(expand(template, "a")).containsExactly("sh", "-c", "echo ${#}", "a");
  }

  @Test
  void shouldNeverBeLongerThanItSays() {
    for (boolean repeated : new boolean[] {false, true}) {
      Template template =
          several(repeated, "x", "a{}b{//}", "{1}{name}", "{}", "{-1}/{#}{}", "{2}{%}", "end");
      List<String> values = List.of("", "12345", "a/b", "x".repeat(100));
      CommandSize size = template.size(1);
      values.forEach(size::add);
      List<String> words = expand(template, values.toArray(String[]::new));

      assertThat(size.total())
          .isGreaterThanOrEqualTo(words.stream().mapToLong(word -> word.length() + 1).sum());
      assertThat(size.longestWord())
          .isGreaterThanOrEqualTo(words.stream().mapToLong(String::length).max().orElseThrow());
    }
  }
}
