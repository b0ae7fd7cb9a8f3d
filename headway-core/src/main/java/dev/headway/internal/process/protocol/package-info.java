/**
 * What a parent and its workers share: names, pages in mapped memory, the socket, ends. Internal:
 * without a promise.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.process.protocol;
