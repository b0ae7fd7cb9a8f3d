package dev.headway.bench.bars;

import com.sun.net.httpserver.HttpServer;
import dev.headway.bench.bars.Recorder.Plan;
import dev.headway.bench.bars.Recorder.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * More work to record, of the kind that people show bars for: downloads, searches, compilers,
 * interpreters, compression, a database, tests. Names that end with {@code -loaded} have other work
 * beside them, which comes and goes.
 */
final class EverydayWork {
  private final Path sources;
  private final Random random = new Random(2);

  EverydayWork(Path root) {
    this.sources = root.resolve("headway-core/src/main/java");
  }

  /** The plans by name; each is made when it is asked for. */
  Map<String, Supplier<Plan>> plans() {
    Map<String, Supplier<Plan>> all = new LinkedHashMap<>();
    all.put("copy-and-sync", this::copies);
    all.put("downloads", () -> downloads("downloads"));
    all.put("downloads-loaded", () -> downloads("downloads-loaded"));
    all.put("grep-tree", this::searches);
    all.put("hash-mixed-loaded", this::hashes);
    all.put("interpreters", () -> interpreters("interpreters", 4));
    all.put("interpreters-loaded", () -> interpreters("interpreters-loaded", 6));
    all.put("javac-each", () -> compilers("javac-each", 2));
    all.put("javac-each-loaded", () -> compilers("javac-each-loaded", 3));
    all.put("python-tests", this::tests);
    all.put("sqlite-inserts", this::inserts);
    all.put("tar-folders", this::archives);
    all.put("word-count-loop", this::words);
    all.put("xz-largest-first", () -> xz("xz-largest-first", RealWork.bySize().reversed()));
    all.put("xz-shuffled", () -> xz("xz-shuffled", null));
    all.put("zstd-levels", this::levels);
    return all;
  }

