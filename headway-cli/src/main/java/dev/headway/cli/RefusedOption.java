package dev.headway.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Options of GNU parallel that {@code headway run} does not have, and what to do instead. */
enum RefusedOption {
  REMOTE(
      "Jobs run on this machine only; let the command be ssh.",
      "--sshlogin",
      "-S",
      "--sshloginfile",
      "--slf",
      "--transfer",
      "--transferfile",
      "--tf",
      "--return",
      "--trc",
      "--cleanup",
      "--basefile",
      "--bf",
      "--onall",
      "--nonall",
      "--workdir",
      "--wd",
      "--ssh",
      "--ssh-delay",
      "--controlmaster",
      "-M",
      "--filter-hosts",
      "--hostgroups",
      "--hgrp",
      "--rsync-opts",
      "--template",
      "--tmpl"),
  SPREADING(
      "Each job gets a block of whole records, as --pipe does it.",
      "--round-robin",
      "--roundrobin",
      "--round",
      "--shard",
      "--bin",
      "--group-by",
      "--groupby",
      "--tee",
      "--cat",
      "--fifo",
      "--regexp",
      "--regex",
      "--block-timeout",
      "--blocktimeout",
      "--bt"),
  LINES("Give the number of lines by -L.", "--max-lines", "--maxlines", "-l"),
  TABLE(
      "Columns are what --colsep or --csv finds.",
      "--trim",
      "--skip-first-line",
      "--skipfirstline",
      "--filter",
      "--total-jobs",
      "--total"),
  REPLACEMENT(
      "The placeholders are {} {.} {/} {//} {/.} {#} {%}, with a number or a name in front of the"
          + " sign for one of several values; -I changes {}.",
      "-U",
      "--rpl",
      "--plus",
      "--parens",
      "--extensionreplace",
      "--er",
      "--seqreplace",
      "--slotreplace",
      "--basenamereplace",
      "--bnr",
      "--basenameextensionreplace",
      "--bner",
      "--dirnamereplace",
      "--dnr",
      "--replace",
      "-i"),
  SHELL(
      "No shell reads a command; --sh runs the text of one.",
      "--env",
      "--shellquote",
      "--shell-quote",
      "--session",
      "--record-env",
      "--embed",
      "--shebang",
      "--hashbang",
      "--shebang-wrap",
      "--process-slot-var",
      "--shell-completion",
      "--profile",
      "-J"),
  RESUME(
      "A job goes on by what its inputs are, not by their places: use --journal FILE.",
      "--resume",
      "--resume-failed",
      "--retry-failed"),
  RESULTS(
      "Output goes to standard output, and by --results to a folder for each input.",
      "--files",
      "--output-as-files",
      "--outputasfiles",
      "--sqlmaster",
      "--sql-master",
      "--sqlworker",
      "--sql-worker",
      "--sql",
      "--sqlandworker",
      "--sql-and-worker"),
  SPOOL(
      "Output is kept in TMPDIR until it is shown, as it is.",
      "--tmpdir",
      "--tempdir",
      "--compress",
      "--compress-program",
      "--decompress-program"),
  PACE(
      "Jobs start as soon as a slot is free, or as --delay, --rate, --load and --memfree allow.",
      "--memsuspend",
      "--noswap",
      "--limit",
      "--nice",
      "--term-seq",
      "--termseq"),
  SEMAPHORE(
      "A run has jobs of its own alone; flock runs a command while no other does.",
      "--semaphore",
      "--sem",
      "--semaphore-name",
      "--id",
      "--semaphore-timeout",
      "--st",
      "--fg",
      "--bg",
      "--wait"),
  TERMINAL(
      "Jobs have no terminal.",
      "--tty",
      "--open-tty",
      "-o",
      "--tmux",
      "--tmuxpane",
      "-p",
      "--interactive",
      "--ungroup",
      "-u",
      "--latest-line",
      "--ll",
      "--color",
      "--colour",
      "--color-failed",
      "--cf",
      "--ctag",
      "--ctagstring",
      "--ctag-string"),
  SHOWING(
      "The bar shows what runs, and --dry-run what would.",
      "-t",
      "--verbose",
      "-v",
      "--show-limits",
      "--max-line-length-allowed",
      "--number-of-cpus",
      "--number-of-cores",
      "--number-of-sockets",
      "--number-of-threads",
      "--minversion",
      "--min-version",
      "--citation",
      "--bibtex"),
  PROCESSORS(
      "Option -j takes a number, or a percentage of the processors that Java sees.",
      "--use-cores-instead-of-threads",
      "--use-cpus-instead-of-cores",
      "--use-sockets-instead-of-threads"),
  END("Give the text by -E.", "--eof", "-e"),
  LENGTH("A command that is too long costs its own job.", "-x"),
  DISORDER(
      "Without -k output is shown as jobs end.",
      "--no-keep-order",
      "--nokeeporder",
      "--no-k",
      "--nok");

  private final String reason;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
  private final List<String> names;

  RefusedOption(String reason, String... names) {
    this.reason = reason;
    this.names = List.of(names);
  }

  /** Lets a command refuse all of them by name. */
  static void addTo(CommandLine run) {
    CommandSpec spec = run.getCommandSpec();
    for (RefusedOption each : values()) {
      for (String name : each.names) {
        spec.addOption(
            OptionSpec.builder(name)
                .hidden(true)
                .arity("0")
                .type(boolean.class)
                .setter(new Refusal(run, name, each.reason))
                .build());
      }
    }
  }

  /** Throws as soon as the option is found. */
  private record Refusal(CommandLine run, String name, String reason)
      implements CommandLine.Model.ISetter {
    @Override
    public <T> T set(T value) {
      if (Boolean.TRUE.equals(value)) {
        throw new ParameterException(run, name + " of GNU parallel is not supported. " + reason);
      }
      return value;
    }
  }
}
