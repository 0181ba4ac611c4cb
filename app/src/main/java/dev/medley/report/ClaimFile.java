package dev.medley.report;

import de.siegmar.fastcsv.writer.CsvWriter;

import dev.medley.core.ledger.vouchers.Claims;
import dev.medley.core.ledger.vouchers.Papers;
import dev.medley.core.ledger.vouchers.Programme;
import dev.medley.core.ledger.vouchers.VoucherUnit;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Claims with every usage line, its invoice and certificate, and the papers behind them, as a
/// table or as JSON: `docs/vouchers.md` describes both.
public final class ClaimFile {

    private static final List<String> COLUMNS =
            List.of(
                    "voucher",
                    "programme",
                    "company",
                    "contract",
                    "supplier",
                    "line",
                    "day",
                    "item",
                    "chip",
                    "designer",
                    "site",
                    "cardHours",
                    "tokens",
                    "price",
                    "currency",
                    "share",
                    "claimed",
                    "unit",
                    "invoice",
                    "invoiceDay",
                    "delivery",
                    "delivered",
                    "evidence");

    private ClaimFile() {}

    /// One row for every usage line.
    public static void writeCsv(List<Claims.Claim> claims, Papers papers, Writer out)
            throws IOException {
        try (var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(COLUMNS);
            for (var claim : claims) {
                for (var line : claim.lines()) {
                    var row = row(claim, line, papers);
                    csv.writeRecord(
                            COLUMNS.stream().map(column -> row.getOrDefault(column, "")).toList());
                }
            }
        }
    }

    private static Map<String, String> row(Claims.Claim claim, Claims.Line line, Papers papers) {
        var voucher = claim.voucher();
        var contract = papers.contract(voucher.contract());
        var programme = papers.programme(voucher.programme());
        var row = new LinkedHashMap<String, String>();
        row.put("voucher", voucher.id());
        row.put("programme", voucher.programme());
        row.put("company", voucher.company());
        row.put("contract", voucher.contract());
        row.put("supplier", contract == null ? "" : contract.supplier());
        row.put("currency", contract == null ? "" : contract.currency());
        row.putAll(line(line));
        if (programme != null) {
            row.put("claimed", plain(programme.unit().whole(line.claimed())));
            row.put("unit", programme.unit().word());
        }
        var evidence = new ArrayList<String>();
        claim.evidence().forEach((kind, reference) -> evidence.add(kind + "=" + reference));
        row.put("evidence", String.join("; ", evidence));
        return row;
    }

    private static Map<String, String> line(Claims.Line line) {
        var usage = line.usage();
        var row = new LinkedHashMap<String, String>();
        row.put("line", usage.id());
        row.put("day", usage.day().toString());
        row.put("item", usage.item().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        row.put("chip", usage.chip());
        row.put("designer", usage.designer());
        row.put("site", usage.site());
        var seconds = usage.cardSeconds();
        var hours = new VoucherUnit(VoucherUnit.Kind.CARD_HOURS, "");
        row.put("cardHours", seconds == null ? "" : plain(hours.whole(seconds)));
        row.put("tokens", usage.tokens() == null ? "" : usage.tokens().toString());
        row.put("price", plain(VoucherUnit.money("").whole(usage.amount())));
        row.put("share", plain(BigDecimal.valueOf(line.millionths(), 6)));
        var invoice = line.invoice();
        if (invoice != null) {
            row.put("invoice", invoice.number());
            row.put("invoiceDay", invoice.day().toString());
            row.put("delivery", invoice.delivery());
            row.put("delivered", text(invoice.delivered()));
        }
        return row;
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    private static String plain(BigDecimal figure) {
        return figure.signum() == 0 ? "0" : figure.stripTrailingZeros().toPlainString();
    }

    /// The same, with totals for each claim; figures are texts, so that none loses a digit.
    public static void writeJson(
            List<Claims.Claim> claims, Papers papers, LocalDate date, Writer out) {
        try (var json =
                JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("date", date.toString());
            json.writeArrayPropertyStart("claims");
            for (var claim : claims) {
                var voucher = claim.voucher();
                var programme = papers.programme(voucher.programme());
                json.writeStartObject();
                json.writeStringProperty("voucher", voucher.id());
                json.writeStringProperty("programme", voucher.programme());
                json.writeStringProperty("issuer", programme == null ? "" : programme.issuer());
                json.writeStringProperty("company", voucher.company());
                json.writeStringProperty("contract", voucher.contract());
                json.writeStringProperty("claimed", total(claim, programme));
                json.writeStringProperty("unit", programme == null ? "" : programme.unit().word());
                json.writeObjectPropertyStart("evidence");
                claim.evidence().forEach(json::writeStringProperty);
                json.writeEndObject();
                json.writeArrayPropertyStart("lines");
                for (var line : claim.lines()) {
                    json.writeStartObject();
                    var row = row(claim, line, papers);
                    COLUMNS.subList(COLUMNS.indexOf("line"), COLUMNS.indexOf("evidence"))
                            .forEach(
                                    column ->
                                            json.writeStringProperty(
                                                    column, row.getOrDefault(column, "")));
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static String total(Claims.Claim claim, @Nullable Programme programme) {
        return programme == null ? "" : plain(programme.unit().whole(claim.amount()));
    }
}
