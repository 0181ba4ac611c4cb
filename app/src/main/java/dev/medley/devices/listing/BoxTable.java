package dev.medley.devices.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Finds the devices in a table that is drawn with lines, as most vendors' tools print one.
///
/// GOALS. One way to read them all, whatever their widths, and whichever columns a release adds.
///
/// ALGORITHM. Lines made of `+-=|` part the text into groups of lines with `|` in them. The group
/// whose first title is an id (`GPU`, `NPU`, `Card`, ...) and that has a title `Name` is the head.
/// Every later group of as many lines, or of a multiple, is that many devices; a cell's titles
/// stand at the same place in the head. A group that speaks of processes ends the table.
///
/// ```
/// +------------------+-----------------+
/// | Board       Name | GPU   Persist-M |     head: Board, Name | GPU, Persist-M
/// | Pwr:Usage/Cap    | Temp   Perf     |           Pwr:Usage/Cap | Temp, Perf
/// |==================+=================|
/// | 0     MetaX C500 | 0           Off |     one device: Board 0, Name "MetaX C500", GPU 0
/// | 37W / 350W       | 32C          P0 |
/// +------------------+-----------------+
/// ```
final class BoxTable {

    private static final Pattern RULE = Pattern.compile("[\\s|+=\\-]*[-=]{6}[\\s|+=\\-]*");

    private static final Pattern GAP = Pattern.compile("\\s{2,}");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final List<String> IDS =
            List.of("GPU", "NPU", "XPU", "PPU", "DEV", "CARD", "AIP", "ID", "BOARD");

    /// The cells of a device below the titles of the head, by line and column.
    record Entry(List<List<String>> head, List<List<String>> cells) {

        /// The value under a title, or "".
        String under(String title) {
            for (int line = 0; line < head.size(); line++) {
                for (int column = 0; column < head.get(line).size(); column++) {
                    var titles = GAP.split(head.get(line).get(column), -1);
                    int at = find(titles, title);
                    if (at >= 0) {
                        return value(cell(line, column), titles, at);
                    }
                }
            }
            return "";
        }

        /// The whole cell with such a title in its head, or "".
        String cellUnder(String part) {
            for (int line = 0; line < head.size(); line++) {
                for (int column = 0; column < head.get(line).size(); column++) {
                    if (upper(head.get(line).get(column)).contains(upper(part))) {
                        return cell(line, column);
                    }
                }
            }
            return "";
        }

        String all() {
            return String.join(" | ", cells.stream().flatMap(List::stream).toList());
        }

        private String cell(int line, int column) {
            var row = cells.get(line);
            return column < row.size() ? row.get(column) : "";
        }

        /// Words before and after the one that may hold blanks (the name) belong to its neighbours.
        private static String value(String cell, String[] titles, int at) {
            var gapped = GAP.split(cell, -1);
            var words = SPACE.split(cell, -1);
            if (titles.length == 1) {
                return cell;
            }
            int name = find(titles, "Name");
            if (at == name) {
                int from = name;
                int to = words.length - (titles.length - 1 - name);
                return from < to ? String.join(" ", List.of(words).subList(from, to)) : "";
            }
            if ((name >= 0 && at < name) || words.length == titles.length) {
                return at < words.length ? words[at] : "";
            }
            return gapped.length == titles.length ? gapped[at] : "";
        }

        private static int find(String[] titles, String title) {
            for (int at = 0; at < titles.length; at++) {
                if (titles[at].strip().equalsIgnoreCase(title)) {
                    return at;
                }
            }
            return -1;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private List<List<String>> head = List.of();

    private BoxTable() {}

    static BoxTable read(String text) {
        var table = new BoxTable();
        var group = new ArrayList<List<String>>();
        for (var line : text.lines().toList()) {
            if (line.contains("|") && !RULE.matcher(line).matches()) {
                group.add(cells(line));
            } else if (!group.isEmpty()) {
                table.close(List.copyOf(group));
                group.clear();
            }
        }
        if (!group.isEmpty()) {
            table.close(group);
        }
        return table;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    private void close(List<List<String>> group) {
        var words = List.of(SPACE.split(upper(String.join(" ", group.getFirst())).strip(), -1));
        boolean processes = words.stream().anyMatch(word -> word.startsWith("PROCESS"));
        if (processes) {
            head = List.of();
        } else if (!words.isEmpty() && IDS.contains(words.getFirst()) && words.contains("NAME")) {
            head = group;
        } else if (!head.isEmpty()) {
            add(group);
        }
    }

    private void add(List<List<String>> group) {
        int lines = head.size();
        if (group.size() % lines != 0) {
            problems.add(
                    "A row of %d lines stands below a head of %d: %s"
                            .formatted(group.size(), lines, String.join(" | ", group.getFirst())));
            return;
        }
        for (int from = 0; from < group.size(); from += lines) {
            entries.add(new Entry(head, List.copyOf(group.subList(from, from + lines))));
        }
    }

    private static List<String> cells(String line) {
        var text = line.strip();
        if (text.startsWith("|")) {
            text = text.substring(1);
        }
        if (text.endsWith("|")) {
            text = text.substring(0, text.length() - 1);
        }
        var cells = new ArrayList<String>();
        for (var cell : text.split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return List.copyOf(cells);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
