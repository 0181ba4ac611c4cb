package dev.medley.devices.listing;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Lines of `key : value`, as tools print them when asked for all they know of one device.
public final class KeyBlocks {

    private KeyBlocks() {}

    /// Values by key in lower case; the first of a key that says anything.
    public static Map<String, String> read(String text) {
        var values = new TreeMap<String, String>();
        for (var line : text.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                var value = Readings.said(line.substring(colon + 1));
                var key = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                if (!value.isEmpty()) {
                    values.putIfAbsent(key, value);
                }
            }
        }
        return values;
    }
}
