package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

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

    assertThat(template.expand(value, 1, 1))
        .containsExactly("x", whole, bare, name, folder, bareName);
  }

  @Test
  void shouldTakeTheLastSlashOffAFolder() {
    assertThat(Template.of(List.of("x", "{//}")).expand("a/b/", 1, 1)).containsExactly("x", "a");
    assertThat(Template.of(List.of("x", "{//}")).expand("/", 1, 1)).containsExactly("x", "/");
  }

  @Test
  void shouldReplaceInsideOfWordsAndKeepAllElse() {
    Template template = Template.of(List.of("cp", "{}", "--to={.}-{#}-{%}.{x}{", "{{}}"));

    assertThat(template.expand("a.b", 7, 2))
        .containsExactly("cp", "a.b", "--to=a-7-2.{x}{", "{a.b}");
  }

  @Test
  void shouldAppendTheValueIfThereIsNoPlaceholder() {
    assertThat(Template.of(List.of("gzip", "-k")).expand("a b", 1, 1))
        .containsExactly("gzip", "-k", "a b");
  }

  @Test
  void shouldNotReplaceWhatAValueBringsAlong() {
    assertThat(Template.of(List.of("x", "{}{/}")).expand("{#}", 3, 1))
        .containsExactly("x", "{#}{#}");
  }
}
