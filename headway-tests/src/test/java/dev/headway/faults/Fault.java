package dev.headway.faults;

import java.io.Serializable;

/** Something that a task should not do. */
interface Fault extends Serializable {
  void strike() throws Exception;
}
