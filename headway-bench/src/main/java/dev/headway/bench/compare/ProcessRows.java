package dev.headway.bench.compare;

import java.util.List;

/** Work on two worker processes that costs nothing but its way there and back. */
final class ProcessRows {
  private static final String TINY = "items=20000";
  private static final String CHUNKED = "items=300000";

  private ProcessRows() {}

  static List<Row> all() {
    return List.of(ordered(), unordered(), records(), blobs(), lone(), loneTimes());
  }

  private static Row ordered() {
    return new Row(
        "processes-ordered",
        "A function that adds one, integers, 2 worker processes, in order, per item",
        Unit.MICROS,
        "≤ 0.25 µs, better 0.12",
        List.of(
            headway("Headway", "order=true", "items=500000"),
            pool("Pool.imap, chunks of 1, tqdm", "way=imap", "chunk=1", TINY),
            pool("Pool.imap, chunks of 64, tqdm", "way=imap", "chunk=64", CHUNKED),
            Contestant.python(
                "Pool.map in eighths, no bar",
                "pools.py",
                "way=map",
                "chunk=0",
                "bar=false",
                "items=1000000"),
            pool("ProcessPoolExecutor.map, chunks of 64, tqdm", "way=futures", "chunk=64", CHUNKED),
            joblib("way=joblib", "items=100000"),
            sockets()));
  }

  private static Row unordered() {
    return new Row(
        "processes-unordered",
        "The same, as completed",
        Unit.MICROS,
        "≤ 0.25 µs, better 0.12",
        List.of(
            headway("Headway", "order=false", "items=500000"),
            pool("Pool.imap_unordered, chunks of 1, tqdm", "way=imap_unordered", "chunk=1", TINY),
            pool(
                "Pool.imap_unordered, chunks of 64, tqdm",
                "way=imap_unordered",
                "chunk=64",
                CHUNKED),
            sockets()));
  }

  private static Row records() {
    String payload = "payload=records";
    return new Row(
        "records",
        "A record of 1 KiB in and out, 2 worker processes, per item",
        Unit.MICROS,
        "a fifth of the best pool in Python, better a tenth",
        List.of(
            headway("Headway", payload, "items=50000"),
            pool("Pool.imap, chunks of 1, tqdm", payload, "way=imap", "chunk=1", TINY),
            pool("Pool.imap, chunks of 64, tqdm", payload, "way=imap", "chunk=64", TINY),
            pool(
                "Pool.imap_unordered, chunks of 64, tqdm",
                payload,
                "way=imap_unordered",
                "chunk=64",
                TINY),
            Contestant.python(
                "Pool.map in eighths, no bar",
                "pools.py",
                payload,
                "way=map",
                "chunk=0",
                "bar=false",
                TINY),
            pool(
                "ProcessPoolExecutor.map, chunks of 64, tqdm",
                payload,
                "way=futures",
                "chunk=64",
                TINY),
            joblib(payload, "way=joblib", TINY),
            Contestant.floor(
                "2 JVMs, sockets, 64 KiB back and forth",
                "SocketEcho",
                "pairs=2",
                "bytes=65536",
                "per=64",
                "messages=3000")));
  }

  private static Row blobs() {
    String payload = "payload=blobs";
    String items = "items=200";
    return new Row(
        "blobs",
        "An array of 1 MiB in and out, 2 worker processes, both ways together",
        Unit.mebibytesPerSecond(2),
        "≥ 4,000 MiB/s, better 8,000",
        List.of(
            headway("Headway", payload, items),
            pool("Pool.imap_unordered, tqdm", payload, "way=imap_unordered", items),
            pool("ProcessPoolExecutor.map, tqdm", payload, "way=futures", items),
            joblib(payload, "way=joblib", items),
            Contestant.python(
                    "joblib, NumPy array, mapped and not sent",
                    "pools.py",
                    "payload=arrays",
                    "way=joblib",
                    items)
                .needing(Need.TQDM, Need.JOBLIB, Need.NUMPY),
            Contestant.floor(
                "2 JVMs, sockets, 1 MiB back and forth",
                "SocketEcho",
                "pairs=2",
                "bytes=1048576",
                "messages=200")));
  }

  private static Row lone() {
    return new Row(
        "lone",
        "One task at a time on 2 warm worker processes, there and back",
        Unit.MICROS,
        "ahead of Pool",
        List.of(
            Contestant.headway("Headway, window of one", "LoneTask", "backend=processes"),
            Contestant.headway(
                "Headway, each a job without bar",
                "LoneTask",
                "backend=processes",
                "way=job",
                "bar=false"),
            Contestant.headway(
                "Headway, each a job with bar",
                "LoneTask",
                "backend=processes",
                "way=job",
                "items=200"),
            Contestant.python("Pool.apply", "pools.py", "way=apply", "items=2000"),
            Contestant.floor(
                "2 JVMs, socket, 16 bytes back and forth", "SocketEcho", "messages=2000")));
  }

  private static Row loneTimes() {
    return new Row(
        "lone-times",
        "The same in turn with a bare socket in one JVM: how many times as long",
        Unit.TIMES,
        "≤ 2.5, better 1.5",
        List.of(
            Contestant.headway(
                "Headway, window of one", "LoneTask", "backend=processes", "versus=true"),
            Contestant.ideal("the socket", 1)));
  }

  private static Contestant sockets() {
    return Contestant.floor(
        "2 JVMs, sockets, 64 in flight",
        "SocketEcho",
        "pairs=2",
        "bytes=1024",
        "per=64",
        "messages=10000");
  }

  private static Contestant headway(String name, String... arguments) {
    return Contestant.headway(name, words("HeadwayMap", "backend=processes", arguments));
  }

  private static Contestant pool(String name, String... arguments) {
    return Contestant.python(name, words("pools.py", "bar=true", arguments)).needing(Need.TQDM);
  }

  private static Contestant joblib(String... arguments) {
    return Contestant.python("joblib, tqdm", words("pools.py", "bar=true", arguments))
        .needing(Need.TQDM, Need.JOBLIB);
  }

  private static String[] words(String program, String first, String... rest) {
    String[] words = new String[rest.length + 2];
    words[0] = program;
    words[1] = first;
    System.arraycopy(rest, 0, words, 2, rest.length);
    return words;
  }
}
