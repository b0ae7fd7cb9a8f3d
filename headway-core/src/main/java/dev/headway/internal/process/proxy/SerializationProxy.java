package dev.headway.internal.process.proxy;

import java.io.Serializable;

/**
 * Travels in the place of a value of the JDK that people use as an input or a result all the time,
 * and that is not serializable. Turns back into it at the other end.
 */
public interface SerializationProxy extends Serializable {}
