package dev.headway.internal.dashboard.source;

import java.nio.file.Path;

/**
 * A socket in a folder of feeds.
 *
 * @param path where it is
 * @param pid the process that serves it
 * @param madeMillis when it was made: a process id may be used again
 */
record FeedSocket(Path path, long pid, long madeMillis) {

  String key() {
    return path + "@" + madeMillis;
  }
}
