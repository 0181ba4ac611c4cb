package dev.medley.files;

import dev.medley.core.catalog.Chip;
import dev.medley.core.fleet.Carving;
import dev.medley.core.fleet.CostBasis;
import dev.medley.core.fleet.Fleet;
import dev.medley.core.fleet.Pool;
import dev.medley.core.fleet.PowerTariff;
import dev.medley.core.fleet.Site;
import dev.medley.core.ledger.vouchers.Programme;
import dev.medley.core.stock.Stock;
import dev.medley.core.units.Money;
import dev.medley.core.units.Nearest;
import dev.medley.core.work.Policy;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns a Fleet document that the schema accepts into the core's fleet.
final class FleetBinder {

    private static final int USUAL_PACKAGES_PER_NODE = 8;

    private final Names names;
    private final LocalDate date;
    private final Policy policy;
    private final Exchange exchange;

    /// @param date day whose prices of power hold
    FleetBinder(Names names, Policy policy, LocalDate date) {
        this.names = names;
        this.date = date;
        this.policy = policy;
        this.exchange = new Exchange(policy.currency(), policy.exchangeRates());
    }

    /// A fleet, and what becomes of it.
    ///
    /// @param fleet without pools that are only planned
    record Bound(Fleet fleet, Stock stock) {
        static Bound none(String currency) {
            return new Bound(Fleet.none(currency), Stock.still(List.of()));
        }
    }

    Bound bind(String name, Fields spec) {
        var currency = spec.text("currency", policy.currency());
        var sites = new LinkedHashMap<String, Site>();
        for (var fields : spec.each("sites")) {
            var site = site(fields, currency);
            if (sites.putIfAbsent(site.id(), site) != null) {
                fields.wrong("name", "is the name of another site as well", "rename one of them");
            }
        }
        var pools = new LinkedHashMap<String, Pool>();
        for (var fields : spec.each("pools")) {
            var pool = pool(fields, sites, currency);
            if (pool != null && pools.putIfAbsent(pool.id(), pool) != null) {
                fields.wrong("name", "is the name of another pool as well", "rename one of them");
            }
        }
        var all = new ArrayList<>(pools.values());
        var binder = new StockBinder(names, exchange, currency, all);
        var fleet =
                new Fleet(
                        name,
                        policy.currency(),
                        new ArrayList<>(sites.values()),
                        all.stream().filter(pool -> pool.devices() > 0).toList());
        return new Bound(fleet, binder.bind(spec.inside("stock")));
    }

    private Site site(Fields fields, String currency) {
        var price = exchange.money(fields, "powerPricePerKwh", Money.Per.KWH, currency);
        var windows = windows(fields, currency);
        return new Site(
                fields.text("name", ""),
                fields.text("country", ""),
                new PowerTariff(price == null ? 0 : price, windows).mean(),
                fields.number("pue", 1),
                !windows.isEmpty());
    }

    /// Hours of the day with a price of their own, those of the day that holds.
    private List<PowerTariff.Window> windows(Fields site, String currency) {
        var windows = new ArrayList<PowerTariff.Window>();
        for (var fields : site.each("powerPrices")) {
            var price = exchange.money(fields, "perKwh", Money.Per.KWH, currency);
            var hours = fields.text("hours", "00:00-00:00");
            var days = new Programme.Window(fields.day("from"), fields.day("to"));
            if (days.has(date) && price != null) {
                windows.add(
                        new PowerTariff.Window(
                                minute(hours.substring(0, 5)), minute(hours.substring(6)), price));
            }
        }
        return windows;
    }

    private static int minute(String clock) {
        return 60 * Integer.parseInt(clock.substring(0, 2)) + Integer.parseInt(clock.substring(3));
    }

    private @Nullable Pool pool(Fields fields, Map<String, Site> sites, String currency) {
        var site = sites.get(fields.text("site", ""));
        if (site == null) {
            fields.wrong(
                    "site",
                    "is no site of this fleet",
                    Nearest.advice(fields.text("site", ""), sites.keySet()));
        }
        var chip = fields.valueOr("chip", names.chip(fields.text("chip", "")), null);
        if (chip == null || site == null) {
            return null;
        }
        var id = fields.text("name", "");
        int devices = fields.whole("devices", 1);
        int usual = USUAL_PACKAGES_PER_NODE * chip.devicesPerPackage();
        int perNode =
                fields.whole("devicesPerNode", devices == 0 ? usual : Math.min(devices, usual));
        int domain = fields.whole("domainDevices", domain(chip, perNode));
        wholeNodes(fields, devices, perNode, domain);
        var pool =
                new Pool(
                        id,
                        site,
                        chip,
                        stack(fields, chip),
                        devices,
                        perNode,
                        domain,
                        cost(fields, id, chip, currency),
                        fields.has("costPerDeviceHour")
                                ? CostBasis.FLEET
                                : policy.basis(id, chip.id()),
                        HostBinder.host(fields),
                        Carving.WHOLE);
        var carving = CarvingBinder.carving(fields, chip);
        return carving.isWhole() ? pool : pool.carved(carving);
    }

    /// A node, or the largest part of it that the chip's links can join into equal domains.
    private static int domain(Chip chip, int perNode) {
        var links = chip.scaleUp();
        long joined = links == null ? 1 : (long) links.domainPackages() * chip.devicesPerPackage();
        int domain = (int) Math.max(1, Math.min(perNode, joined));
        while (perNode % domain != 0) {
            domain--;
        }
        return domain;
    }

    private static void wholeNodes(Fields fields, int devices, int perNode, int domain) {
        if (devices % perNode != 0) {
            fields.wrong(
                    "devices",
                    "is not a whole number of nodes of %d devices".formatted(perNode),
                    "count devices, not packages, or set devicesPerNode");
        }
        if (domain % perNode != 0 && perNode % domain != 0) {
            fields.wrong(
                    "domainDevices",
                    "is neither whole nodes of %d devices nor an equal part of one"
                            .formatted(perNode),
                    "write for example " + perNode);
        }
        if (devices > 0 && domain > devices) {
            fields.wrong(
                    "domainDevices",
                    "is more than the pool has (%d)".formatted(devices),
                    "write at most " + devices);
        }
    }

    private String stack(Fields fields, Chip chip) {
        if (!fields.has("stack")) {
            return chip.stack();
        }
        var stack = fields.valueOr("stack", names.stack(fields.text("stack", "")), null);
        return stack == null ? chip.stack() : stack;
    }

    private double cost(Fields fields, String id, Chip chip, String currency) {
        if (fields.has("costPerDeviceHour")) {
            var cost = exchange.money(fields, "costPerDeviceHour", Money.Per.HOUR, currency);
            return cost == null ? 0 : cost;
        }
        var cost = policy.poolPrices().getOrDefault(id, policy.chipPrices().get(chip.id()));
        if (cost == null) {
            fields.wrong(
                    "costPerDeviceHour",
                    "is missing, and no Policy prices this pool or its chip",
                    "write for example costPerDeviceHour: 14.2, or 0 where it costs nothing");
            return 0;
        }
        return cost;
    }
}
