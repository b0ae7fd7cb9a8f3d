package dev.headway.bench.bars;

import dev.headway.bench.bars.Recorder.Plan;
import dev.headway.bench.bars.Recorder.Work;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Records the workloads of the benchmark: {@code headway-bench/bars --record FOLDER [NAME...]}.
 * Each takes some ten to twenty seconds. What they find on the machine differs from machine to
 * machine; the committed logs are one day's.
 */
final class RealWork {
  private final Path sources;
  private final Random random = new Random(1);

  RealWork(Path root) {
    this.sources = root.resolve("headway-core/src/main/java");
  }

  /** The plans by name; each is made when it is asked for. */
  Map<String, Supplier<Plan>> plans() {
    Map<String, Supplier<Plan>> all = new LinkedHashMap<>();
    all.put("gzip-chunks", this::chunks);
    all.put("gzip-tree", () -> tree("gzip-tree", 3, null));
    all.put("gzip-largest-first", () -> tree("gzip-largest-first", 2, bySize().reversed()));
    all.put("gzip-smallest-first", () -> tree("gzip-smallest-first", 4, bySize()));
    all.put("hash-tree", this::hashes);
    all.put("javac", this::compile);
    all.put("sort-growing", this::sorts);
    all.put("images", this::images);
    all.put("commands", this::commands);
    all.put("flaky-commands", this::flaky);
    all.put("cold-workers", this::coldWorkers);
    all.put("cache-misses", this::cacheMisses);
    return all;
  }

  static Comparator<Path> bySize() {
    return Comparator.comparingLong(RealWork::size);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  static boolean nothing() {
    return true;
  }

  private static boolean gzip(byte[] bytes, int from, int length) throws IOException {
    try (GZIPOutputStream out = new GZIPOutputStream(new ByteArrayOutputStream())) {
      out.write(bytes, from, length);
    }
    return true;
  }

  private static boolean gzip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return gzip(bytes, 0, bytes.length);
  }

