package dev.medley.report;

import dev.medley.core.market.Certificate;
import dev.medley.core.market.Stage;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.OutputStream;
import java.util.List;

/// Writes a certificate as JSON lines, so that anyone can check plan and bound with tools of their
/// own. `docs/certificate.md` says what each line holds and how to check it.
public final class CertificateFile {

    private CertificateFile() {}

    /// The stream stays open.
    public static void write(Certificate certificate, OutputStream out) {
        var json = JsonFactory.builder().rootValueSeparator("\n").build();
        try (var line =
                json.createGenerator(
                        ObjectWriteContext.empty(), new UnclosedStream(out), JsonEncoding.UTF8)) {
            header(line, certificate.header());
            for (var pool : certificate.pools()) {
                line.writeStartObject();
                line.writeStringProperty("pool", pool.pool());
                line.writeNumberProperty("capacity", pool.capacity());
                line.writeNumberProperty("price", pool.price());
                line.writeEndObject();
            }
            for (var budget : certificate.budgets()) {
                line.writeStartObject();
                line.writeStringProperty("budget", budget.budget());
                line.writeNumberProperty("limit", budget.limit());
                line.writeNumberProperty("price", budget.price());
                line.writeEndObject();
            }
            for (var stage : certificate.stages()) {
                stage(line, certificate, stage);
            }
            certificate.forEachBid(bid -> bid(line, bid));
            line.writeRaw('\n');
        }
    }

    private static void header(JsonGenerator line, Certificate.Header header) {
        line.writeStartObject();
        line.writeNumberProperty("objective", header.objective());
        line.writeNumberProperty("bound", header.bound());
        line.writeNumberProperty("gap", header.gap());
        line.writeNumberProperty("alpha", header.alpha());
        line.writeNumberProperty("floorSlack", header.floorSlack());
        line.writeArrayPropertyStart("classes");
        header.classes().forEach(line::writeString);
        line.writeEndArray();
        line.writeNumberProperty("lots", header.lots());
        line.writeNumberProperty("bids", header.bids());
        line.writeNumberProperty("leftOut", header.leftOut());
        line.writeEndObject();
    }

    private static void stage(JsonGenerator line, Certificate certificate, Stage stage) {
        line.writeStartObject();
        line.writeStringProperty("stage", stage.priorityClass());
        var pools = certificate.pools().stream().map(Certificate.PoolLine::pool).toList();
        var budgets = certificate.budgets().stream().map(Certificate.BudgetLine::budget).toList();
        prices(line, "poolPrices", pools, stage.poolPrices());
        prices(line, "budgetPrices", budgets, stage.budgetPrices());
        floors(line, stage.floors());
        utilities(line, stage.utilities());
        line.writeArrayPropertyStart("knapsacks");
        for (var knapsack : stage.knapsacks()) {
            line.writeStartObject();
            line.writeStringProperty("budget", knapsack.budget());
            line.writeNumberProperty("worth", knapsack.worth());
            line.writeEndObject();
        }
        line.writeEndArray();
        fillings(line, certificate, stage);
        line.writeNumberProperty("objective", stage.objective());
        line.writeNumberProperty("priceBound", stage.priceBound());
        line.writeNumberProperty("bound", stage.bound());
        line.writeNumberProperty("gap", stage.gap());
        line.writeEndObject();
    }

    private static void fillings(JsonGenerator line, Certificate certificate, Stage stage) {
        line.writeArrayPropertyStart("fillings");
        for (var filling : stage.fillings()) {
            line.writeStartObject();
            line.writeStringProperty("pool", filling.pool());
            line.writeNumberProperty("worth", filling.worth());
            line.writeEndObject();
        }
        line.writeEndArray();
        line.writeObjectPropertyStart("gains");
        var lots = stage.gains().isEmpty() ? List.<String>of() : certificate.lots();
        for (int i = 0; i < lots.size(); i++) {
            if (stage.gains().get(i) > 0) {
                line.writeNumberProperty(lots.get(i), stage.gains().get(i));
            }
        }
        line.writeEndObject();
    }

    private static void floors(JsonGenerator line, List<Stage.Floor> floors) {
        line.writeArrayPropertyStart("floors");
        for (var floor : floors) {
            line.writeStartObject();
            line.writeStringProperty("class", floor.priorityClass());
            line.writeStringProperty("tenant", floor.tenant());
            line.writeNumberProperty("weight", floor.weight());
            line.writeNumberProperty("least", floor.least());
            line.writeNumberProperty("received", floor.received());
            line.writeEndObject();
        }
        line.writeEndArray();
    }

    private static void utilities(JsonGenerator line, List<Stage.Utility> utilities) {
        line.writeArrayPropertyStart("utilities");
        for (var utility : utilities) {
            line.writeStartObject();
            line.writeStringProperty("tenant", utility.tenant());
            line.writeNumberProperty("weight", utility.weight());
            line.writeNumberProperty("entitlement", utility.entitlement());
            line.writeNumberProperty("dualWeight", utility.dualWeight());
            line.writeNumberProperty("received", utility.received());
            line.writeEndObject();
        }
        line.writeEndArray();
    }

    private static void prices(
            JsonGenerator line, String field, List<String> names, List<Double> prices) {
        line.writeObjectPropertyStart(field);
        for (int i = 0; i < names.size(); i++) {
            line.writeNumberProperty(names.get(i), prices.get(i));
        }
        line.writeEndObject();
    }

    private static void bid(JsonGenerator line, Certificate.BidLine bid) {
        line.writeStartObject();
        line.writeStringProperty("bid", bid.bid());
        line.writeStringProperty("work", bid.work());
        line.writeStringProperty("tenant", bid.tenant());
        line.writeStringProperty("class", bid.priorityClass());
        line.writeNumberProperty("value", bid.value());
        amounts(line, "use", bid.use());
        amounts(line, "spend", bid.spend());
        line.writeNumberProperty("chosen", bid.chosen() ? 1 : 0);
        line.writeNumberProperty("leftOut", bid.leftOut() ? 1 : 0);
        line.writeEndObject();
    }

    private static void amounts(
            JsonGenerator line, String field, List<Certificate.Amount> amounts) {
        line.writeObjectPropertyStart(field);
        for (var amount : amounts) {
            line.writeNumberProperty(amount.of(), amount.amount());
        }
        line.writeEndObject();
    }
}
