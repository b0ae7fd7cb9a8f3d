package dev.headway.cli.progress;

/**
 * A file that a process has open for reading.
 *
 * @param descriptor its number in the process
 * @param path where it is, or was
 * @param position up to which byte it is read
 * @param size how many bytes it has
 */
record OpenFile(int descriptor, String path, long position, long size) {
  private static final String DELETED = " (deleted)";

  /** Tells apart what a process opens one after the other. */
  record Key(int descriptor, String path) {}

  Key key() {
    return new Key(descriptor, path);
  }

  /** Returns the last part of its path. */
  String name() {
    String shown =
        path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
    return shown.substring(shown.lastIndexOf('/') + 1);
  }
}
