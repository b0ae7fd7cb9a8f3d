package dev.headway.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** A master and its workers, each a JVM of its own on the loopback. */
final class StandaloneCluster implements AutoCloseable {
  private static final String PACKAGE = "org.apache.spark.deploy.";

  private final Path folder;
  private final List<Process> workers = new ArrayList<>();
  private final int port;
  private final int page;
  private final Process master;

  StandaloneCluster(Path folder) throws IOException {
    this.folder = folder;
    SparkHome.make();
    this.master =
        start(
            "master",
            "master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            "0", // A port that is free now may not be when the master is up.
            "--webui-port",
            "0");
    this.port = portOf("sparkMaster");
    this.page = portOf("MasterUI");
    Await.until("answers of the master", () -> status().contains("aliveworkers"));
  }

  /** Waits until the master has told in its log which port a service of it has. */
  private int portOf(String service) {
    Pattern told = Pattern.compile("started service '" + service + "' on port (\\d+)\\.");
    AtomicInteger found = new AtomicInteger();
    Await.until(
        "ports of " + service,
        () -> {
          Matcher matcher = told.matcher(log());
          found.set(matcher.find() ? Integer.parseInt(matcher.group(1)) : 0);
          return found.get() > 0;
        });
    return found.get();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("master.log"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "spark://127.0.0.1:" + port;
  }

  /**
   * Starts one more worker, with two cores, and waits until the master knows it.
   *
   * @param host a name of this machine: Spark takes each for another machine
   */
  Process addWorker(String host) throws IOException {
    int before = alive();
    Process worker =
        start(
            "worker" + workers.size(),
            "worker.Worker",
            "--host",
            host,
            "--port",
            "0",
            "--webui-port",
            "0",
            "-c",
            "2",
            "-m",
            "1g",
            "-d",
            folder + "/work" + workers.size(),
            url());
    workers.add(worker);
    Await.until("workers", () -> alive() > before);
    return worker;
  }

  Process master() {
    return master;
  }

  private Process start(String name, String mainClass, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    command.addAll(
        List.of(
            "-Dspark.master.rest.enabled=false",
            "-cp",
            System.getenv("SPARK_HOME") + "/jars/*",
            PACKAGE + mainClass));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Files.createFile(folder.resolve(name + ".log")).toFile())
        .start();
  }

  private int alive() {
    String[] parts = status().split("\"aliveworkers\" : ");
    return parts.length < 2 ? 0 : Integer.parseInt(parts[1].split("[^0-9]")[0]);
  }

  private String status() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page + "/json/")).build();
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return ""; // Not yet.
    } catch (InterruptedException e) {
      throw new IllegalStateException("The test was ended.", e);
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(workers.stream(), Stream.of(master))
            .flatMap(daemon -> Stream.concat(daemon.descendants(), Stream.of(daemon.toHandle())))
            .toList();
    workers.forEach(Process::destroy);
    master.destroy();
    for (Process worker : workers) { // Ends its executors.
      worker.onExit().completeOnTimeout(worker, 10, TimeUnit.SECONDS).join();
    }
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }
}