  private static Plan shell(String name, int workers, Stream<String> scripts) {
    List<Work> tasks = new ArrayList<>();
    scripts.forEach(
        script ->
            tasks.add(
                () -> {
                  RealWork.run("sh", "-c", script + " >/dev/null 2>&1");
                  return true;
                }));
    return new Plan(name, workers, RealWork::nothing, tasks);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("headway-record");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<Path> files(int count, long least, long most) {
    return RealWork.files(random, count, least, most).stream();
  }

  private Plan copies() {
    Path target = folder();
    return shell(
        "copy-and-sync",
        2,
        files(150, 1_000_000, 60_000_000)
            .map(
                f ->
                    "cp "
                        + f
                        + " "
                        + target
                        + "/$$ && sync "
                        + target
                        + "/$$; rm "
                        + target
                        + "/$$"));
  }

  /** From a server that gives each connection its own bandwidth, and now and then less. */
  private Plan downloads(String name) {
    byte[] block = new byte[1 << 14];
    Random sizes = new Random(random.nextLong());
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(
          Executors.newCachedThreadPool(
              task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
              }));
      server.createContext(
          "/",
          exchange -> {
            int blocks = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
              for (int i = 0; i < blocks; i++) {
                boolean congested = System.nanoTime() / 1_000_000_000L / 7 % 3 == 0;
                Thread.sleep(congested ? 5 : 2);
                out.write(block);
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      server.start();
      String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      List<Work> tasks = new ArrayList<>();
      for (int i = 0; i < 140; i++) {
        int blocks = 20 + (int) Math.min(2000, 90 * Math.exp(1.2 * sizes.nextGaussian()));
        tasks.add(
            () -> {
              try (InputStream in = URI.create(base + blocks).toURL().openStream()) {
                return in.transferTo(OutputStream.nullOutputStream()) > 0;
              }
            });
      }
      return new Plan(name, 4, RealWork::nothing, tasks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Plan searches() {
    List<String> scripts = new ArrayList<>();
    try (Stream<Path> walk = Files.find(Path.of("/usr"), 4, (p, a) -> a.isDirectory())) {
      walk.sorted().forEach(folder -> scripts.add("grep -rcE '(the|and) [a-z]+ly' " + folder));
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException(e);
    }
    Collections.shuffle(scripts, random);
    return shell("grep-tree", 3, scripts.stream().limit(260));
  }

  private Plan hashes() {
    return shell(
        "hash-mixed-loaded",
        3,
        files(500, 300_000, 400_000_000)
            .map(f -> ("sha512sum " + f + "; ").repeat(6) + "md5sum " + f));
  }

  private Plan interpreters(String name, int workers) {
    String[] programs = {
      "python3 -c 'import json, re, decimal'",
      "python3 -c 'import asyncio, unittest, http.server'",
      "perl -MPOSIX -e 'print 1'",
      "node -e 'console.log(1)'",
      "sh -c 'echo 1'",
      "python3 -S -c 'print(1)'"
    };
    return shell(name, workers, random.ints(220, 0, programs.length).mapToObj(i -> programs[i]));
  }

  /** One process of the compiler for each file. */
  private Plan compilers(String name, int workers) {
    Path target = folder();
    String javac = Path.of(System.getProperty("java.home"), "bin/javac").toString();
    try (Stream<Path> walk = Files.walk(sources)) {
      List<Path> files =
          new ArrayList<>(walk.filter(f -> f.toString().endsWith(".java")).sorted().toList());
      Collections.shuffle(files, random);
      return shell(
          name,
          workers,
          files.stream()
              .limit(45)
              .map(f -> javac + " -nowarn -d " + target + " -sourcepath " + sources + " " + f));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Modules of Python's own tests, in the order of the alphabet. */
  private Plan tests() {
    String[] modules = {
      "abc",
      "array",
      "ast",
      "base64",
      "binascii",
      "bisect",
      "bool",
      "bytes",
      "calendar",
      "cmath",
      "cmd",
      "codecs",
      "collections",
      "colorsys",
      "complex",
      "configparser",
      "contextlib",
      "copy",
      "csv",
      "dataclasses",
      "datetime",
      "deque",
      "dict",
      "difflib",
      "dis",
      "enum",
      "exceptions",
      "float",
      "fnmatch",
      "format",
      "fractions",
      "functools",
      "glob",
      "grammar",
      "hashlib",
      "heapq",
      "html",
      "inspect",
      "int",
      "io",
      "iter",
      "itertools",
      "json",
      "list",
      "math",
      "numbers",
      "operator",
      "optparse",
      "pathlib",
      "pickle",
      "pprint",
      "queue",
      "random",
      "re",
      "set",
      "shelve",
      "shlex",
      "slice",
      "sort",
      "statistics",
      "string",
      "struct",
      "textwrap",
      "tokenize",
      "tuple",
      "types",
      "typing",
      "unicodedata",
      "urlparse",
      "uuid",
      "weakref",
      "xml_etree",
      "zlib"
    };
    return shell(
        "python-tests", 3, Stream.of(modules).map(m -> "timeout 20 python3 -m test -q test_" + m));
  }

  private Plan inserts() {
    Path target = folder();
    return shell(
        "sqlite-inserts",
        2,
        random
            .ints(160, 1, 60_000)
            .mapToObj(
                rows ->
                    "sqlite3 "
                        + target
                        + "/$(( $$ % 2 )).db 'PRAGMA busy_timeout=20000; CREATE TABLE IF NOT EXISTS"
                        + " t(a INTEGER, b TEXT); CREATE INDEX IF NOT EXISTS i ON t(b); WITH"
                        + " RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<"
                        + rows / 3
                        + ") INSERT INTO t SELECT x, hex(randomblob(12)) FROM c;'"));
  }

  private Plan archives() {
    List<String> scripts = new ArrayList<>();
    try (Stream<Path> walk = Files.find(Path.of("/usr"), 3, (p, a) -> a.isDirectory())) {
      walk.sorted().forEach(folder -> scripts.add("timeout 15 tar cf - " + folder + " | gzip"));
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException(e);
    }
    Collections.shuffle(scripts, random);
    return shell("tar-folders", 3, scripts.stream().limit(180));
  }

  /** A loop: one after the other, by one worker. */
  private Plan words() {
    List<Work> tasks = new ArrayList<>();
    files(700, 20_000, 20_000_000)
        .forEach(
            file ->
                tasks.add(
                    () -> {
                      String text =
                          new String(
                              Files.readAllBytes(file),
                              java.nio.charset.StandardCharsets.ISO_8859_1);
                      return text.split("[^A-Za-z]+").length > 0;
                    }));
    return new Plan("word-count-loop", 1, RealWork::nothing, tasks);
  }

  private Plan xz(String name, Comparator<Path> order) {
    List<Path> files = new ArrayList<>(files(160, 10_000, 9_000_000).toList());
    if (order != null) {
      files.sort(order);
    }
    return shell(name, 2, files.stream().map(f -> "xz -3 -c " + f));
  }

  private Plan levels() {
    List<Path> files = files(18, 1_000_000, 6_000_000).toList();
    List<String> scripts =
        new ArrayList<>(
            IntStream.rangeClosed(1, 16)
                .boxed()
                .flatMap(
                    level -> files.stream().limit(9).map(f -> "zstd -q -c -" + level + " " + f))
                .toList());
    Collections.shuffle(scripts, random);
    return shell("zstd-levels", 2, scripts.stream());
  }
}
