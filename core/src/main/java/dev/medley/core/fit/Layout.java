package dev.medley.core.fit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/// Where each parameter stands in a vector of values, so that a prediction looks names up once.
public final class Layout {

    /// Slot of a parameter that this layout does not know; its value is always 1, so that an offset
    /// nobody calibrated leaves a prediction alone.
    public static final int NONE = -1;

    private final List<Parameter> parameters;
    private final TreeMap<String, Integer> slots = new TreeMap<>();

    public Layout(List<Parameter> parameters) {
        this.parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
        for (int slot = 0; slot < parameters.size(); slot++) {
            var name = parameters.get(slot).name();
            if (slots.put(name, slot) != null) {
                throw new IllegalArgumentException("Parameter '%s' appears twice.".formatted(name));
            }
        }
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    public int size() {
        return parameters.size();
    }

    /// Slot of a parameter, or [#NONE].
    public int slot(String name) {
        return slots.getOrDefault(name, NONE);
    }

    /// Slot of a parameter that must exist.
    public int required(String name) {
        int slot = slot(name);
        if (slot == NONE) {
            throw new IllegalArgumentException("No parameter is called '%s'.".formatted(name));
        }
        return slot;
    }

    /// All parameters at their priors.
    public Theta priors() {
        var values = new double[size()];
        for (int slot = 0; slot < values.length; slot++) {
            values[slot] = parameters.get(slot).prior();
        }
        return new Theta(values);
    }
}
