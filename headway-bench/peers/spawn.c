// The floor of running commands: starts a program for each line of standard input by posix_spawn,
// SLOTS at once, and does nothing else. Usage: spawn SLOTS PROGRAM [WORD...]

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

static int failed;

static void await_one(void) {
  int status;
  if (wait(&status) < 0 || status != 0) {
    failed = 1;
  }
}

int main(int count, char **words) {
  if (count < 3) {
    return 2;
  }
  int slots = atoi(words[1]);
  int running = 0;
  char *line = NULL;
  size_t room = 0;
  char **command = calloc(count, sizeof *command);
  memcpy(command, words + 2, (count - 2) * sizeof *command);
  for (ssize_t length; (length = getline(&line, &room, stdin)) >= 0; running++) {
    if (length > 0 && line[length - 1] == '\n') {
      line[length - 1] = '\0';
    }
    command[count - 2] = line;
    if (running == slots) {
      await_one();
      running--;
    }
    pid_t pid;
    if (posix_spawnp(&pid, command[0], NULL, NULL, command, environ) != 0) {
      return 1;
    }
  }
  while (running-- > 0) {
    await_one();
  }
  return failed;
}
