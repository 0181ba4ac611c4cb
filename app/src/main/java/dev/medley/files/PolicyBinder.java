package dev.medley.files;

import dev.medley.core.catalog.Chip;
import dev.medley.core.fleet.CostBasis;
import dev.medley.core.ledger.vouchers.Programme;
import dev.medley.core.units.Dimension;
import dev.medley.core.units.Money;
import dev.medley.core.units.Parsed;
import dev.medley.core.work.Policy;
import dev.medley.core.work.Priority;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Turns a Policy document that the schema accepts into the core's policy.
final class PolicyBinder {

    static final String USUAL_CURRENCY = "CNY";

    private final Names names;
    private final LocalDate date;

    /// First days of the prices that hold, by `pool` or `chip` and its name.
    private final Map<String, LocalDate> since = new TreeMap<>();

    /// Where those prices come from, by the same key.
    private final TreeMap<String, CostBasis> bases = new TreeMap<>();

    /// Pools that the price book names, to be checked once the fleet is known.
    private final List<Fields> pricedPools = new ArrayList<>();

    /// @param date day whose prices hold
    PolicyBinder(Names names, LocalDate date) {
        this.names = names;
        this.date = date;
    }

    List<Fields> pricedPools() {
        return pricedPools;
    }

    /// @param fleetCurrency what the fleet counts in, or null without a fleet
    Policy bind(Fields spec, @Nullable String fleetCurrency) {
        var currency = currency(spec, fleetCurrency);
        var rates = new TreeMap<>(spec.numbers("exchangeRates"));
        if (rates.containsKey(currency)) {
            spec.inside("exchangeRates")
                    .wrong(currency, "converts the policy's currency into itself", "take it away");
            rates.remove(currency);
        }
        if (fleetCurrency != null
                && !fleetCurrency.equals(currency)
                && !rates.containsKey(fleetCurrency)) {
            spec.wrong(
                    "currency",
                    "differs from the fleet's (%s), which has no exchange rate"
                            .formatted(fleetCurrency),
                    "add exchangeRates: {%s: ...}".formatted(fleetCurrency));
        }
        var defaults = Policy.defaults(currency);
        var exchange = new Exchange(currency, rates);
        var poolPrices = new TreeMap<String, Double>();
        var chipPrices = new TreeMap<String, Double>();
        for (var entry : spec.each("prices")) {
            price(entry, exchange, poolPrices, chipPrices);
        }
        return new Policy(
                currency,
                rates,
                referenceChip(spec, defaults),
                standardModel(spec, defaults),
                spec.number("alpha", defaults.alpha()),
                floors(spec, defaults),
                spec.number("moneyWeight", defaults.moneyWeight()),
                spec.number("powerWeight", defaults.powerWeight()),
                switching(spec.inside("switching")),
                weeks(spec.inside("weeks")),
                poolPrices,
                chipPrices,
                bases,
                RecipeBinder.bind(names, spec.inside("templates")));
    }

    static String currency(@Nullable Fields spec, @Nullable String fleetCurrency) {
        var stated = spec == null ? null : spec.text("currency");
        if (stated != null) {
            return stated;
        }
        return fleetCurrency == null ? USUAL_CURRENCY : fleetCurrency;
    }

    private String referenceChip(Fields spec, Policy defaults) {
        var name = spec.text("referenceChip");
        if (name == null) {
            return defaults.referenceChip();
        }
        var chip = spec.valueOr("referenceChip", names.chip(name), null);
        return chip == null ? defaults.referenceChip() : chip.id();
    }

    private String standardModel(Fields spec, Policy defaults) {
        var name = spec.text("standardModel");
        if (name == null) {
            return defaults.standardModel();
        }
        var model = spec.valueOr("standardModel", names.named(name), null);
        return model == null ? defaults.standardModel() : model.id();
    }

    private static SortedMap<Priority, Double> floors(Fields spec, Policy defaults) {
        var floors = new TreeMap<>(defaults.floors());
        var stated = spec.inside("floors");
        for (var priority : List.of(Priority.STANDARD, Priority.SPARE)) {
            var word = priority.name().toLowerCase(Locale.ROOT);
            double share = stated.quantity(word, Dimension.SHARE, defaults.floor(priority));
            floors.put(priority, Math.min(1, share));
        }
        double sum = floors.values().stream().mapToDouble(share -> share).sum();
        if (sum > 1) {
            spec.wrong("floors", "add up to more than 1", "lower them");
            return new TreeMap<>(defaults.floors());
        }
        return floors;
    }

    private static Policy.Switching switching(Fields fields) {
        var defaults = Policy.Switching.DEFAULT;
        return new Policy.Switching(
                or(fields.hours("training"), defaults.trainingHours()),
                or(fields.hours("serving"), defaults.servingHours()),
                or(fields.hours("horizon"), defaults.horizonHours()));
    }

    private static Policy.Weeks weeks(Fields fields) {
        var defaults = Policy.Weeks.DEFAULT;
        return new Policy.Weeks(
                weekly(fields, "discount", defaults.discount()),
                weekly(fields, "lateness", defaults.lateness()));
    }

    private static double weekly(Fields fields, String field, double fallback) {
        double share = fields.quantity(field, Dimension.SHARE, fallback);
        if (share < 1) {
            return share;
        }
        fields.wrong(field, "must be less than all of it", "write for example 1 %");
        return fallback;
    }

    private static double or(@Nullable Double value, double fallback) {
        return value == null ? fallback : value;
    }

    private void price(
            Fields entry,
            Exchange exchange,
            SortedMap<String, Double> poolPrices,
            SortedMap<String, Double> chipPrices) {
        if (entry.has("pool") == entry.has("chip")) {
            entry.wrong(
                    "perDeviceHour", "holds for no pool or chip, or for both", "name one of them");
            return;
        }
        var price = exchange.money(entry, "perDeviceHour", Money.Per.HOUR, exchange.currency());
        double amount =
                (price == null ? 0 : price)
                        * (1 - entry.quantity("discount", Dimension.SHARE, 0.0));
        if (entry.has("pool")) {
            pricedPools.add(entry);
            put(entry, "pool", entry.text("pool", ""), amount, poolPrices);
            return;
        }
        switch (names.chip(entry.text("chip", ""))) {
            case Parsed.Value<Chip>(var chip) -> put(entry, "chip", chip.id(), amount, chipPrices);
            case Parsed.Wrong<Chip>(String rule, String advice) ->
                    entry.wrong("chip", rule, advice);
        }
    }

    /// Of prices that hold on the day, the one that began last counts.
    private void put(
            Fields entry, String what, String name, double amount, Map<String, Double> prices) {
        var from = entry.day("from");
        if (!new Programme.Window(from, entry.day("to")).has(date)) {
            return;
        }
        var key = what + " " + name;
        var begins = from == null ? LocalDate.MIN : from;
        var before = since.get(key);
        if (before != null && before.equals(begins)) {
            entry.wrong(what, "has a price already", "keep one of them, or let one begin later");
        } else if (before == null || begins.isAfter(before)) {
            since.put(key, begins);
            bases.put(key, basis(entry));
            prices.put(name, amount);
        }
    }

    private static CostBasis basis(Fields entry) {
        return CostBasis.valueOf(entry.text("basis", "own").toUpperCase(Locale.ROOT));
    }
}