  static boolean run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return process.exitValue() == 0;
  }

  /** Files as a machine has them: few large ones, many small ones. */
  private List<Path> files(int count, long least, long most) {
    return files(random, count, least, most);
  }

  static List<Path> files(Random random, int count, long least, long most) {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> walk = Files.find(Path.of("/usr/lib"), 6, (p, a) -> a.isRegularFile())) {
      walk.filter(f -> Files.isReadable(f) && size(f) >= least && size(f) <= most)
          .sorted()
          .forEach(found::add);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Collections.shuffle(found, random);
    return new ArrayList<>(found.subList(0, Math.min(count, found.size())));
  }

  private Plan chunks() {
    byte[] library = new byte[64 << 20];
    try (var in = Files.newInputStream(Path.of(System.getProperty("java.home"), "lib/modules"))) {
      in.readNBytes(library, 0, library.length);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    List<Work> tasks = new ArrayList<>();
    int length = 5 << 19;
    for (int i = 0; i < 200; i++) {
      int from = (int) ((long) i * 977 * 4096 % (library.length - length));
      tasks.add(() -> gzip(library, from, length));
    }
    return new Plan("gzip-chunks", 2, RealWork::nothing, tasks);
  }

  private Plan tree(String name, int workers, Comparator<Path> order) {
    List<Path> files = files(600, 20_000, 90_000_000);
    if (order != null) {
      files.sort(order);
    }
    List<Work> tasks = new ArrayList<>();
    files.forEach(file -> tasks.add(() -> gzip(file)));
    return new Plan(name, workers, RealWork::nothing, tasks);
  }

  private Plan hashes() {
    List<Work> tasks = new ArrayList<>();
    for (Path file : files(900, 100_000, 200_000_000)) {
      tasks.add(() -> run("sha512sum", file.toString()) && run("b2sum", file.toString()));
    }
    return new Plan("hash-tree", 3, RealWork::nothing, tasks);
  }

  /** Each source file of Headway with what it needs; the compiler itself gets faster on the way. */
  private Plan compile() {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(sources)) {
      walk.filter(f -> f.toString().endsWith(".java") && !f.toString().contains("-info"))
          .sorted()
          .forEach(files::add);
      Path target = Files.createTempDirectory("headway-record");
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      List<Work> tasks = new ArrayList<>();
      for (Path file : files) {
        tasks.add(
            () -> {
              String[] options = {
                "-nowarn",
                "-proc:none",
                "-XDshould-stop.ifError=GENERATE",
                "-d",
                target.toString(),
                "-sourcepath",
                sources.toString()
              };
              String[] all = Arrays.copyOf(options, options.length + 1);
              all[options.length] = file.toString();
              compiler.run(
                  null, OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), all);
              return true;
            });
      }
      return new Plan("javac", 2, RealWork::nothing, tasks);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Plan sorts() {
    List<Work> tasks = new ArrayList<>();
    for (int i = 1; i <= 150; i++) {
      int length = 5000 * i;
      int seed = i;
      tasks.add(() -> new Random(seed).ints(length).boxed().sorted().mapToInt(n -> n).sum() != 1);
    }
    return new Plan("sort-growing", 2, RealWork::nothing, tasks);
  }

  private Plan images() {
    List<Work> tasks = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      int width = 200 + random.nextInt(1400);
      tasks.add(
          () -> {
            BufferedImage image =
                new BufferedImage(width, width * 3 / 4, BufferedImage.TYPE_INT_RGB);
            Random dots = new Random(width);
            for (int y = 0; y < image.getHeight(); y++) {
              for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (x * y ^ dots.nextInt(64)) & 0xFFFFFF);
              }
            }
            BufferedImage half =
                new BufferedImage(width / 2, width * 3 / 8, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = half.createGraphics();
            graphics.drawRenderedImage(image, AffineTransform.getScaleInstance(0.5, 0.5));
            graphics.dispose();
            return ImageIO.write(image, "png", new ByteArrayOutputStream())
                && ImageIO.write(half, "png", new ByteArrayOutputStream());
          });
    }
    return new Plan("images", 3, RealWork::nothing, tasks);
  }

  /** Small programs of different kinds, as test suites start them. */
  private static Work command(int kind, boolean flaky) {
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    String end = flaky ? "; [ $(($(date +%N | sed 's/^0*//') / 1000 % 4)) -ne 0 ]" : "";
    String script =
        switch (kind) {
          case 0 -> java + " -version";
          case 1 -> java + " -Xint -version";
          case 2 -> "find /usr/share -name '*.txt'";
          case 3 -> "ls -lR /usr/lib/x86_64-linux-gnu | sort | md5sum";
          case 4 -> java + " --list-modules";
          default -> "grep -rc the /usr/share/perl";
        };
    return () -> run("sh", "-c", script + " >/dev/null 2>&1" + end) || !flaky;
  }

  private Plan commands() {
    List<Work> tasks = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      tasks.add(command(random.nextInt(6), false));
    }
    return new Plan("commands", 2, RealWork::nothing, tasks);
  }

  private Plan flaky() {
    List<Work> tasks = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      tasks.add(command(random.nextInt(6), true));
    }
    return new Plan("flaky-commands", 2, RealWork::nothing, tasks);
  }

  /** Workers that start Java programs before they have anything to do. */
  private Plan coldWorkers() {
    Plan chunks = chunks();
    Work start =
        () -> {
          for (int i = 0; i < 8; i++) {
            command(4, false).run();
          }
          return true;
        };
    return new Plan("cold-workers", 4, start, chunks.tasks().subList(0, 120));
  }

  /** One in fifteen has to do all of it again; the others find it done. */
  private Plan cacheMisses() {
    List<Path> large = files(60, 8_000_000, 30_000_000);
    List<Path> small = files(240, 300_000, 400_000);
    List<Work> tasks = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      List<Path> from = random.nextInt(15) == 0 ? large : small;
      Path file = from.get(i % from.size());
      tasks.add(() -> gzip(file));
    }
    return new Plan("cache-misses", 3, RealWork::nothing, tasks);
  }
}
