package dev.headway.cli.run;

import dev.headway.cli.run.Words.ValueList;
import dev.headway.cli.run.source.Columns;
import dev.headway.cli.run.source.ContinuedLines;
import dev.headway.cli.run.source.CsvReader;
import dev.headway.cli.run.source.InputReader;
import dev.headway.cli.run.source.LinkedSources;
import dev.headway.cli.run.source.Product;
import dev.headway.cli.run.source.ValueReader;
import dev.headway.internal.system.StandardInput;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The sources of values of a run, combined or linked: lists of the command line, files, standard
 * input.
 */
final class Sources {
  private static final String STANDARD_INPUT = "-";
  private static final String LINE_FEED = "\n";
  private static final String COMMA = ",";
  private static final String TAB = "\t";
  private static final int UNKNOWN = -1;

  private final InputSettings settings;
  private final boolean continued;
  private final Columns columns;

  /** By source, whether it goes with the one before. */
  private final List<Boolean> linked = new ArrayList<>();

  private final List<ValueReader<List<String>>> sources = new ArrayList<>();

  /** By source, how many values it has. */
  private final List<Integer> counts = new ArrayList<>();

  private final List<String> names = new ArrayList<>();

  /**
   * Opens them, and reads the names of columns if they have any.
   *
   * @param continued true if a line that ends in a blank goes on in the next
   * @throws RunProblem if one cannot be read
   * @throws UsageProblem if the settings make no sense
   */
  Sources(InputSettings settings, List<ValueList> lists, boolean continued) {
    this.settings = settings;
    this.continued = continued;
    this.columns = columns(settings);
    settings.files().forEach(file -> addFile(ByteText.encode(file.toString()), false));
    for (ValueList list : lists) {
      if (list.areFiles()) {
        list.words().forEach(file -> addFile(file, list.linked()));
      } else {
        addWords(list);
      }
    }
    if (sources.isEmpty()) {
      addFile(STANDARD_INPUT, false);
    }
    if (settings.header()) {
      readNames();
    }
  }

  private static Columns columns(InputSettings settings) {
    String separator = settings.columns();
    if (settings.csv()) {
      char comma = csvSeparator(settings);
      return value -> CsvReader.fields(value, comma);
    }
    if (separator == null) {
      return settings.header() ? Columns.at(Pattern.compile(TAB), false) : Columns.NONE;
    }
    try {
      return Columns.at(Pattern.compile(separator), true);
    } catch (PatternSyntaxException e) {
      throw new UsageProblem(
          "--colsep "
              + ByteText.shown(separator)
              + " is no regular expression: "
              + e.getDescription());
    }
  }

  private static char csvSeparator(InputSettings settings) {
    String separator = settings.columns() == null ? COMMA : Escapes.of(settings.columns());
    if (separator.length() != 1) {
      throw new UsageProblem("With --csv, --colsep is one character, such as ';'.");
    }
    return separator.charAt(0);
  }

  private void addWords(ValueList list) {
    List<String> words = cut(list.words());
    linked.add(list.linked());
    counts.add(words.size());
    sources.add(columns.each(ValueReader.of(words)));
  }

  /** The same as for the lines of a file, but that a word has no separator unless one is given. */
  private List<String> cut(List<String> words) {
    Stream<String> values = words.stream();
    String separator = settings.separator();
    if (separator != null) {
      Pattern text = Pattern.compile(separator, Pattern.LITERAL);
      values = values.flatMap(word -> Stream.of(text.split(word, -1)));
    }
    if (settings.end() != null) {
      values = values.takeWhile(word -> !word.equals(settings.end()));
    }
    if (settings.skipBlank()) {
      values = values.filter(word -> !Columns.isBlank(word));
    }
    List<String> all = values.toList();
    return continued ? ContinuedLines.of(all) : all;
  }

  private void addFile(String name, boolean isLinked) {
    linked.add(isLinked);
    counts.add(UNKNOWN);
    InputStream in = open(name);
    if (settings.csv()) {
      ValueReader<List<String>> records = new CsvReader(in, csvSeparator(settings));
      sources.add(settings.skipBlank() ? records.without(Sources::isBlank) : records);
      return;
    }
    String separator = settings.separator() == null ? LINE_FEED : settings.separator();
    ValueReader<String> lines = new InputReader(in, separator, settings.end());
    if (settings.skipBlank()) {
      lines = lines.without(Columns::isBlank);
    }
    sources.add(columns.each(continued ? new ContinuedLines(lines) : lines));
  }

  private static boolean isBlank(List<String> record) {
    return record.size() == 1 && Columns.isBlank(record.get(0));
  }

  /**
   * Opens a file.
   *
   * @param name a byte text; a minus is standard input
   * @throws RunProblem if it cannot be read
   */
  static InputStream open(String name) {
    if (name.equals(STANDARD_INPUT)) {
      return StandardInput.stream();
    }
    try {
      return new FileInputStream(ByteText.shown(name));
    } catch (IOException e) {
      throw new RunProblem(
          "The file of inputs "
              + ControlEscapes.of(ByteText.shown(name))
              + " cannot be read: "
              + FileErrors.of(e)
              + ".");
    }
  }

  private void readNames() {
    try {
      for (ValueReader<List<String>> source : sources) {
        List<String> first = source.next();
        if (first != null) {
          first.forEach(name -> names.add(name.endsWith("\r") ? chop(name) : name));
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static RunProblem unreadable(IOException e) {
    return new RunProblem("The inputs cannot be read: " + FileErrors.of(e) + ".");
  }

  private static String chop(String name) {
    return name.substring(0, name.length() - 1);
  }

  /** Returns how placeholders are written. */
  Syntax syntax(boolean severalValues) {
    boolean known = !severalValues && columns == Columns.NONE;
    return new Syntax(
        settings.replacement(), List.copyOf(names), known ? sources.size() : Integer.MAX_VALUE);
  }

  /** Returns the records of all. */
  ValueReader<List<String>> records() {
    if (settings.linked()) {
      return new LinkedSources(sources, true);
    }
    List<List<ValueReader<List<String>>>> groups = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      if (i == 0 || !linked.get(i)) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(sources.get(i));
    }
    List<ValueReader<List<String>>> all = new ArrayList<>();
    for (List<ValueReader<List<String>>> group : groups) {
      all.add(group.size() == 1 ? group.get(0) : new LinkedSources(group, false));
    }
    return all.size() == 1 ? all.get(0) : new Product(all);
  }

  /** Returns how many records there are in all; a negative number if that is not known. */
  long total() {
    if (counts.contains(UNKNOWN)) {
      return UNKNOWN;
    }
    long product = 1;
    long group = 0;
    long most = 0;
    for (int i = 0; i < counts.size(); i++) {
      long count = Math.max(0, counts.get(i) - (settings.header() ? 1 : 0));
      most = Math.max(most, count);
      if (i > 0 && linked.get(i)) {
        group = Math.min(group, count);
      } else {
        product = times(product, i == 0 ? 1 : group);
        group = count;
      }
    }
    if (settings.linked()) {
      return most;
    }
    return most == 0 ? 0 : times(product, group);
  }

  /** Beside others, a source without records counts as one value. */
  private static long times(long product, long count) {
    long factor = Math.max(1, count);
    return product > Long.MAX_VALUE / factor ? Long.MAX_VALUE : product * factor;
  }
}
