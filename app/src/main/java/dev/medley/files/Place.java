package dev.medley.files;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Where something stands.
///
/// @param line from 1
/// @param column from 1
record Place(String file, int line, int column) {

    /// Where a path leads to in a document; where it ends too early, what it last touched.
    ///
    /// @param key whether the key is meant rather than its value
    static Place of(Node document, List<String> steps, boolean key) {
        int line = document.line();
        int column = document.column();
        Node node = document;
        for (int i = 0; i < steps.size() && node != null; i++) {
            boolean last = i + 1 == steps.size();
            var entry = node instanceof Node.Mapping m ? m.entries().get(steps.get(i)) : null;
            if (entry != null) {
                node = entry.value();
                boolean atKey = (last && key) || isEmpty(node);
                line = atKey ? entry.line() : node.line();
                column = atKey ? entry.column() : node.column();
            } else {
                node = step(node, steps.get(i));
                line = node == null ? line : node.line();
                column = node == null ? column : node.column();
            }
        }
        return new Place("", line, column);
    }

    /// A value that is not there stands nowhere; its key does.
    private static boolean isEmpty(Node node) {
        return node instanceof Node.Scalar scalar && scalar.text().isEmpty();
    }

    static @Nullable Node node(Node document, List<String> steps) {
        Node node = document;
        for (int i = 0; i < steps.size() && node != null; i++) {
            node = step(node, steps.get(i));
        }
        return node;
    }

    private static @Nullable Node step(Node node, String step) {
        return switch (node) {
            case Node.Mapping mapping -> {
                var entry = mapping.entries().get(step);
                yield entry == null ? null : entry.value();
            }
            case Node.Sequence sequence ->
                    step.matches("\\d{1,9}") && Integer.parseInt(step) < sequence.items().size()
                            ? sequence.items().get(Integer.parseInt(step))
                            : null;
            case Node.Scalar _ -> null;
        };
    }

    /// `spec.pools[2].chip`.
    static String path(List<String> steps) {
        var path = new StringBuilder();
        for (var step : steps) {
            if (step.matches("\\d+")) {
                path.append('[').append(step).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step);
            }
        }
        return path.toString();
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
