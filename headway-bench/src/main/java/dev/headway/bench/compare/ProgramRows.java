package dev.headway.bench.compare;

import java.util.List;

/** What a person waits for: programs, their start included. */
final class ProgramRows {
  private ProgramRows() {}

  static List<Row> all() {
    return List.of(tutorial(), tutorialWhole(), runOnCaller(), idle(), pipe(), pipeLines());
  }

  private static Row tutorial() {
    return new Row(
        "tutorial",
        "The tutorial's five tasks on 5 worker processes, the start of the pool and its end"
            + " included",
        Unit.SECONDS,
        "≤ 1.80 s, better 1.74",
        List.of(
            Contestant.headway(
                "Headway, first pool of its JVM",
                "SleepMap",
                "backend=processes",
                "workers=5",
                "cold=true"),
            Contestant.headway(
                "Headway, second pool of its JVM",
                "SleepMap",
                "backend=processes",
                "workers=5",
                "cold=true",
                "loaded=true"),
            tasks("Pool (fork), imap, tqdm", "way=imap"),
            tasks("Pool (spawn), imap, tqdm", "way=imap", "start=spawn"),
            tasks("ProcessPoolExecutor, tqdm", "way=futures"),
            tasks("joblib, tqdm", "way=joblib").needing(Need.TQDM, Need.JOBLIB),
            Contestant.ideal("the longest task", 5e9 / 3)));
  }

  private static Row tutorialWhole() {
    return new Row(
        "tutorial-whole",
        "The same, the whole program from its start to its end",
        Unit.SECONDS,
        "",
        List.of(
            Contestant.headway("Headway", "SleepMap", "backend=processes", "workers=5", "cold=true")
                .whole(),
            tasks("Pool (fork), imap, tqdm", "way=imap").whole(),
            tasks("Pool (spawn), imap, tqdm", "way=imap", "start=spawn").whole(),
            tasks("joblib, tqdm", "way=joblib").needing(Need.TQDM, Need.JOBLIB).whole(),
            Contestant.ideal("the longest task", 5e9 / 3)));
  }

  private static Contestant tasks(String name, String... arguments) {
    String[] words = new String[arguments.length + 3];
    words[0] = "sleeps.py";
    words[1] = "workers=5";
    words[2] = "cold=true";
    System.arraycopy(arguments, 0, words, 3, arguments.length);
    return Contestant.python(name, words).needing(Need.TQDM);
  }

  private static Row runOnCaller() {
    return new Row(
        "help",
        "./headway demo --help, the whole program",
        Unit.MILLIS,
        "≤ 250 ms, better 120",
        List.of(
            Contestant.command("./headway demo --help", "headway", "demo", "--help")
                .as(Contestant.Role.HEADWAY),
            Contestant.python("the same options with argparse", "help.py", "--help").whole(),
            Contestant.floor("a JVM that does nothing", "Nothing")
                .jvm("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData")
                .whole()));
  }

  private static Row idle() {
    return new Row(
        "idle",
        "Private memory of a worker process that has done its work and waits",
        Unit.MEBIBYTES,
        "≤ 17 MiB, better 13",
        List.of(
            Contestant.headway("Headway, after 100 tasks", "IdleMemory"),
            Contestant.headway("Headway, after 100,000 tasks", "IdleMemory", "items=100000"),
            Contestant.python("Pool (fork)", "memory.py", "way=fork"),
            Contestant.python("Pool (spawn)", "memory.py", "way=spawn"),
            Contestant.python("joblib (loky)", "memory.py", "way=loky").needing(Need.JOBLIB),
            Contestant.floor("a JVM that has done nothing", "IdleJvm")));
  }

  private static Row pipe() {
    return new Row(
        "pipe",
        "8 GiB of zeros through a pipe that is shown, from head -c to /dev/null, the start"
            + " included",
        Unit.mebibytesPerSecond(8 << 10),
        "at least pv's",
        List.of(
            pipe("headway progress", "bytes", "8G", "./headway", "progress", "--total", "8G")
                .as(Contestant.Role.HEADWAY),
            pipe("pv, by splice", "bytes", "8G", "pv", "-s", "8G").needing(Need.PV),
            pipe("pv -C, by read and write", "bytes", "8G", "pv", "-C", "-s", "8G")
                .needing(Need.PV),
            pipe("cat, which shows nothing", "bytes", "8G", "cat").as(Contestant.Role.FLOOR)));
  }

  private static Row pipeLines() {
    return new Row(
        "pipe-lines",
        "2 GiB in lines of two bytes, counted by lines",
        Unit.mebibytesPerSecond(2 << 10),
        "at least pv's",
        List.of(
            pipe("headway progress --lines", "lines", "2G", "./headway", "progress", "--lines")
                .as(Contestant.Role.HEADWAY),
            pipe("pv -l", "lines", "2G", "pv", "-l").needing(Need.PV),
            pipe("cat, which counts nothing", "lines", "2G", "cat").as(Contestant.Role.FLOOR)));
  }

  /** What the script of the pipe writes, how much of it, and the command that passes it on. */
  private static Contestant pipe(String name, String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "headway-bench/peers/pipe.sh";
    System.arraycopy(words, 0, all, 1, words.length);
    return Contestant.command(name, all);
  }
}
