package dev.headway.internal.terminal.layout;

import dev.headway.internal.terminal.format.Line;
import java.util.List;

/**
 * What a snapshot looks like on a screen of some size.
 *
 * @param above lines of progresses that ended: they stay for good and scroll up
 * @param live lines of progresses that go on, redrawn with each snapshot
 */
public record Frame(List<Line> above, List<Line> live) {}
