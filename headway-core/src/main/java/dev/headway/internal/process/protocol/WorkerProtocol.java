package dev.headway.internal.process.protocol;

/** Names and numbers that a program and its worker processes have to agree on. */
public final class WorkerProtocol {
  /** The variable with the directory of the socket. */
  public static final String DIRECTORY = "HEADWAY_WORKER_DIRECTORY";

  /** The variable by which a worker, and what its tasks start, is known to be this one's. */
  public static final String TOKEN = "HEADWAY_WORKER_TOKEN";

  /** The variable with the most bytes of one result. */
  public static final String MAX_RESULT = "HEADWAY_WORKER_MAX_RESULT";

  /** The variable with the bytes of heap above which a worker asks to be replaced. */
  public static final String RECYCLE_ABOVE = "HEADWAY_WORKER_RECYCLE_ABOVE";

  /** The variable with the copy of Headway's jar. A worker deletes it if the program was killed. */
  public static final String CLASSES = "HEADWAY_WORKER_CLASSES";

  /** The system property with the number of a worker. */
  public static final String NUMBER = "headway.worker";

  /** A flag of a request: its tasks have a timeout. */
  public static final int TIMED = 1;

  /** A flag of a request: what its tasks print is tagged, and each input follows its index. */
  public static final int TAGGED = 2;

  /** The most characters of the message of an error that a worker reports as it ends. */
  public static final int MAX_ERROR_LENGTH = 1000;

  private WorkerProtocol() {}

  /** The package that all of Headway is in; another name where a program relocates it. */
  public static String rootPackage() {
    String own = WorkerProtocol.class.getPackageName();
    return own.substring(0, own.lastIndexOf(".internal."));
  }
}
