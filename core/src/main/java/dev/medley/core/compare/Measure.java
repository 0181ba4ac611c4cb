package dev.medley.core.compare;

import dev.medley.core.catalog.Precision;

import java.util.Locale;

/// What a figure of a sheet measures.
///
/// @param key name in JSON: `bf16`, `memoryGb`, `watts`
/// @param title for people
/// @param unit of the figure
public record Measure(String key, String title, String unit) {

    static final Measure DEVICES = new Measure("devices", "devices", "");
    static final Measure PACKAGES = new Measure("packages", "packages", "");
    static final Measure MEMORY = new Measure("memoryGb", "memory", "GB");
    static final Measure BANDWIDTH = new Measure("memoryGbs", "memory bandwidth", "GB/s");
    static final Measure DOMAIN = new Measure("domainDevices", "domain", "devices");
    static final Measure DOMAIN_MEMORY = new Measure("domainGb", "memory of a domain", "GB");
    static final Measure LINKS = new Measure("linkGbs", "links of a package", "GB/s");
    static final Measure NETWORK = new Measure("scaleOutGbps", "network", "Gbit/s");
    static final Measure POWER = new Measure("watts", "power", "W");
    static final Measure PRICE = new Measure("priceUsd", "price", "USD");
    static final Measure COST = new Measure("costPerHour", "cost without power", "money/h");

    static Measure peak(Precision precision) {
        var name = precision.name().toLowerCase(Locale.ROOT);
        var unit = precision.name().startsWith("INT") ? "TOP/s" : "TFLOP/s";
        return new Measure(name, name + " dense peak", unit);
    }

    /// The same measure per watt of the subject's power.
    Measure perWatt() {
        return new Measure(key + "PerWatt", title + " per watt", unit + "/W");
    }

    /// The same measure per million USD of the subject's price.
    Measure perMillion() {
        return new Measure(key + "PerMillionUsd", title + " per million USD", unit + "/MUSD");
    }
}
