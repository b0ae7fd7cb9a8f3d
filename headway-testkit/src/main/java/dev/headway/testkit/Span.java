package dev.headway.testkit;

/**
 * A piece of a row of a {@link Screen} in one style, such as {@code new Span(9, 4, "100%",
 * "green")}. It neither begins nor ends with a blank and never holds two in succession: between
 * spans there is nothing to see.
 *
 * @param column where it begins, counted from the left, from 0
 * @param cells how wide it is; a wide character takes two
 * @param text its characters
 * @param style {@code bold}, {@code dim} and the colour ({@code red}, {@code green}, {@code
 *     yellow}, {@code cyan}), as far as they apply, in this order with blanks between; empty for
 *     plain text
 */
public record Span(int column, int cells, String text, String style) {}
