package dev.headway.process;

/** Names and numbers that a program and its worker processes have to agree on. */
final class WorkerProtocol {
  /** The variable with the directory of the socket. */
  static final String DIRECTORY = "HEADWAY_WORKER_DIRECTORY";

  /** The variable by which a worker, and what its tasks start, is known to be this one's. */
  static final String TOKEN = "HEADWAY_WORKER_TOKEN";

  /** The variable with the most bytes of one result. */
  static final String MAX_RESULT = "HEADWAY_WORKER_MAX_RESULT";

  /** The variable with the bytes of heap above which a worker asks to be replaced. */
  static final String RECYCLE_ABOVE = "HEADWAY_WORKER_RECYCLE_ABOVE";

  /** The variable with the copy of Headway's jar. A worker deletes it if the program was killed. */
  static final String CLASSES = "HEADWAY_WORKER_CLASSES";

  /** The system property with the number of a worker. */
  static final String NUMBER = "headway.worker";

  /** A flag of a request: its tasks have a timeout. */
  static final int TIMED = 1;

  /** A flag of a request: what its tasks print is tagged, and each input follows its index. */
  static final int TAGGED = 2;

  /** The most characters of the message of an error that a worker reports as it ends. */
  static final int MAX_ERROR_LENGTH = 1000;

  private WorkerProtocol() {}
}
