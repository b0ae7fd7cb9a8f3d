/**
 * Recordings of terminals as files: asciicast, animated SVG, text. Knows neither progress nor
 * terminals, only what a screen showed and when. Depends on the JDK alone.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.recording;
