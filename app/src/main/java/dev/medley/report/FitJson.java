package dev.medley.report;

import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Memory;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fit.TimeTerms;
import dev.medley.core.fit.serving.PooledFitter;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Writes fits as JSON, as they come: one object per work and place, with its shapes or reasons.
/// `docs/fit-json.md` describes every field.
public final class FitJson {

    private final JsonGenerator json;

    private FitJson(JsonGenerator json) {
        this.json = json;
    }

    /// Writes one document and a line end; the stream stays open.
    public static void write(List<FitReport.Row> rows, OutputStream out) {
        var factory = JsonFactory.builder().build();
        var stream = new UnclosedStream(out);
        try (var json =
                factory.createGenerator(ObjectWriteContext.empty(), stream, JsonEncoding.UTF8)) {
            var writer = new FitJson(json);
            json.writeStartObject();
            json.writeArrayPropertyStart("fits");
            rows.forEach(writer::row);
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void row(FitReport.Row row) {
        json.writeStartObject();
        json.writeStringProperty("work", row.work().name());
        json.writeStringProperty("pool", row.pool().id());
        json.writeStringProperty("chip", row.pool().chip().id());
        json.writeStringProperty("stack", row.pool().stack());
        json.writeBooleanProperty("runs", row.runs());
        json.writeArrayPropertyStart("shapes");
        var reasons = new ArrayList<Reason>(row.refusals());
        switch (row.fit()) {
            case Fit.Fits fits -> fits.shapes().forEach(this::shape);
            case Fit.Rejected rejected -> reasons.addAll(rejected.reasons());
        }
        json.writeEndArray();
        JsonParts.reasons(json, reasons);
        json.writeArrayPropertyStart("assumptions");
        if (row.fit() instanceof Fit.Fits fits) {
            fits.assumptions().forEach(json::writeString);
        }
        json.writeEndArray();
        if (row.sharing() != null) {
            sharing(row.sharing());
        }
        json.writeEndObject();
    }

    private void sharing(PooledFitter.Sharing sharing) {
        json.writeObjectPropertyStart("sharing");
        json.writeNumberProperty("slots", sharing.slots());
        json.writeNumberProperty("slotDevices", sharing.slotDevices());
        JsonParts.number(json, "busy", sharing.busy());
        json.writeArrayPropertyStart("members");
        for (var turn : sharing.turns()) {
            json.writeStartObject();
            json.writeStringProperty("work", turn.service());
            JsonParts.number(json, "loadSeconds", turn.loadSeconds());
            JsonParts.number(json, "cold", turn.cold());
            JsonParts.number(json, "blocked", turn.blocked());
            fields(turn.fit());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void shape(ShapeFit fit) {
        json.writeStartObject();
        fields(fit);
        json.writeEndObject();
    }

    private void fields(ShapeFit fit) {
        JsonParts.shape(json, fit.shape());
        JsonParts.number(json, "rate", fit.rate());
        json.writeStringProperty("unit", fit.unit());
        JsonParts.band(json, "band80", fit.band());
        JsonParts.number(json, "ttftMs", fit.ttftMs());
        JsonParts.number(json, "tpotMs", fit.tpotMs());
        terms(fit.terms());
        memory(fit.memory());
        JsonParts.number(json, "watts", fit.watts());
        JsonParts.number(json, "costPerHour", fit.costPerHour());
    }

    private void terms(TimeTerms terms) {
        json.writeObjectPropertyStart("seconds");
        JsonParts.number(json, "compute", terms.compute());
        JsonParts.number(json, "memory", terms.memory());
        JsonParts.number(json, "communication", terms.communication());
        JsonParts.number(json, "bubble", terms.bubble());
        JsonParts.number(json, "overhead", terms.overhead());
        json.writeEndObject();
        json.writeStringProperty("binds", terms.total() > 0 ? terms.binds() : "");
    }

    private void memory(Memory memory) {
        json.writeObjectPropertyStart("memoryBytes");
        JsonParts.number(json, "capacity", memory.capacityBytes());
        JsonParts.number(json, "weights", memory.weightsBytes());
        JsonParts.number(json, "cache", memory.cacheBytes());
        JsonParts.number(json, "workspace", memory.workspaceBytes());
        json.writeEndObject();
    }
}
