/**
 * The settings of worker processes, and which options of this JVM they are given. Internal: without
 * a promise.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.process.config;
