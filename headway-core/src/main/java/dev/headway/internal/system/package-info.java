/**
 * What the operating system gives a program. Internal: not exported, and without a promise. Depends
 * on the JDK alone; everything else may use it.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.system;
