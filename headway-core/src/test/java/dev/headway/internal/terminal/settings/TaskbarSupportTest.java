package dev.headway.internal.terminal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.format.ThemeTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskbarSupportTest {

  @ParameterizedTest
  @CsvSource({
    "'', false",
    "TERM_PROGRAM=WezTerm, true",
    "TERM_PROGRAM=ghostty, true",
    "TERM_PROGRAM=Apple_Terminal, false",
    "TERM_PROGRAM=iTerm.app, false",
    "TERM_PROGRAM=iTerm.app TERM_FEATURES=T3CwLrMSc7UUw9Ts3BFGsSyHNoSxFP, true",
    "TERM_PROGRAM=iTerm.app TERM_FEATURES=T3PuCwLrMSc7UUw9, false",
    "WT_SESSION=6a3f, true",
    "WT_SESSION=, false",
    "ConEmuANSI=ON, true",
    "ConEmuANSI=OFF, false",
    "PTYXIS_VERSION=48.1, true",
    "PTYXIS_VERSION=47.10, false",
    "PTYXIS_VERSION=new, false",
    "WT_SESSION=6a3f TMUX=/tmp/tmux, false",
    "WT_SESSION=6a3f STY=1.pts, false",
    "WT_SESSION=6a3f HEADWAY_TASKBAR=off, false",
    "WT_SESSION=6a3f HEADWAY_TASKBAR=0, false",
    "TERM_PROGRAM=other HEADWAY_TASKBAR=on, true",
    "TMUX=/tmp/tmux HEADWAY_TASKBAR=1, true"
  })
  void shouldAskKnownTerminalsOnly(String variables, boolean known) {
    assertThat(TaskbarSupport.isKnown(ThemeTest.environment(variables))).isEqualTo(known);
  }
}
