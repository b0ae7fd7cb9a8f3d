package dev.headway.cli;

import dev.headway.dashboard.Dashboard;
import dev.headway.internal.text.FileErrors;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves the page that shows all jobs, until it is interrupted. */
@Command(
    name = "dashboard",
    description = {
      "Show all jobs of this user in a browser: a page that is served to this machine alone.",
      "Programs are found that run with HEADWAY_FEED=on; with FILEs, those of the files are shown."
          + " Ctrl-C ends it, and no job notices."
    })
final class DashboardCommand implements Runnable {

  /** A client may take its time with a request, but not the server's. */
  private static final String REQUEST_SECONDS = "10";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Files of JSON lines, finished or growing, as HEADWAY_PROGRESS=json:FILE writes them.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where to listen, one address of this machine (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      converter = Numbers.Port.class,
      description = "At which port (default: any that is free).")
  private int port;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  DashboardCommand() {}

  @Override
  public void run() {
    if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
      System.setProperty("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
    }
    InetSocketAddress address = address();
    try (Dashboard dashboard = open(address)) {
      ConsoleOutput.of(spec).line(dashboard.link().toString());
      tell(address.getAddress(), dashboard.link().getPort());
      new CountDownLatch(1).await();
    } catch (InterruptedException theEnd) {
      Thread.currentThread().interrupt();
    }
  }

  private InetSocketAddress address() {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new UserError("There is no address " + host + ". Give one address of this machine.");
    }
  }

  private Dashboard open(InetSocketAddress address) {
    for (Path file : files) {
      if (!Files.isRegularFile(file) && !Files.exists(file)) {
        throw new UserError(file + " cannot be read: there is no such file or folder.");
      }
      if (Files.isDirectory(file)) {
        throw new UserError(file + " cannot be read: it is a folder.");
      }
    }
    try {
      return Dashboard.open(address, files);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UserError(
          "The dashboard cannot be opened at " + host + ":" + port + ": " + FileErrors.of(e) + ".");
    }
  }

  /** What is to be known about the link, beside it. */
  private void tell(InetAddress address, int port) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("headway: The link is a key. Open it in a browser; Ctrl-C ends the dashboard.");
    if (address.isLoopbackAddress()) {
      err.println(
          "headway: From another machine first run: ssh -L "
              + port
              + ":127.0.0.1:"
              + port
              + " USER@THIS-MACHINE");
    } else {
      err.println(
          "headway: Warning: all who can reach this address can try it, and the network carries"
              + " the key in the clear. Rather leave out --host and use ssh -L.");
    }
    err.flush();
  }
}
