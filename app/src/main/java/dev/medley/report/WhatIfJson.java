package dev.medley.report;

import dev.medley.core.whatif.Change;
import dev.medley.core.whatif.Need;
import dev.medley.core.whatif.Option;
import dev.medley.core.whatif.Savings;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/// Writes what services could save as JSON; `docs/what-if.md` describes every field.
public final class WhatIfJson {

    private final JsonGenerator json;

    private WhatIfJson(JsonGenerator json) {
        this.json = json;
    }

    /// Prints one document and a line end.
    ///
    /// @param reference chip that equivalents are counted in
    public static void print(List<Savings> savings, String reference, PrintWriter out) {
        var text = new StringWriter();
        var factory = JsonFactory.builder().build();
        try (var json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            var writer = new WhatIfJson(json);
            json.writeStartObject();
            json.writeStringProperty("reference", reference);
            json.writeArrayPropertyStart("services");
            savings.forEach(writer::savings);
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println(text);
    }

    private void savings(Savings savings) {
        json.writeStartObject();
        json.writeStringProperty("work", savings.service().name());
        json.writeBooleanProperty("runs", savings instanceof Savings.Found);
        switch (savings) {
            case Savings.Nowhere nowhere -> JsonParts.reasons(json, nowhere.reasons());
            case Savings.Found found -> found(found);
        }
        json.writeEndObject();
    }

    private void found(Savings.Found found) {
        json.writeStringProperty("pool", found.pool().id());
        json.writeStringProperty("chip", found.pool().chip().id());
        json.writeNumberProperty("held", found.held());
        JsonParts.number(json, "qualityFloor", found.service().qualityFloor());
        JsonParts.number(json, "quality", found.quality());
        JsonParts.number(json, "deviceWorth", found.deviceWorth());
        need(found.need(), found.low(), found.high());
        json.writeArrayPropertyStart("options");
        found.options().forEach(this::option);
        json.writeEndArray();
    }

    private void need(Need need, int low, int high) {
        json.writeNumberProperty("devices", need.devices());
        json.writeObjectPropertyStart("devicesBand80");
        json.writeNumberProperty("low", low);
        json.writeNumberProperty("high", high);
        json.writeEndObject();
        json.writeNumberProperty("replicas", need.replicas());
        JsonParts.number(json, "busy", need.busy());
        JsonParts.number(json, "replicaRate", need.shape().rate());
        json.writeStringProperty("unit", need.shape().unit());
        JsonParts.band(json, "replicaBand80", need.shape().band());
        JsonParts.shape(json, need.shape().shape());
        JsonParts.number(json, "ttftMs", need.shape().ttftMs());
        JsonParts.number(json, "tpotMs", need.shape().tpotMs());
    }

    private void option(Option option) {
        var change = option.change();
        json.writeStartObject();
        json.writeStringProperty("kind", word(change.kind()));
        json.writeStringProperty("change", change.text());
        json.writeStringProperty("pool", change.pool().id());
        json.writeStringProperty("chip", change.pool().chip().id());
        JsonParts.number(json, "quality", change.quality());
        switch (option) {
            case Option.Refused refused -> {
                json.writeStringProperty("verdict", "refused");
                JsonParts.reasons(json, refused.reasons());
            }
            case Option.Tried tried -> tried(tried, change);
        }
        json.writeEndObject();
    }

    private void tried(Option.Tried tried, Change change) {
        json.writeStringProperty("verdict", word(tried.verdict()));
        limits(change);
        need(tried.need(), tried.low(), tried.high());
        JsonParts.number(json, "worthFreed", tried.equivalents());
        json.writeObjectPropertyStart("worthFreedBand80");
        JsonParts.number(json, "low", tried.equivalentsLow());
        JsonParts.number(json, "high", tried.equivalentsHigh());
        json.writeEndObject();
        json.writeStringProperty("note", tried.note());
    }

    private void limits(Change change) {
        JsonParts.number(json, "ttftLimitMs", change.service().ttftMs());
        JsonParts.number(json, "tpotLimitMs", change.service().tpotMs());
        JsonParts.number(json, "sharedPrefix", change.service().sharedPrefix());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
