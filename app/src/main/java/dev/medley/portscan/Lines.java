package dev.medley.portscan;

import java.util.Arrays;

/// Lines and columns of a text, found when first asked for.
final class Lines {

    private final String text;
    private int[] starts = {};

    Lines(String text) {
        this.text = text;
    }

    int line(int offset) {
        if (starts.length == 0) {
            starts = starts(text);
        }
        int at = Arrays.binarySearch(starts, offset);
        return at >= 0 ? at + 1 : -at - 1;
    }

    int column(int offset) {
        return offset - starts[line(offset) - 1] + 1;
    }

    private static int[] starts(String text) {
        var starts = new int[64];
        int count = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
            }
            starts[count++] = i + 1;
        }
        return Arrays.copyOf(starts, count);
    }
}
