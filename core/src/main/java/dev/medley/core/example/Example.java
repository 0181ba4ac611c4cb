package dev.medley.core.example;

import dev.medley.core.catalog.Catalog;

import java.util.Locale;
import java.util.function.Consumer;

/// A synthetic fleet and its work.
///
/// GOALS. The mix is that of a firm which trains and serves on scarce Nvidia chips and larger pools
/// of others; models and chips are real ones of the catalogue; all work together wants two to three
/// times what the fleet has; the same seed gives the same bytes.
///
/// ALGORITHM. 1. Draw the works, each with the devices of the strongest chip it could well use. 2.
/// Size the pools so that their devices, weighed by what they can do, are two fifths of that. 3.
/// Write fleet, policy, tenants, and works by the thousand.
///
/// @param works number of works, at least 1
/// @param pools number of pools, at least 1
/// @param tenants number of tenants, at least 1
public record Example(int works, int pools, int tenants, long seed) {

    /// Demand over supply.
    static final double SCARCITY = 2.5;

    private static final int WORKS_PER_FILE = 1000;

    public Example {
        if (works < 1 || pools < 1 || tenants < 1) {
            throw new IllegalArgumentException("An example needs works, pools and tenants.");
        }
    }

    /// A file of the example.
    public record Written(String name, String text) {}

    /// Writes all files, in a fixed order.
    ///
    /// @throws IllegalArgumentException when the catalogue lacks the usual chips or models
    public void write(Catalog catalog, Consumer<Written> out) {
        var fleet = new ExampleFleet(catalog, this);
        var demand = new ExampleWork(catalog, this, fleet.sites());
        var header = header();
        double equivalents = 0;
        var text = new StringBuilder(header);
        int file = 1;
        for (int i = 0; i < works; i++) {
            equivalents += demand.write(i, text);
            if ((i + 1) % WORKS_PER_FILE == 0 || i + 1 == works) {
                var name = "work-%03d.yaml".formatted(file++);
                out.accept(new Written(name, text.toString()));
                text = new StringBuilder(header);
            }
        }
        out.accept(new Written("fleet.yaml", header + fleet.write(equivalents / SCARCITY)));
        out.accept(new Written("policy.yaml", header + ExampleFleet.policy()));
        out.accept(new Written("tenants.yaml", header + tenantDocuments()));
    }

    private String header() {
        return """
        # Synthetic: nobody runs this fleet. Written by
        # medley example --works %d --pools %d --tenants %d --seed %d
        """
                .formatted(works, pools, tenants, seed);
    }

    static String tenant(int index) {
        return String.format(Locale.ROOT, "tenant-%03d", index + 1);
    }

    private String tenantDocuments() {
        var text = new StringBuilder();
        for (int i = 0; i < tenants; i++) {
            var draw = Draw.of(seed ^ 0x7E4A47, i);
            boolean internal = draw.chance(0.6);
            text.append(
                    """
                    ---
                    apiVersion: medley.dev/v1alpha1
                    kind: Tenant
                    metadata: {name: %s}
                    spec:
                      weight: %s
                      internal: %s
                      headquarters: CN
                    """
                            .formatted(tenant(i), Draw.round(draw.spread(0.5, 4)), internal));
            if (!internal && draw.chance(0.7)) {
                double fairShare = 30.0 * works / tenants;
                text.append("  budgetPerHour: ")
                        .append(Draw.round(fairShare * draw.spread(0.5, 3)))
                        .append(" CNY/h\n");
            }
        }
        return text.toString();
    }
}
