/** Examples, each a page long: see {@code examples/run}. */
package dev.headway.examples;
