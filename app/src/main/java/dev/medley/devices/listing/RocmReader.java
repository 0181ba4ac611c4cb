package dev.medley.devices.listing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads rocm-smi and its descendant hy-smi: a plain table with a head, lines such as `HCU[0] :
/// Card Series: K100_AI`, and JSON of `card0`, `card1`, which is not always JSON. What several
/// commands say of a device is put together.
public final class RocmReader implements Reader {

    private static final Pattern KEYED =
            Pattern.compile("\\s*(?:HCU|DCU|GPU)\\[(\\d+)]\\s*:\\s*(.+?)\\s*:\\s*(.*)");

    private static final Pattern CARD = Pattern.compile("(?i)(?:card|hcu|dcu|gpu)\\s*(\\d+)");

    private static final Pattern HEAD = Pattern.compile("\\s*(?:HCU|DCU|GPU)\\s+Temp\\s.*");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    @Override
    public Listing read(List<String> texts) {
        var said = new Said(new TreeMap<>(), new TreeMap<>());
        texts.forEach(said::gather);
        var rows = new ArrayList<Row>();
        said.devices().forEach((index, facts) -> rows.add(row(index, facts)));
        return new Listing("", said.system().getOrDefault("driver version", ""), rows, List.of());
    }

    /// Facts by key in lower case.
    private record Said(Map<Integer, Map<String, String>> devices, Map<String, String> system) {

        void gather(String text) {
            String[] titles = {};
            for (var line : text.lines().toList()) {
                var keyed = KEYED.matcher(line);
                if (keyed.matches()) {
                    put(keyed.group(1), keyed.group(2), keyed.group(3));
                } else if (HEAD.matcher(line).matches()) {
                    titles = SPACE.split(line.strip(), -1);
                } else if (titles.length > 0) {
                    var words = SPACE.split(line.strip(), -1);
                    for (int at = 1; at < titles.length && words.length == titles.length; at++) {
                        put(words[0], titles[at], words[at]);
                    }
                }
            }
            for (var value : LenientJson.read(text)) {
                if (value instanceof Map<?, ?> cards) {
                    cards.forEach((card, facts) -> card(card.toString(), facts));
                }
            }
        }

        private void card(String card, @Nullable Object facts) {
            var number = CARD.matcher(card);
            if (!(facts instanceof Map<?, ?> fields)) {
                return;
            }
            if (number.matches()) {
                fields.forEach((key, value) -> put(number.group(1), key.toString(), text(value)));
            } else {
                fields.forEach((key, value) -> system.put(key(key.toString()), text(value)));
            }
        }

        private void put(String index, String key, String value) {
            var number = Readings.whole(index);
            if (number != null && !Readings.said(value).isEmpty()) {
                devices.computeIfAbsent(number, _ -> new TreeMap<>())
                        .put(key(key), Readings.said(value));
            }
        }

        private static String text(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }

        private static String key(String text) {
            return text.strip().toLowerCase(Locale.ROOT);
        }
    }

    private static Row row(int index, Map<String, String> facts) {
        return new Row(
                index,
                index,
                name(facts),
                "",
                first(facts, "unique id", "uuid", "serial number"),
                Readings.busId(first(facts, "pci bus", "bus")),
                memory(facts),
                Health.UNSAID,
                "",
                Readings.positive(first(facts, "max graphics package power (w)", "pwrcap")));
    }

    /// A number in place of a name is a PCI id, and no name.
    private static String name(Map<String, String> facts) {
        for (var key : List.of("card series", "card model", "device name", "product name")) {
            var name = facts.getOrDefault(key, "");
            if (!name.isEmpty() && !name.startsWith("0x")) {
                return name;
            }
        }
        return "";
    }

    private static @Nullable Long memory(Map<String, String> facts) {
        for (var fact : facts.entrySet()) {
            if (fact.getKey().startsWith("vram total memory")) {
                boolean bytes = fact.getKey().contains("(b)");
                return Readings.amountBytes(fact.getValue(), bytes ? "B" : "MiB");
            }
        }
        return null;
    }

    private static String first(Map<String, String> facts, String... keys) {
        for (var key : keys) {
            if (facts.containsKey(key)) {
                return facts.getOrDefault(key, "");
            }
        }
        return "";
    }
}
