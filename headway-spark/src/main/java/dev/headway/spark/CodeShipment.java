package dev.headway.spark;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The code that executors need: the jars of the class path without Spark's own, and a jar of each
 * folder. Such a jar is named by its content, since Spark never replaces a jar that has the name of
 * another.
 */
final class CodeShipment {
  /** An entry of this class marks the jars that every executor has. */
  private static final String SPARK_CORE = "org/apache/spark/SparkContext.class";

  /** What comes with Spark, by the beginnings of the names of jars. */
  private static final Pattern OF_SPARK =
      Pattern.compile(
          "(spark-[a-z-]+_2\\.1[23]-|scala-(library|reflect|xml|compiler)|avro-|hadoop-client|log4j-"
              + "|jackson-|netty-|kryo|chill|json4s|jersey-|hk2-|jakarta\\.|slf4j-|jul-to-slf4j"
              + "|metrics-(core|graphite|jmx|json|jvm)|jcl-over-slf4j|zstd-jni|lz4-java|snappy-java"
              + "|commons-(codec|collections4|compress|crypto|io|lang3|text)-|xbean-|ivy-|objenesis"
              + "|minlog|paranamer|stream-2|RoaringBitmap|compress-lzf|javassist"
              + "|osgi-resource-locator|aopalliance|jsr305|surefire).*");

  private CodeShipment() {}

  /**
   * Finds the files to ship.
   *
   * @param classPath as of {@code java.class.path}
   * @param jars what is wanted besides
   * @param folder where jars of folders are made
   * @throws IOException if a file cannot be read or made
   */
  static List<Path> files(String classPath, List<Path> jars, Path folder) throws IOException {
    Set<Path> entries = new LinkedHashSet<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        addWithManifest(Path.of(entry).toAbsolutePath().normalize(), entries);
      }
    }
    List<Path> files = new ArrayList<>();
    for (Path entry : entries) {
      if (!isOfSpark(entry)) {
        addFile(entry, folder, files);
      }
    }
    for (Path jar : jars) {
      if (!Files.exists(jar)) {
        throw new IOException("There is no " + jar + ", which executors were to get");
      }
      addFile(jar.toAbsolutePath().normalize(), folder, files);
    }
    return files;
  }

  private static void addFile(Path entry, Path folder, List<Path> files) throws IOException {
    if (Files.isDirectory(entry)) {
      Path jar = jarOf(entry, folder);
      if (jar != null) {
        files.add(jar);
      }
    } else if (Files.isRegularFile(entry)) {
      files.add(entry);
    }
  }

  /** Adds an entry, and those that a jar names as its own class path. */
  private static void addWithManifest(Path entry, Set<Path> entries) throws IOException {
    if (!entries.add(entry) || !Files.isRegularFile(entry)) {
      return;
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      Manifest manifest = jar.getManifest();
      String more =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (more != null && !more.isBlank()) {
        for (String place : more.trim().split("\\s+")) {
          URI uri = entry.toUri().resolve(place);
          if ("file".equals(uri.getScheme())) {
            addWithManifest(Path.of(uri).normalize(), entries);
          }
        }
      }
    } catch (java.util.zip.ZipException e) {
      entries.remove(entry); // The JVM passes over what is no jar, too.
    }
  }

  /** True for what every executor has by itself. */
  static boolean isOfSpark(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      return Files.exists(entry.resolve(SPARK_CORE));
    }
    return OF_SPARK.matcher(String.valueOf(entry.getFileName())).matches();
  }

  /** Makes a jar of a folder. Its name tells its content. Returns null for an empty folder. */
  private static @Nullable Path jarOf(Path classes, Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    if (files.isEmpty()) {
      return null;
    }
    MessageDigest digest = sha256();
    Path unnamed = Files.createTempFile(folder, "classes", ".tmp");
    try (OutputStream out = Files.newOutputStream(unnamed);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED); // It mostly goes a short way, once.
      for (Path file : files) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        byte[] content = read(file);
        digest.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(content);
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    }
    String name = HexFormat.of().formatHex(digest.digest(), 0, 8);
    Path jar = folder.resolve("classes-" + name + ".jar");
    return Files.move(unnamed, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readAllBytes();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
