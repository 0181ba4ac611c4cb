package dev.medley.report;

import dev.medley.core.runway.Runway;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// Writes a runway as JSON: `docs/runway.md` describes every field. A day or figure that has no
/// meaning is null, and nothing else is ever left out.
public final class RunwayJson {

    private final JsonGenerator json;
    private final Runway runway;
    private final Heading heading;

    private RunwayJson(JsonGenerator json, Runway runway, Heading heading) {
        this.json = json;
        this.runway = runway;
        this.heading = heading;
    }

    /// Writes one document and a line end; the stream stays open.
    public static void write(Runway runway, Heading heading, OutputStream out) {
        var factory = JsonFactory.builder().build();
        var stream = new UnclosedStream(out);
        try (var json =
                factory.createGenerator(ObjectWriteContext.empty(), stream, JsonEncoding.UTF8)) {
            new RunwayJson(json, runway, heading).document();
            json.writeRaw('\n');
        }
    }

    private void document() {
        var look = runway.look();
        json.writeStartObject();
        json.writeStringProperty("fleet", heading.fleet());
        json.writeStringProperty("date", heading.date().toString());
        json.writeStringProperty("reference", heading.reference());
        json.writeStringProperty("currency", heading.currency());
        json.writeNumberProperty("months", look.months());
        json.writeNumberProperty("draws", look.draws());
        json.writeNumberProperty("seed", look.seed());
        number("enough", look.enough());
        number("growthBand", look.growthBand());
        json.writeNumberProperty("sales", runway.sales());
        json.writeNumberProperty("solveMs", heading.solveMs());
        json.writeArrayPropertyStart("dates");
        runway.dates().forEach(date -> json.writeString(date.toString()));
        json.writeEndArray();
        array("ends", runway.targets(), this::target);
        array("pools", runway.pools(), this::pool);
        array("options", runway.options(), this::option);
        array("arrivals", runway.arrivals(), this::lost);
        array("vendors", runway.vendors(), this::vendor);
        array("closings", runway.closings(), this::closing);
        json.writeEndObject();
    }

    private void target(Runway.TargetYears target) {
        json.writeStringProperty(
                "work", target.target().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        end(target.end());
        bands("need", target.need());
        bands("gets", target.gets());
        json.writeArrayPropertyStart("fits");
        target.fits().forEach(json::writeNumber);
        json.writeEndArray();
    }

    private void pool(Runway.PoolYears pool) {
        json.writeStringProperty("pool", pool.pool().id());
        json.writeStringProperty("chip", pool.pool().chip().id());
        json.writeStringProperty("vendor", pool.pool().chip().vendor());
        json.writeStringProperty("site", pool.pool().site().id());
        json.writeNumberProperty("devices", pool.pool().devices());
        bands("supply", pool.supply());
        json.writeObjectPropertyStart("needs");
        pool.needs().forEach(wanted -> bands(word(wanted), wanted.devices()));
        json.writeEndObject();
        json.writeObjectPropertyStart("takes");
        pool.gets().forEach(wanted -> bands(word(wanted), wanted.devices()));
        json.writeEndObject();
    }

    private static String word(Runway.Wanted wanted) {
        return wanted.kind().name().toLowerCase(Locale.ROOT);
    }

    private void option(Runway.Option option) {
        json.writeStringProperty("option", option.name());
        json.writeStringProperty("text", option.text());
        end(option.end());
        band("monthsGained", option.months());
        number("meanMonths", option.meanMonths());
        number("stillFits", option.open());
        number("money", option.money());
        JsonParts.number(json, "monthsPerMillion", option.monthsPerMillion());
        number("served", option.serving());
        number("servedAsIs", option.servingAsIs());
    }

    private void lost(Runway.Lost lost) {
        json.writeStringProperty("arrival", lost.arrival());
        end(lost.end());
        band("monthsLost", lost.months());
        number("meanMonths", lost.meanMonths());
    }

    private void vendor(Runway.Vendor vendor) {
        json.writeStringProperty("vendor", vendor.vendor());
        number("devices", vendor.devices());
        number("servedLostWithoutGrowth", vendor.servedWithoutGrowth());
        number("servedLostWithout", vendor.servedWithout());
        number("trainedLostWithout", vendor.trainedWithout());
    }

    private void closing(Runway.Closing closing) {
        json.writeStringProperty("date", closing.date().toString());
        json.writeStringProperty("pool", closing.pool());
        json.writeNumberProperty("works", closing.works());
        json.writeStringProperty("text", closing.text());
    }

    private void end(Runway.End end) {
        json.writeObjectPropertyStart("end");
        day("p10", end.early());
        day("p50", end.middle());
        day("p90", end.late());
        number("share", end.share());
        json.writeEndObject();
    }

    private void day(String name, @Nullable LocalDate date) {
        if (date == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, date.toString());
        }
    }

    private void bands(String name, List<Runway.Band> bands) {
        array(name, bands, this::quantiles);
    }

    private void band(String name, Runway.Band band) {
        json.writeObjectPropertyStart(name);
        quantiles(band);
        json.writeEndObject();
    }

    private void quantiles(Runway.Band band) {
        number("p10", band.low());
        number("p50", band.middle());
        number("p90", band.high());
    }

    private <T> void array(String name, List<T> items, java.util.function.Consumer<T> item) {
        json.writeArrayPropertyStart(name);
        for (var each : items) {
            json.writeStartObject();
            item.accept(each);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void number(String name, double value) {
        JsonParts.number(json, name, value);
    }
}
