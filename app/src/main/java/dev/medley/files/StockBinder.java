package dev.medley.files;

import dev.medley.core.fleet.Pool;
import dev.medley.core.stock.Arrival;
import dev.medley.core.stock.DateBand;
import dev.medley.core.stock.Failures;
import dev.medley.core.stock.Lease;
import dev.medley.core.stock.Offer;
import dev.medley.core.stock.Retirement;
import dev.medley.core.stock.Stock;
import dev.medley.core.units.Dimension;
import dev.medley.core.units.Money;
import dev.medley.core.units.Nearest;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns what a Fleet document says of its stock into the core's.
final class StockBinder {

    private static final double USUAL_REPAIR_HOURS = 7 * 24;

    private final Names names;
    private final Exchange exchange;
    private final String currency;
    private final Map<String, Pool> pools = new LinkedHashMap<>();

    /// @param currency of plain amounts of money
    StockBinder(Names names, Exchange exchange, String currency, List<Pool> pools) {
        this.names = names;
        this.exchange = exchange;
        this.currency = currency;
        pools.forEach(pool -> this.pools.put(pool.id(), pool));
    }

    Stock bind(Fields stock) {
        var coming = new TreeSet<String>();
        var leaving = new TreeMap<String, Integer>();
        return new Stock(
                List.copyOf(pools.values()),
                failures(stock),
                spares(stock),
                arrivals(stock, coming),
                leases(stock, leaving),
                retirements(stock, leaving),
                offers(stock, coming));
    }

    private SortedMap<String, Failures> failures(Fields stock) {
        var byChip = new TreeMap<String, Failures>();
        var byPool = new TreeMap<String, Failures>();
        for (var fields : stock.each("failures")) {
            var repair = fields.hours("repair");
            var failures =
                    new Failures(
                            fields.number("perDeviceYear", 0),
                            (repair == null ? USUAL_REPAIR_HOURS : repair) / 24,
                            share(fields, "lost"));
            if (fields.has("pool") == fields.has("chip")) {
                fields.wrong(
                        "perDeviceYear",
                        "belongs to a pool or to a chip, one of them",
                        "give pool: or chip:");
            } else if (fields.has("pool")) {
                var pool = pool(fields);
                RulesBinder.once(
                        pool == null ? null : byPool.put(pool.id(), failures), fields, "pool");
            } else {
                var chip = fields.valueOr("chip", names.chip(fields.text("chip", "")), null);
                RulesBinder.once(
                        chip == null ? null : byChip.put(chip.id(), failures), fields, "chip");
            }
        }
        for (var pool : pools.values()) {
            var ofChip = byChip.get(pool.chip().id());
            if (ofChip != null) {
                byPool.putIfAbsent(pool.id(), ofChip);
            }
        }
        return byPool;
    }

    private SortedMap<String, Integer> spares(Fields stock) {
        var spares = new TreeMap<String, Integer>();
        for (var fields : stock.each("spares")) {
            var pool = pool(fields);
            if (pool != null) {
                RulesBinder.once(spares.put(pool.id(), fields.whole("devices", 1)), fields, "pool");
            }
        }
        return spares;
    }

    private List<Arrival> arrivals(Fields stock, Set<String> coming) {
        var arrivals = new ArrayList<Arrival>();
        for (var fields : stock.each("arrivals")) {
            var pool = pool(fields);
            unique(fields, coming);
            var date = band(fields);
            if (pool != null) {
                int devices = wholeNodes(fields, pool);
                var until = until(fields, date.middle());
                arrivals.add(new Arrival(fields.text("name", ""), pool.id(), devices, date, until));
            }
        }
        return arrivals;
    }

    private List<Offer> offers(Fields stock, Set<String> coming) {
        var offers = new ArrayList<Offer>();
        for (var fields : stock.each("offers")) {
            var pool = pool(fields);
            unique(fields, coming);
            var date = band(fields);
            if (pool != null) {
                var cost = exchange.money(fields, "costPerDeviceHour", Money.Per.HOUR, currency);
                offers.add(
                        new Offer(
                                fields.text("name", ""),
                                pool.id(),
                                wholeNodes(fields, pool),
                                date,
                                until(fields, date.middle()),
                                cost == null ? pool.costPerDeviceHour() : cost));
            }
        }
        return offers;
    }

