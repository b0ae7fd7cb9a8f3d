package dev.headway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The manual page of a command, from what its help is made of, in the language of {@code man(7)}.
 * Picocli makes AsciiDoc only, and does not escape what AsciiDoc would read in the texts: a
 * placeholder such as <code>{.}</code> or the word {@code :::}.
 */
final class ManPage {
  private final CommandSpec command;
  private final UsageMessageSpec texts;
  private final Help help;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandSpec command) {
    this.command = command;
    this.texts = command.usageMessage();
    this.help = command.commandLine().getHelp();
  }

  /** The name of the page, as of {@code headway-run}. */
  static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  /** Makes the page. */
  static String of(CommandSpec command) {
    ManPage page = new ManPage(command);
    page.head();
    page.options();
    page.commands();
    page.statuses();
    page.footer();
    page.related();
    return page.page.toString();
  }

  private void head() {
    String title = name(command).toUpperCase(Locale.ROOT);
    macro("TH", title, "1", "", command.version()[0], "Headway");
    macro("SH", "NAME");
    text(name(command) + " - " + formatted(texts.description()[0]).replaceAll("\\.$", ""));
    macro("SH", "SYNOPSIS");
    verbatim(List.of(help.synopsis(0).stripTrailing().split("\\R")));
    macro("SH", "DESCRIPTION");
    paragraphs(texts.description());
  }

  private void options() {
    List<PositionalParamSpec> arguments = new ArrayList<>(command.positionalParameters());
    arguments.removeIf(ArgSpec::hidden);
    if (!arguments.isEmpty()) {
      macro("SH", "ARGUMENTS");
      arguments.forEach(argument -> entry(label(argument), argument.description()));
    }
    macro("SH", "OPTIONS");
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        entry(String.join(", ", option.names()) + label(option), option.description());
      }
    }
  }

  private String label(ArgSpec argument) {
    return help.createDefaultParamLabelRenderer()
        .renderParameterLabel(argument, Ansi.OFF, List.of())
        .toString();
  }

  private void commands() {
    List<CommandSpec> commands = subcommands(command);
    if (!commands.isEmpty()) {
      macro("SH", "COMMANDS");
      for (CommandSpec each : commands) {
        entry(name(each) + "(1)", each.usageMessage().description()[0]);
      }
    }
  }

  private static List<CommandSpec> subcommands(CommandSpec command) {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(each -> !each.usageMessage().hidden())
        .toList();
  }

  private void statuses() {
    macro("SH", "EXIT STATUS");
    texts.exitCodeList().forEach(this::entry);
  }

  private void footer() {
    String heading = formatted(texts.footerHeading()).strip().replaceAll(":$", "");
    macro("SH", heading.toUpperCase(Locale.ROOT));
    verbatim(Stream.of(texts.footer()).map(ManPage::formatted).toList());
  }

  private void related() {
    CommandSpec parent = command.parent();
    List<String> names = new ArrayList<>();
    if (parent != null) {
      names.add(name(parent) + "(1)");
      for (CommandSpec each : subcommands(parent)) {
        if (each != command) {
          names.add(name(each) + "(1)");
        }
      }
      macro("SH", "SEE ALSO");
      text(String.join(", ", names));
    }
  }

  private void entry(String label, String... description) {
    page.append(".TP\n\\fB").append(escaped(label)).append("\\fR\n");
    for (int i = 0; i < description.length; i++) {
      if (i > 0) {
        page.append(".IP\n");
      }
      text(formatted(description[i]));
    }
  }

  private void paragraphs(String[] all) {
    for (String each : all) {
      page.append(".PP\n");
      text(formatted(each));
    }
  }

  private void verbatim(List<String> lines) {
    page.append(".nf\n");
    lines.forEach(this::text);
    page.append(".fi\n");
  }

  private void macro(String name, String... words) {
    page.append('.').append(name);
    for (String word : words) {
      page.append(" \"").append(escaped(word).replace("\"", "\\(dq")).append('"');
    }
    page.append('\n');
  }

  /** What begins with \& is no request, even if a dot follows. */
  private void text(String line) {
    page.append("\\&").append(escaped(line)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
  }

  /** Without the marks of a format. Picocli has resolved those of options, but no others. */
  private static String formatted(String text) {
    return text.replace("%%", "%").replace("%n", "\n");
  }
}
