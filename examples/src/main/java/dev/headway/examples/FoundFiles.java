package dev.headway.examples;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The regular files below some folders, sorted by path. Symbolic links are not followed. */
final class FoundFiles extends SimpleFileVisitor<Path> {
  private final List<Path> files = new ArrayList<>();
  private boolean complete = true;

  private FoundFiles() {}

  static FoundFiles below(List<String> folders) {
    FoundFiles found = new FoundFiles();
    for (String folder : folders) {
      try {
        Files.walkFileTree(Path.of(folder), found);
      } catch (IOException e) {
        found.visitFileFailed(Path.of(folder), e);
      }
    }
    found.files.sort(null);
    return found;
  }

  List<Path> files() {
    return files;
  }

  /** False if there were folders that could not be read. */
  boolean complete() {
    return complete;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      files.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    complete = false;
    complain(file, e);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException e) {
    return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
  }

  static void complain(Path file, Throwable why) {
    System.err.println("HashFiles: " + file + ": " + reason(why));
  }

  /** The message of these exceptions is only the path, which was said already. */
  private static String reason(Throwable why) {
    if (why instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (why instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    return why instanceof FileSystemException e && e.getReason() != null
        ? e.getReason()
        : why.getMessage();
  }
}
