package dev.headway.internal.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Handles of fields that one thread writes and others read, without a lock. */
public final class FieldHandles {
  private FieldHandles() {}

  /**
   * Finds the handle of a field.
   *
   * @param owner looks into the class of the field
   * @param name the name of the field
   * @param type its type
   * @return the handle, to be kept in a constant
   */
  public static VarHandle of(MethodHandles.Lookup owner, String name, Class<?> type) {
    try {
      return owner.findVarHandle(owner.lookupClass(), name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
