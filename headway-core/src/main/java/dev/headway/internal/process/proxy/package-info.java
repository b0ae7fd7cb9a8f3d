/**
 * Serializable forms of everyday values of the JDK that are not serializable. Internal: without a
 * promise.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.process.proxy;
