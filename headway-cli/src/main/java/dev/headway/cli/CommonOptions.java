package dev.headway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** What all commands have in common: help, version, exit statuses. Mixed into each. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:All went well.",
      "1:A task failed, or a file or standard output could not be used.",
      "2:The command was not understood. Nothing was run.",
      "129:Ended by SIGHUP.",
      "130:Interrupted with Ctrl-C.",
      "141:Standard output was closed.",
      "143:Ended by SIGTERM."
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  HEADWAY_PROGRESS   how progress is shown on standard error: auto, bar, plain,",
      "                     json or off; several at once as in auto,json:/path;",
      "                     auto if it is not set",
      "  HEADWAY_RECORD     a file that records it: .cast, .svg, .html or .txt",
      "  HEADWAY_FEED       on: headway ps and headway attach can see the progress",
      "  HEADWAY_SUMMARY    on or off: all lines below the end of a job, or none",
      "  HEADWAY_TASKBAR    on or off: a mark in the taskbar of the terminal",
      "  FORCE_COLOR        if it is not empty, there are colours; none if it is 0",
      "  NO_COLOR           if it is not empty, there are no colours"
    })
final class CommonOptions {

  private CommonOptions() {}

  static CommandSpec spec() {
    return CommandSpec.forAnnotatedObject(new CommonOptions());
  }
}