    private List<Lease> leases(Fields stock, Map<String, Integer> leaving) {
        var leases = new ArrayList<Lease>();
        var known = new TreeSet<String>();
        for (var fields : stock.each("leases")) {
            var pool = pool(fields);
            unique(fields, known);
            var ends = RulesBinder.day(fields, "ends");
            var until = until(fields, ends);
            double renewal = share(fields, "renewal");
            if (renewal > 0 && until == null) {
                fields.wrong("renewal", "needs a last day", "add until: with a day after ends");
            }
            if (pool != null) {
                int devices = fields.whole("devices", pool.devices());
                leave(fields, fields.has("devices") ? "devices" : "pool", pool, devices, leaving);
                leases.add(
                        new Lease(
                                fields.text("name", ""),
                                pool.id(),
                                devices,
                                ends,
                                until == null ? 0 : renewal,
                                until == null ? ends : until));
            }
        }
        return leases;
    }

    private List<Retirement> retirements(Fields stock, Map<String, Integer> leaving) {
        var retirements = new ArrayList<Retirement>();
        for (var fields : stock.each("retirements")) {
            var pool = pool(fields);
            var date = RulesBinder.day(fields, "date");
            if (pool != null) {
                int devices = fields.whole("devices", 1);
                leave(fields, "devices", pool, devices, leaving);
                retirements.add(new Retirement(pool.id(), devices, date));
            }
        }
        return retirements;
    }

    /// Leases and retirements take devices of today, each device once.
    private static void leave(
            Fields fields, String name, Pool pool, int devices, Map<String, Integer> leaving) {
        int all = leaving.merge(pool.id(), devices, Integer::sum);
        if (all > pool.devices()) {
            fields.wrong(
                    name,
                    "makes leases and retirements of %s take %,d devices of the %,d it has"
                            .formatted(pool.id(), all, pool.devices()),
                    "count each device once; what comes later and leaves is an arrival with"
                            + " until:");
        }
    }

    private @Nullable Pool pool(Fields fields) {
        var name = fields.text("pool", "");
        var pool = pools.get(name);
        if (pool == null) {
            fields.wrong("pool", "is no pool of this fleet", Nearest.advice(name, pools.keySet()));
        } else if (!pool.carving().isWhole()) {
            fields.wrong(
                    "pool",
                    "is carved into parts, and stock counts whole devices",
                    "leave parts: of the pool out, or keep carved devices in a pool of their own");
            return null;
        }
        return pool;
    }

    private static int wholeNodes(Fields fields, Pool pool) {
        int devices = fields.whole("devices", 1);
        if (devices % pool.devicesPerNode() != 0) {
            fields.wrong(
                    "devices",
                    "is not a whole number of nodes of %d devices".formatted(pool.devicesPerNode()),
                    "count devices, not packages, or set devicesPerNode of the pool");
        }
        return devices;
    }

    private static DateBand band(Fields fields) {
        var middle = RulesBinder.day(fields, "date");
        var earliest = fields.has("earliest") ? RulesBinder.day(fields, "earliest") : middle;
        var latest = fields.has("latest") ? RulesBinder.day(fields, "latest") : middle;
        if (earliest.isAfter(middle)) {
            fields.wrong("earliest", "lies after date " + middle, "give the 10 % day");
            earliest = middle;
        }
        if (latest.isBefore(middle)) {
            fields.wrong("latest", "lies before date " + middle, "give the 90 % day");
            latest = middle;
        }
        return new DateBand(earliest, middle, latest);
    }

    private static @Nullable LocalDate until(Fields fields, LocalDate after) {
        if (!fields.has("until")) {
            return null;
        }
        var until = RulesBinder.day(fields, "until");
        if (!until.isAfter(after)) {
            fields.wrong("until", "must lie after " + after, "give the last day of all");
        }
        return until;
    }

    private static double share(Fields fields, String name) {
        return fields.quantity(name, Dimension.SHARE, 0);
    }

    private static void unique(Fields fields, Set<String> known) {
        if (!known.add(fields.text("name", ""))) {
            fields.wrong("name", "stands here already", "rename one of them");
        }
    }
}
