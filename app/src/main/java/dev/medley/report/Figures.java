package dev.medley.report;

import dev.medley.core.fleet.Pool;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// Numbers as people read them: three significant digits, the same in every locale.
public final class Figures {

    private static final DecimalFormatSymbols SYMBOLS =
            DecimalFormatSymbols.getInstance(Locale.ROOT);

    private Figures() {}

    /// `0.061`, `3.14`, `26.9`, `1,240`, `26.9k`, `1.2M`.
    public static String figure(double value) {
        double size = Math.abs(value);
        if (size >= 999.5e9) {
            return digits(value / 1e12) + "T";
        } else if (size >= 999.5e6) {
            return digits(value / 1e9) + "B";
        } else if (size >= 999.5e3) {
            return digits(value / 1e6) + "M";
        } else if (size >= 9999.5) {
            return digits(value / 1e3) + "k";
        }
        return digits(value);
    }

    private static String digits(double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        if (Math.abs(value) >= 999.5) {
            return whole(Math.round(value));
        }
        if (value != 0 && Math.abs(value) < 5e-4) {
            return value > 0 ? "<0.001" : ">-0.001";
        }
        var rounded = new BigDecimal(value).round(new MathContext(3));
        int decimals = Math.min(3, Math.max(0, rounded.scale()));
        return rounded.setScale(decimals, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /// With exactly so many decimals: columns of prices line up.
    public static String decimal(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /// A price in a column of prices: two decimals, and never 0 for what is not.
    public static String price(double value) {
        if (value == 0) {
            return "0";
        }
        return value < 0.005 ? "<0.01" : decimal(value, 2);
    }

    /// `lease`, `state data centre; power by the hour`: where the prices of a pool come from.
    public static String basis(Pool pool) {
        return pool.basis().words() + (pool.site().powerByHours() ? "; power by the hour" : "");
    }

    /// `7,424`.
    public static String whole(long value) {
        return new DecimalFormat("#,##0", SYMBOLS).format(value);
    }

    /// `7,424` devices, or `2.75` where parts of some are among them.
    public static String devices(double devices) {
        return isWhole(devices) ? whole(Math.round(devices)) : decimal(devices, 2);
    }

    /// `512`, or `16 parts (4 devices)`.
    public static String devices(Pool pool) {
        return pool.carving().isWhole()
                ? whole(pool.devices())
                : pool.carving().count(pool.devices());
    }

    /// `1 device`, `2.75 devices`.
    public static String deviceCount(double devices) {
        return isWhole(devices)
                ? count(Math.round(devices), "device")
                : devices(devices) + " devices";
    }

    /// Parts are fractions, and sums of fractions are rounded.
    static boolean isWhole(double devices) {
        return Math.abs(devices - Math.rint(devices)) < 1e-6;
    }

    /// `97 %`, `0.21 %`, `<0.01 %`; exact 0 and 1 stay `0 %` and `100 %`, nothing else rounds to
    /// them.
    public static String percent(double share) {
        double percent = share * 100;
        if (percent == 0) {
            return "0 %";
        }
        if (Math.abs(percent) < 0.01) {
            return "<0.01 %";
        }
        if (Math.abs(percent) < 1) {
            return decimal(percent, 2) + " %";
        }
        if (percent > 99 && percent < 99.9999) {
            return decimal(Math.min(percent, 99.9), 1) + " %";
        }
        return decimal(percent, 0) + " %";
    }

    /// `240 ms`, `1.2 s`.
    public static String time(double milliseconds) {
        return milliseconds < 999.5
                ? figure(milliseconds) + " ms"
                : figure(milliseconds / 1000) + " s";
    }

    /// `40 min`, `31 h`, `12 d`.
    public static String span(double hours) {
        if (hours < 1) {
            return decimal(Math.max(1, hours * 60), 0) + " min";
        }
        return hours < 72 ? figure(hours) + " h" : figure(hours / 24) + " d";
    }

    /// `8.4 kW`, `1.21 MW`.
    public static String power(double watts) {
        if (watts >= 999_500) {
            return figure(watts / 1e6) + " MW";
        }
        return watts >= 999.5 ? figure(watts / 1e3) + " kW" : figure(watts) + " W";
    }

    /// A rate in its unit: `26.9k tokens/s`, `240 req/s`, `1.3x`.
    public static String rate(double rate, String unit) {
        return switch (unit) {
            case "x" -> figure(rate) + "x";
            case "requests/s" -> figure(rate) + " req/s";
            default -> figure(rate) + " " + unit;
        };
    }

    /// `1 work`, `12 works`.
    public static String count(long number, String noun) {
        return whole(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
