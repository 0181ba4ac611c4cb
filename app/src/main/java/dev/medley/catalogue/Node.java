package dev.medley.catalogue;

import java.util.List;
import java.util.Map;

/// A value in a YAML or JSON file, with its place.
sealed interface Node {

    Place place();

    /// What stands in the file, for messages.
    String shown();

    /// A single value.
    ///
    /// @param text as written, without quotes
    record Scalar(Place place, Kind kind, String text) implements Node {
        @Override
        public String shown() {
            return text;
        }
    }

    /// Values in order.
    record Items(Place place, List<Node> values) implements Node {
        @Override
        public String shown() {
            return "a list of " + values.size();
        }
    }

    /// Values by name, in the order of the file.
    record Block(Place place, Map<String, Entry> entries) implements Node {
        @Override
        public String shown() {
            return "a block of " + entries.size() + " fields";
        }
    }

    /// A named value and where its name stands.
    record Entry(Place place, Node value) {}

    /// What a single value was written as.
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }
}
