package dev.medley.core.example;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.catalog.Precision;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Pools of an example: chips that data centres in China hold today, Nvidia's scarce.
final class ExampleFleet {

    /// What the strongest usual chip does, in 16-bit FLOP/s and bytes per second; demand is counted
    /// in it. Any round figures near an H800's will do.
    static final double STRONG_FLOPS = 1e15;

    private static final double STRONG_BYTES = 3.35e12;

    /// A chip that pools are made of.
    ///
    /// @param share part of the fleet's strength, before all shares are scaled to 1
    /// @param price per device and hour in CNY: made up, near what leases cost
    /// @param devicesPerNode devices of a usual server
    private record Stock(
            String chip, double share, double price, int devicesPerNode, int domain, int site) {}

    private static final List<Stock> STOCKS =
            List.of(
                    new Stock("nvidia-h800-sxm", 0.10, 13.5, 8, 8, 0),
                    new Stock("huawei-ascend-910c", 0.20, 5.9, 16, 384, 1),
                    new Stock("nvidia-h20-96gb", 0.10, 6.2, 8, 8, 0),
                    new Stock("huawei-ascend-910b3", 0.16, 4.6, 8, 8, 1),
                    new Stock("kunlunxin-p800", 0.10, 4.4, 8, 8, 2),
                    new Stock("nvidia-a800-80gb-sxm", 0.06, 6.8, 8, 8, 2),
                    new Stock("cambricon-mlu590", 0.07, 4.2, 8, 8, 2),
                    new Stock("thead-zhenwu-810e", 0.07, 3.6, 16, 16, 0),
                    new Stock("metax-c550", 0.05, 3.9, 8, 8, 1),
                    new Stock("nvidia-h100-sxm", 0.02, 17.8, 8, 8, 3),
                    new Stock("nvidia-h20-141gb", 0.03, 7.0, 8, 8, 2),
                    new Stock("hygon-bw1000", 0.04, 3.8, 8, 8, 1));

    private record Place(String name, String country, double powerPrice, double pue) {}

    private static final List<Place> PLACES =
            List.of(
                    new Place("north", "CN", 0.36, 1.18),
                    new Place("south-west", "CN", 0.38, 1.20),
                    new Place("capital", "CN", 0.62, 1.28),
                    new Place("abroad", "MY", 0.78, 1.35));

    private final Catalog catalog;
    private final List<Stock> pools = new ArrayList<>();

    ExampleFleet(Catalog catalog, Example example) {
        this.catalog = catalog;
        var known = STOCKS.stream().filter(stock -> chip(stock.chip()) != null).toList();
        if (known.isEmpty()) {
            throw new IllegalArgumentException("The catalogue has none of an example's chips.");
        }
        for (int i = 0; i < example.pools(); i++) {
            pools.add(known.get(i % known.size()));
        }
    }

    List<String> sites() {
        return PLACES.stream().map(Place::name).toList();
    }

    /// The chip, or null when the catalogue lacks it or tells nothing about its speed.
    private @Nullable Chip chip(String id) {
        return switch (catalog.chip(id)) {
            case Lookup.Found<Chip>(Chip chip) when strength(chip) > 0 -> chip;
            case Lookup.Found<Chip> _, Lookup.Missing<Chip> _ -> null;
        };
    }

    private double strength(Stock stock) {
        var chip = chip(stock.chip());
        if (chip == null) {
            throw new IllegalStateException(stock.chip() + " was known before");
        }
        return strength(chip);
    }

    /// What one device can do beside the strongest usual chip: the mean of arithmetic and memory,
    /// or the one of them that is known, or 0.
    private static double strength(Chip chip) {
        var flops = chip.deviceFlops(Precision.BF16);
        var bytes = chip.memoryGbs();
        double arithmetic = flops == null ? 0 : flops / STRONG_FLOPS;
        double memory = bytes == null ? 0 : chip.perDevice(bytes) * 1e9 / STRONG_BYTES;
        boolean both = flops != null && bytes != null;
        return (arithmetic + memory) / (both ? 2 : 1);
    }

    /// The Fleet document.
    ///
    /// @param equivalents devices of the strongest usual chip that the fleet is worth
    String write(double equivalents) {
        var text =
                new StringBuilder(
                        """
                        apiVersion: medley.dev/v1alpha1
                        kind: Fleet
                        metadata: {name: synthetic}
                        spec:
                          currency: CNY
                          sites:
                        """);
        for (var place : PLACES) {
            text.append(
                    "    - {name: %s, country: %s, powerPricePerKwh: %s CNY/kWh, pue: %s}\n"
                            .formatted(
                                    place.name(),
                                    place.country(),
                                    place.powerPrice(),
                                    place.pue()));
        }
        text.append("  pools:\n");
        double shares = pools.stream().mapToDouble(Stock::share).sum();
        for (int i = 0; i < pools.size(); i++) {
            var stock = pools.get(i);
            double wanted = equivalents * stock.share() / shares / strength(stock);
            int nodes = (int) Math.max(1, Math.round(wanted / stock.devicesPerNode()));
            int devices = nodes * stock.devicesPerNode();
            int domain = devices >= stock.domain() ? stock.domain() : stock.devicesPerNode();
            text.append("    - name: %s-%02d\n".formatted(stock.chip(), i + 1))
                    .append("      site: %s\n".formatted(PLACES.get(stock.site()).name()))
                    .append("      chip: %s\n".formatted(stock.chip()))
                    .append("      devices: %d\n".formatted(devices))
                    .append("      devicesPerNode: %d\n".formatted(stock.devicesPerNode()))
                    .append("      domainDevices: %d\n".formatted(domain))
                    .append("      costPerDeviceHour: %s CNY/h\n".formatted(stock.price()));
        }
        return text.toString();
    }

    static String policy() {
        return """
        apiVersion: medley.dev/v1alpha1
        kind: Policy
        metadata: {name: synthetic}
        spec:
          currency: CNY
          referenceChip: nvidia-h800-sxm
        """;
    }
}
