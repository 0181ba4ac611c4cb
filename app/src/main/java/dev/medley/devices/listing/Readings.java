package dev.medley.devices.listing;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Pattern;

/// Figures and addresses as tools print them.
final class Readings {

    private static final Pattern BUS =
            Pattern.compile(
                    "(?<![0-9a-zA-Z])(?:([0-9a-fA-F]{2,8}):)?([0-9a-fA-F]{2}):([0-9a-fA-F]{2})"
                            + "\\.([0-9a-fA-F])(?![0-9a-zA-Z])");

    private static final String UNIT = "(B|[KMGT]i?B|[KMGT]ib)";

    private static final Pattern USED_OF =
            Pattern.compile("[\\d.]+\\s*" + UNIT + "?\\s*/\\s*([\\d.]+)\\s*" + UNIT + "?");

    private static final Pattern USED_WITHIN =
            Pattern.compile("[\\d.]+\\s*" + UNIT + "?\\s*\\(\\s*([\\d.]+)\\s*" + UNIT + "\\s*\\)");

    private static final Pattern AMOUNT = Pattern.compile("([\\d.]+)\\s*" + UNIT + "(?!\\w)");

    private static final Pattern CAP = Pattern.compile("/\\s*([\\d.]+)\\s*W");

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

    private Readings() {}

    /// The first PCI address in the text, with four digits of domain, or "".
    static String busId(String text) {
        var found = BUS.matcher(text);
        if (!found.find()) {
            return "";
        }
        long domain = found.group(1) == null ? 0 : Long.parseLong(found.group(1), 16);
        return String.format(
                        Locale.ROOT,
                        "%04x:%s:%s.%s",
                        domain,
                        found.group(2),
                        found.group(3),
                        found.group(4))
                .toLowerCase(Locale.ROOT);
    }

    /// Total memory of "used / total", "used(total)" or "total"; of several pairs the last that is
    /// not of nothing, as cards with two kinds of memory print the device's own last.
    static @Nullable Long memoryBytes(String text) {
        Long total = null;
        for (var pattern : new Pattern[] {USED_WITHIN, USED_OF}) {
            var found = pattern.matcher(text);
            while (found.find()) {
                var bytes = bytes(found.group(2), found.group(3));
                total = bytes == null ? total : bytes;
            }
            if (total != null) {
                return total;
            }
        }
        var alone = AMOUNT.matcher(text);
        return alone.find() ? bytes(alone.group(1), alone.group(2)) : null;
    }

    /// An amount that is alone in its field; a number without unit is in the unit given.
    static @Nullable Long amountBytes(String text, String unit) {
        var stated = AMOUNT.matcher(text);
        if (stated.find()) {
            return bytes(stated.group(1), stated.group(2));
        }
        var bare = NUMBER.matcher(text);
        return bare.find() ? bytes(bare.group(), unit) : null;
    }

    /// Tools write MB and GB for 2^20 and 2^30 bytes, whatever the letters mean elsewhere.
    private static @Nullable Long bytes(String number, @Nullable String unit) {
        double amount = number(number);
        if (!(amount > 0)) {
            return null;
        }
        char scale = unit == null ? 'M' : Character.toUpperCase(unit.charAt(0));
        return switch (scale) {
            case 'B' -> (long) amount;
            case 'K' -> (long) (amount * (1L << 10));
            case 'G' -> (long) (amount * (1L << 30));
            case 'T' -> (long) (amount * (1L << 40));
            default -> (long) (amount * (1L << 20));
        };
    }

    /// The cap of "used W / cap W", or null.
    static @Nullable Double powerCap(String text) {
        var found = CAP.matcher(text);
        return found.find() ? positive(found.group(1)) : null;
    }

    /// The first number in the text if it is more than nothing, or null.
    static @Nullable Double positive(String text) {
        var found = NUMBER.matcher(text);
        if (!found.find()) {
            return null;
        }
        double value = number(found.group());
        return value > 0 ? value : null;
    }

    /// A whole number, or null.
    static @Nullable Integer whole(String text) {
        var digits = text.strip();
        return digits.matches("\\d{1,6}") ? Integer.valueOf(digits) : null;
    }

    /// The text, or "" where it is one of the ways to say nothing.
    static String said(String text) {
        var plain = text.strip();
        var key = plain.toUpperCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        return switch (key) {
            case "N/A", "NA", "-", "NOT SUPPORTED", "UNKNOWN", "NONE", "/" -> "";
            default -> plain;
        };
    }

    private static double number(String digits) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }
}
