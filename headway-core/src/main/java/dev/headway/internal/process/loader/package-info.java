/** Classes and resources that a worker asks its parent for. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.process.loader;
