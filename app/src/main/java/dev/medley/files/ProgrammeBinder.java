package dev.medley.files;

import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.Provenance;
import dev.medley.core.ledger.vouchers.Programme;
import dev.medley.core.ledger.vouchers.VoucherUnit;
import dev.medley.core.units.Dimension;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// Turns a Programme document that the schema accepts into a programme.
final class ProgrammeBinder {

    private ProgrammeBinder() {}

    static Programme bind(String name, Fields spec) {
        var money = VoucherUnit.money("CNY");
        var read = spec.valueOr("unit", VoucherUnit.parse(spec.text("unit", "")), money);
        var unit = read == null ? money : read;
        return new Programme(
                name,
                spec.text("title", ""),
                spec.text("issuer", ""),
                spec.text("country", "CN"),
                window(spec.inside("window")),
                unit,
                cap(spec.inside("poolCap"), unit),
                amount(spec, "companyCapPerYear", unit),
                amount(spec, "contractCap", unit),
                tiers(spec),
                stacking(spec.inside("stacking")),
                funding(spec),
                conditions(spec.inside("conditions")),
                texts(spec, "remarks"),
                texts(spec, "evidence"),
                new Provenance(
                        spec.text("source", ""),
                        spec.text("date", ""),
                        constant(Confidence.class, spec.text("confidence", "low")),
                        ""));
    }

    private static Programme.Window window(Fields fields) {
        var from = fields.day("from");
        var to = fields.day("to");
        if (from != null && to != null && to.isBefore(from)) {
            fields.wrong("to", "lies before the first day (%s)".formatted(from), "swap them");
        }
        return new Programme.Window(from, to);
    }

    private static Programme.@Nullable Cap cap(Fields fields, VoucherUnit unit) {
        var amount = amount(fields, "amount", unit);
        return amount == null
                ? null
                : new Programme.Cap(amount, fields.text("per", "year").equals("year"));
    }

    /// An amount in smallest units, or null where it is absent or wrong; a plain number counts in
    /// the unit.
    static @Nullable Long amount(Fields fields, String name, VoucherUnit unit) {
        var text = fields.text(name);
        if (text == null) {
            return null;
        }
        var written = text.strip().matches("[0-9.]+") ? text.strip() + " " + unit.word() : text;
        return fields.valueOr(name, unit.amount(written), null);
    }

    private static List<Programme.Tier> tiers(Fields spec) {
        var tiers = new ArrayList<Programme.Tier>();
        for (var fields : spec.each("tiers")) {
            var items =
                    fields.items("items").stream()
                            .map(item -> constant(Programme.Item.class, item.text()))
                            .toList();
            tiers.add(
                    new Programme.Tier(
                            items,
                            constant(Programme.Origin.class, fields.text("origin", "any")),
                            millionths(fields, "share")));
        }
        return tiers;
    }

    /// A share in millionths, at most the whole.
    static long millionths(Fields fields, String name) {
        double share = fields.quantity(name, Dimension.SHARE, 0.0);
        return Math.clamp(Math.round(share * Programme.WHOLE), 0, Programme.WHOLE);
    }

    private static Programme.Stacking stacking(Fields fields) {
        var rule = fields.text("rule");
        var with = texts(fields, "with");
        if (rule != null && rule.equals("listed") == with.isEmpty()) {
            fields.wrong(
                    "rule",
                    with.isEmpty() ? "lists no programme" : "does not go with a list",
                    "write rule: listed and with: [...], or rule: none");
        }
        return new Programme.Stacking(
                rule == null ? null : constant(Programme.Stacking.Rule.class, rule), with);
    }

    private static SortedMap<String, Long> funding(Fields spec) {
        var funding = new TreeMap<String, Long>();
        var fields = spec.inside("funding");
        long sum = 0;
        for (var funder : fields.names()) {
            long share = millionths(fields, funder);
            funding.put(funder, share);
            sum += share;
        }
        if (!funding.isEmpty() && sum != Programme.WHOLE) {
            spec.wrong("funding", "does not add up to 100 %", "let its shares add up");
        }
        return funding;
    }

    private static Programme.Conditions conditions(Fields fields) {
        return new Programme.Conditions(
                fields.whole("longestTermDays"),
                fields.flag("independentSupplier", false),
                texts(fields, "suppliers"));
    }

    static List<String> texts(Fields fields, String name) {
        return fields.items(name).stream().map(Fields.Item::text).toList();
    }

    /// The schema has let only written forms of a constant pass.
    static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
