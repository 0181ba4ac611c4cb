package dev.medley.report;

import dev.medley.core.efficiency.Efficiency;
import dev.medley.core.efficiency.Gain;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// What a device-hour does before and after as JSON; `docs/efficiency.md` describes every field.
public final class EfficiencyJson {

    private EfficiencyJson() {}

    /// Prints one document and a line end.
    public static void print(Efficiency efficiency, PrintWriter out) {
        var text = new StringWriter();
        var factory = JsonFactory.builder().build();
        try (var json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            gains(json, "works", "work", efficiency.works());
            gains(json, "tenants", "tenant", efficiency.tenants());
            gains(json, "all", "", efficiency.all());
            json.writeArrayPropertyStart("refused");
            for (var refused : efficiency.refused()) {
                json.writeStartObject();
                json.writeStringProperty("work", refused.work());
                json.writeStringProperty("code", refused.reason().code());
                json.writeStringProperty("text", refused.reason().text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println(text);
    }

    private static void gains(JsonGenerator json, String name, String key, List<Gain> gains) {
        json.writeArrayPropertyStart(name);
        for (var gain : gains) {
            json.writeStartObject();
            if (!key.isEmpty()) {
                json.writeStringProperty(key, gain.of());
            }
            json.writeStringProperty("unit", gain.unit());
            JsonParts.number(json, "perDeviceHourBefore", gain.before());
            JsonParts.number(json, "perDeviceHourAfter", gain.after());
            JsonParts.number(json, "ratio", gain.ratio());
            JsonParts.number(json, "perSecondBefore", gain.perSecondBefore());
            JsonParts.number(json, "perSecondAfter", gain.perSecondAfter());
            json.writeNumberProperty("devicesBefore", gain.devicesBefore());
            json.writeNumberProperty("devicesAfter", gain.devicesAfter());
            json.writeNumberProperty("devicesFreed", gain.devicesFreed());
            JsonParts.number(json, "devicesFreedAtEqualOutput", gain.devicesFreedAtEqualOutput());
            JsonParts.number(json, "qualityBefore", gain.qualityBefore());
            JsonParts.number(json, "qualityAfter", gain.qualityAfter());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
