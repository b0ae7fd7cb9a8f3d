/** Frames on a socket, and the buffers that they are made of. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.process.wire;
