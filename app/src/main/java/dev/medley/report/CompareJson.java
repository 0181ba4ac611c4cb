package dev.medley.report;

import dev.medley.core.catalog.Provenance;
import dev.medley.core.compare.Comparison;
import dev.medley.core.compare.Figure;
import dev.medley.core.compare.Load;
import dev.medley.core.compare.Rate;
import dev.medley.core.compare.Ratio;
import dev.medley.core.compare.Subject;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/// Writes a comparison as JSON; `docs/compare.md` describes every field.
public final class CompareJson {

    private final Comparison comparison;
    private final JsonGenerator json;

    private CompareJson(Comparison comparison, JsonGenerator json) {
        this.comparison = comparison;
        this.json = json;
    }

    /// Prints one document and a line end.
    public static void print(Comparison comparison, PrintWriter out) {
        var text = new StringWriter();
        var factory = JsonFactory.builder().build();
        try (var json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            new CompareJson(comparison, json).document();
        }
        out.println(text);
    }

    private void document() {
        json.writeStartObject();
        json.writeArrayPropertyStart("subjects");
        comparison.subjects().forEach(this::subject);
        json.writeEndArray();
        json.writeArrayPropertyStart("figures");
        comparison.sheet().forEach(this::line);
        json.writeEndArray();
        var load = comparison.load();
        if (load == null) {
            json.writeNullProperty("load");
        } else {
            load(load);
        }
        json.writeArrayPropertyStart("rates");
        comparison.rates().forEach(this::rates);
        json.writeEndArray();
        json.writeArrayPropertyStart("warnings");
        comparison.warnings().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void subject(Subject subject) {
        var chip = subject.chip();
        var status = subject.status();
        json.writeStartObject();
        json.writeStringProperty("id", subject.id());
        json.writeStringProperty("kind", word(subject.kind()));
        json.writeStringProperty("name", subject.name());
        json.writeStringProperty("status", status == null ? "owned" : word(status));
        json.writeStringProperty("launched", subject.launched());
        json.writeStringProperty("chip", chip == null ? "" : chip.id());
        json.writeStringProperty("stack", subject.stack());
        provenance(subject.provenance());
        json.writeArrayPropertyStart("unknown");
        subject.gaps().forEach(gap -> json.writeString(gap.measure().key()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void line(Comparison.Line line) {
        json.writeStartObject();
        json.writeStringProperty("key", line.measure().key());
        json.writeStringProperty("title", line.measure().title());
        json.writeStringProperty("unit", line.measure().unit());
        json.writeArrayPropertyStart("values");
        for (int i = 0; i < line.figures().size(); i++) {
            figure(i, line.figures().get(i));
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("ratios");
        for (int i = 1; i < line.figures().size(); i++) {
            ratio(i, null, line.ratio(i));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void figure(int subject, Figure figure) {
        var range = figure.range();
        json.writeStartObject();
        json.writeStringProperty("subject", id(subject));
        JsonParts.number(json, "value", figure.value());
        JsonParts.number(json, "low", range == null ? null : range.low());
        JsonParts.number(json, "high", range == null ? null : range.high());
        json.writeStringProperty("basis", word(figure.basis()));
        provenance(figure.provenance());
        json.writeStringProperty("detail", figure.note());
        json.writeEndObject();
    }

    private void provenance(@Nullable Provenance provenance) {
        if (provenance != null) {
            json.writeStringProperty("source", provenance.source());
            json.writeStringProperty("date", provenance.date());
            json.writeStringProperty("confidence", word(provenance.confidence()));
            json.writeStringProperty("note", provenance.note());
        }
    }

    private void ratio(int subject, Rate.@Nullable Per per, @Nullable Ratio ratio) {
        json.writeStartObject();
        json.writeStringProperty("of", id(0));
        json.writeStringProperty("over", id(subject));
        if (per != null) {
            json.writeStringProperty("per", word(per));
        }
        JsonParts.number(json, "ratio", ratio == null ? null : ratio.value());
        JsonParts.number(json, "low", ratio == null ? null : ratio.low());
        JsonParts.number(json, "high", ratio == null ? null : ratio.high());
        json.writeEndObject();
    }

    private void load(Load load) {
        var weights = load.weights();
        json.writeObjectPropertyStart("load");
        json.writeStringProperty("model", load.model().id());
        json.writeStringProperty("precision", weights == null ? "" : ShapeText.word(weights));
        JsonParts.number(json, "inputTokens", load.inputTokens());
        JsonParts.number(json, "outputTokens", load.outputTokens());
        JsonParts.number(json, "ttftMs", load.ttftMs());
        JsonParts.number(json, "tpotMs", load.tpotMs());
        json.writeNumberProperty("sequenceLength", load.sequenceLength());
        JsonParts.number(json, "batchTokens", load.batchTokens());
        json.writeEndObject();
    }

    private void rates(Comparison.RateLine line) {
        json.writeStartObject();
        json.writeStringProperty("phase", word(line.phase()));
        json.writeStringProperty("unit", line.phase().unit());
        json.writeArrayPropertyStart("values");
        for (int i = 0; i < line.rates().size(); i++) {
            rate(i, line.rates().get(i));
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("ratios");
        for (int i = 1; i < line.rates().size(); i++) {
            for (var per : Rate.Per.values()) {
                ratio(i, per, line.ratio(i, per));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void rate(int subject, Rate rate) {
        json.writeStartObject();
        json.writeStringProperty("subject", id(subject));
        json.writeBooleanProperty("runs", rate instanceof Rate.Predicted);
        switch (rate) {
            case Rate.None none -> JsonParts.reasons(json, none.reasons());
            case Rate.Predicted predicted -> predicted(predicted);
        }
        json.writeEndObject();
    }

    private void predicted(Rate.Predicted rate) {
        JsonParts.number(json, "rate", rate.rate());
        JsonParts.band(json, "band80", rate.band());
        JsonParts.number(json, "perDevice", rate.perDevice());
        JsonParts.number(json, "watts", rate.watts());
        json.writeStringProperty("powerBasis", rate.powerBasis());
        JsonParts.number(json, "perWatt", rate.perWatt());
        JsonParts.number(json, "perMillionUsd", rate.perMillionUsd());
        JsonParts.number(json, "perMoney", rate.perMoney());
        json.writeNumberProperty("copies", rate.copies());
        JsonParts.shape(json, rate.shape().shape());
        JsonParts.number(json, "ttftMs", rate.shape().ttftMs());
        JsonParts.number(json, "tpotMs", rate.shape().tpotMs());
        json.writeArrayPropertyStart("assumptions");
        rate.assumptions().forEach(json::writeString);
        json.writeEndArray();
    }

    private String id(int subject) {
        return comparison.subjects().get(subject).id();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
