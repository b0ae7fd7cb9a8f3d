/** Inputs and results as bytes. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.process.codec;
