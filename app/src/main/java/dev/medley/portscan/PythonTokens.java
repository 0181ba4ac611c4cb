package dev.medley.portscan;

import java.util.Arrays;

/// Tokens of a Python file side by side in arrays; a large tree has hundreds of millions.
final class PythonTokens {

    static final byte END = 0;
    static final byte NAME = 1;
    static final byte NUMBER = 2;
    static final byte STRING = 3;
    static final byte OPERATOR = 4;
    static final byte NEWLINE = 5;

    /// Around the code inside a field of an f-string, which follows its STRING.
    static final byte FIELD_OPENS = 6;

    static final byte FIELD_CLOSES = 7;

    private final String text;
    private byte[] kinds = new byte[256];
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int size;

    PythonTokens(String text) {
        this.text = text;
    }

    int add(byte kind, int start, int end) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        kinds[size] = kind;
        starts[size] = start;
        ends[size] = end;
        return size++;
    }

    /// Forgets what came after, because it was read wrongly.
    void back(int to) {
        size = to;
    }

    void ends(int token, int end) {
        ends[token] = end;
    }

    int size() {
        return size;
    }

    /// Beyond either end there is END.
    byte kind(int token) {
        return token < 0 || token >= size ? END : kinds[token];
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return ends[token];
    }

    boolean is(int token, char operator) {
        return kind(token) == OPERATOR
                && ends[token] == starts[token] + 1
                && text.charAt(starts[token]) == operator;
    }

    boolean is(int token, String word) {
        return (kind(token) == OPERATOR || kind(token) == NAME)
                && ends[token] - starts[token] == word.length()
                && text.startsWith(word, starts[token]);
    }

    String text(int token) {
        return text.substring(starts[token], ends[token]);
    }
}
