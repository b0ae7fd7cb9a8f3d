/** Functions on their way to a worker, each once. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.process.function;
