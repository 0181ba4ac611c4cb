package dev.medley.files;

import dev.medley.core.catalog.Chip;
import dev.medley.core.ledger.vouchers.Contract;
import dev.medley.core.ledger.vouchers.MeteredUsage;
import dev.medley.core.ledger.vouchers.Programme;
import dev.medley.core.ledger.vouchers.VoucherUnit;
import dev.medley.core.units.Nearest;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns a Contract document that the schema accepts, and the CSV file it names, into a contract.
final class ContractBinder {

    private static final List<String> ITEMS =
            Arrays.stream(Programme.Item.values())
                    .map(item -> item.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                    .toList();

    private final Names names;
    private final Problems problems;

    /// Sums of all lines and invoices up to which the books count exactly.
    private static final double MOST = 4e18;

    private final TreeMap<String, Double> sums = new TreeMap<>();

    /// Over all contracts.
    private final TreeSet<String> lineIds = new TreeSet<>();

    ContractBinder(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    Contract bind(String name, Fields spec) {
        var currency = spec.text("currency", "CNY");
        var money = VoucherUnit.money(currency);
        var first = day(spec, "first");
        var last = day(spec, "last");
        if (last.isBefore(first)) {
            spec.wrong("last", "lies before the first day (%s)".formatted(first), "swap them");
        }
        var usage = new ArrayList<Contract.UsageLine>();
        spec.each("usage").forEach(fields -> usage.add(line(fields, money)));
        if (spec.has("usageFile")) {
            new UsageCsv(spec, problems).rows().forEach(row -> usage.add(line(row, money)));
        }
        return new Contract(
                name,
                spec.text("buyer", ""),
                spec.text("supplier", ""),
                spec.has("affiliated") ? (Boolean) spec.flag("affiliated", false) : null,
                day(spec, "signed"),
                first,
                last,
                currency,
                ProgrammeBinder.amount(spec, "value", money),
                ProgrammeBinder.texts(spec, "pools"),
                usage,
                invoices(spec, usage, first, money),
                evidence(spec));
    }

    static SortedMap<String, String> evidence(Fields spec) {
        var evidence = new TreeMap<String, String>();
        var fields = spec.inside("evidence");
        fields.names().forEach(kind -> evidence.put(kind, fields.text(kind, "")));
        return evidence;
    }

    static LocalDate day(Fields fields, String name) {
        var day = fields.day(name);
        return day == null ? LocalDate.EPOCH : day;
    }

    private Contract.UsageLine line(Fields fields, VoucherUnit money) {
        var id = fields.text("line", "");
        if (!lineIds.add(id)) {
            fields.wrong(
                    "line",
                    "is the id of another line",
                    "give each line of all contracts an id of its own");
        }
        var chip = chip(fields);
        var price = ProgrammeBinder.amount(fields, "price", money);
        count(fields, "price", price == null ? 0 : price.doubleValue());
        return new Contract.UsageLine(
                id,
                day(fields, "day"),
                item(fields),
                chip == null ? "" : chip.id(),
                chip == null ? "" : chip.traits().designerHeadquarters(),
                fields.text("site", ""),
                whole(fields, "cardHours", 3600),
                chip == null ? 1 : chip.devicesPerPackage(),
                chip == null ? null : MeteredUsage.gflops(chip),
                whole(fields, "energyKwh", 3.6e6),
                whole(fields, "tokens", 1),
                price == null ? 0 : price);
    }

    private @Nullable Chip chip(Fields fields) {
        var name = fields.text("chip", "");
        return name.isEmpty() ? null : fields.valueOr("chip", names.chip(name), null);
    }

    private static Programme.Item item(Fields fields) {
        var word = fields.text("item", "compute");
        if (!ITEMS.contains(word)) {
            fields.wrong("item", "is no kind of cost", Nearest.advice(word, ITEMS));
            return Programme.Item.OTHER;
        }
        return ProgrammeBinder.constant(Programme.Item.class, word);
    }

    private @Nullable Long whole(Fields fields, String name, double unit) {
        if (fields.text(name, "").isEmpty()) {
            return null;
        }
        double value = fields.number(name, 0) * unit;
        // Hours of cards stand in the books as device-milliseconds, of some devices a card.
        count(fields, name, name.equals("cardHours") ? 16_000 * value : value);
        return Math.round(Math.min(value, MOST));
    }

    private void count(Fields fields, String name, double value) {
        if (sums.merge(name, value, Double::sum) > MOST) {
            fields.wrong(name, "adds up with the others to more than the books hold", "check it");
            sums.put(name, 0.0);
        }
    }

    private List<Contract.Invoice> invoices(
            Fields spec, List<Contract.UsageLine> usage, LocalDate first, VoucherUnit money) {
        var invoices = new ArrayList<Contract.Invoice>();
        var numbers = new TreeSet<String>();
        var invoiced = new TreeSet<String>();
        for (var fields : spec.each("invoices")) {
            var number = fields.text("number", "");
            if (!numbers.add(number)) {
                fields.wrong("number", "is the number of another invoice", "keep one of them");
            }
            var day = day(fields, "day");
            var lines = lines(fields, usage, first, day);
            for (var line : lines) {
                if (!invoiced.add(line)) {
                    fields.wrong(
                            fields.has("lines") ? "lines" : "number",
                            "holds line %s, which is on an earlier invoice".formatted(line),
                            "name its lines, or its first day in from");
                }
            }
            var stated = ProgrammeBinder.amount(fields, "amount", money);
            count(fields, "number", stated == null ? 0 : stated.doubleValue());
            var delivered = fields.day("delivered");
            invoices.add(
                    new Contract.Invoice(
                            number,
                            day,
                            stated == null ? sum(usage, lines) : stated,
                            lines,
                            fields.text("delivery", ""),
                            delivered == null && fields.has("delivery") ? day : delivered));
        }
        return invoices;
    }

    private static List<String> lines(
            Fields fields, List<Contract.UsageLine> usage, LocalDate first, LocalDate day) {
        if (!fields.has("lines")) {
            var stated = new Programme.Window(fields.day("from"), fields.day("to"));
            var from = stated.from() == null ? first : stated.from();
            var to = stated.to() == null ? day : stated.to();
            var window = new Programme.Window(from, to);
            return usage.stream()
                    .filter(line -> window.has(line.day()))
                    .map(Contract.UsageLine::id)
                    .toList();
        }
        var ids = usage.stream().map(Contract.UsageLine::id).toList();
        for (var item : fields.items("lines")) {
            if (!ids.contains(item.text())) {
                fields.wrong(
                        "lines",
                        item,
                        "is no usage line of this contract",
                        Nearest.advice(item.text(), ids));
            }
        }
        return ProgrammeBinder.texts(fields, "lines");
    }

    private static long sum(List<Contract.UsageLine> usage, List<String> lines) {
        var named = new TreeSet<>(lines);
        return usage.stream()
                .filter(line -> named.contains(line.id()))
                .mapToLong(Contract.UsageLine::amount)
                .sum();
    }
}
