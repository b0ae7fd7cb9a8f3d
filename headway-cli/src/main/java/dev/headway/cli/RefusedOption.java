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
      "--return",
      "--trc",
      "--cleanup",
      "--basefile",
      "--bf",
      "--onall",
      "--nonall",
      "--workdir",
      "--wd"),
  PIPE(
      "Values are given to commands as words, not as their input.",
      "--pipe",
      "--spreadstdin",
      "--pipepart",
      "--pipe-part",
      "--block",
      "--recend",
      "--recstart",
      "--fifo",
      "--cat",
      "--round-robin",
      "--roundrobin",
      "--tee"),
  BATCHES(
      "Each command gets one value; xargs -n gives it several.",
      "-N",
      "-n",
      "--max-args",
      "--max-replace-args",
      "-X",
      "-m",
      "--xargs",
      "-L",
      "--max-lines",
      "-l",
      "-s",
      "--max-chars"),
  COLUMNS(
      "A value is one word; --sh can split it.",
      "--colsep",
      "-C",
      "--header",
      "--csv",
      "--delimiter",
      "-d",
      "--arg-sep",
      "--link",
      "--xapply"),
  REPLACEMENT(
      "Only the placeholders {} {.} {/} {//} {/.} {#} {%} are known.",
      "-I",
      "-U",
      "--rpl",
      "--plus",
      "--parens",
      "--extensionreplace",
      "--er",
      "--seqreplace",
      "--basenamereplace",
      "--bnr",
      "--dirnamereplace",
      "--dnr",
      "--plain"),
  SHELL(
      "No shell reads a command; --sh runs the text of one.",
      "-q",
      "--quote",
      "--env",
      "--shellquote",
      "--shell-quote",
      "--session",
      "--embed"),
  RESUME(
      "A job goes on by what its inputs are, not by their places: use --journal FILE.",
      "--resume",
      "--resume-failed",
      "--retry-failed"),
  RESULTS(
      "Output goes to standard output; let the command write to a file with {#} in its name.",
      "--results",
      "--res",
      "--files",
      "--outputasfiles",
      "--sqlmaster",
      "--sqlworker",
      "--sql",
      "--sqlandworker"),
  PACE(
      "Jobs start as soon as a slot is free.",
      "--delay",
      "--load",
      "--memfree",
      "--memsuspend",
      "--noswap",
      "--limit",
      "--nice",
      "--shuf",
      "--semaphore",
      "--sem",
      "--id",
      "--fg",
      "--bg",
      "--wait"),
  TERMINAL(
      "Jobs have no terminal.",
      "--tty",
      "--tmux",
      "--tmuxpane",
      "-p",
      "--interactive",
      "--ungroup",
      "-u",
      "--latest-line",
      "--ll",
      "--color",
      "--ctag",
      "--tagstring");

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
