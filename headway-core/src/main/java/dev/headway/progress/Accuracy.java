package dev.headway.progress;

/**
 * How good the prediction of one progress was, as seen from its end. All are parts of the time that
 * the whole took, from 0 to 1, unless said otherwise.
 *
 * <pre>{@code
 * String text = "the predicted end was within ±20 % for "
 *     + Math.round(100 * accuracy.withinFifth()) + " % of the time";
 * }</pre>
 *
 * @param answered how long there was a prediction at all
 * @param withinFifth how long the predicted duration of the whole was off by 20 % of the true one
 *     at most. A time without a prediction counts as off
 * @param margin the 80th percentile, over the answered time, of the error of the predicted duration
 *     of the whole. It is a part of the true duration: 0.12 is ±12 %. May be above 1
 * @param rangeHeld how much of the answered time the true end lay between the low and the high one.
 *     A range means to hold for 0.8 of it
 */
public record Accuracy(double answered, double withinFifth, double margin, double rangeHeld) {}
