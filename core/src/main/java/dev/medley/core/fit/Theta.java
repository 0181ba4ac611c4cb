package dev.medley.core.fit;

/// Values of all parameters of a [Layout].
public final class Theta {

    private final double[] values;

    public Theta(double[] values) {
        this.values = values.clone();
    }

    /// Value in a slot; 1 for [Layout#NONE].
    public double get(int slot) {
        return slot == Layout.NONE ? 1.0 : values[slot];
    }

    public int size() {
        return values.length;
    }

    public double[] toArray() {
        return values.clone();
    }

    /// The same values but one.
    public Theta with(int slot, double value) {
        var copy = values.clone();
        copy[slot] = value;
        return new Theta(copy);
    }
}
