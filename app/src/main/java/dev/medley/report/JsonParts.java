package dev.medley.report;

import dev.medley.core.fit.Band;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.Shape;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Plan;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Locale;

/// Parts that plans and fits share as JSON.
final class JsonParts {

    private JsonParts() {}

    /// What a pool's devices and power cost, and where those prices come from.
    static void costs(JsonGenerator json, Pool pool) {
        number(json, "costPerDeviceHour", pool.costPerDeviceHour());
        json.writeStringProperty("costBasis", pool.basis().name().toLowerCase(Locale.ROOT));
        number(json, "powerPricePerKwh", pool.site().powerPricePerKwh());
        json.writeStringProperty("powerBasis", pool.site().powerByHours() ? "hours" : "flat");
    }

    /// A figure; null when it is unknown or has no meaning.
    static void number(JsonGenerator json, String name, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value);
        }
    }

    /// Devices as an integer; with a fraction only where parts of some are among them.
    static void devices(JsonGenerator json, String name, double devices) {
        if (Figures.isWhole(devices)) {
            json.writeNumberProperty(name, Math.round(devices));
        } else {
            json.writeNumberProperty(name, devices);
        }
    }

    /// What a pool's devices are carved into, where they are.
    static void parts(JsonGenerator json, Pool pool) {
        if (!pool.carving().isWhole()) {
            json.writeNumberProperty("parts", pool.carving().parts());
            number(json, "partMemoryShare", pool.carving().memoryShare());
            number(json, "partComputeShare", pool.carving().computeShare());
        }
    }

    static void shape(JsonGenerator json, Shape shape) {
        json.writeObjectPropertyStart("shape");
        json.writeNumberProperty("devices", shape.devices());
        json.writeNumberProperty("tp", shape.tensorParallel());
        json.writeNumberProperty("pp", shape.pipelineParallel());
        json.writeNumberProperty("dp", shape.dataParallel());
        json.writeNumberProperty("ep", shape.expertParallel());
        json.writeNumberProperty("cp", shape.contextParallel());
        json.writeStringProperty("precision", ShapeText.word(shape.precision()));
        json.writeStringProperty("kvPrecision", ShapeText.word(shape.kvPrecision()));
        json.writeNumberProperty("batch", shape.batch());
        json.writeNumberProperty("microbatch", shape.microbatch());
        json.writeBooleanProperty("recompute", shape.recompute());
        json.writeStringProperty("stack", shape.stack());
        json.writeStringProperty("model", shape.model());
        split(json, shape.split());
        json.writeEndObject();
    }

    private static void split(JsonGenerator json, Shape.@Nullable Split split) {
        if (split == null) {
            json.writeNullProperty("split");
            return;
        }
        json.writeObjectPropertyStart("split");
        json.writeNumberProperty("prefillReplicas", split.prefillReplicas());
        json.writeNumberProperty("prefillDevices", split.prefillDevices());
        json.writeNumberProperty("decodeReplicas", split.decodeReplicas());
        json.writeNumberProperty("decodeDevices", split.decodeDevices());
        json.writeEndObject();
    }

    static void band(JsonGenerator json, String name, Band band) {
        json.writeObjectPropertyStart(name);
        number(json, "low", band.low());
        number(json, "high", band.high());
        json.writeNumberProperty("basisRows", band.basisRows());
        json.writeEndObject();
    }

    /// What becomes of what ran before; null where nothing is known to run.
    static void changes(JsonGenerator json, Plan.@Nullable Changes changes) {
        if (changes == null) {
            json.writeNullProperty("changes");
            return;
        }
        json.writeObjectPropertyStart("changes");
        names(json, "kept", changes.kept());
        names(json, "moved", changes.moved());
        names(json, "stopped", changes.stopped());
        json.writeEndObject();
    }

    private static void names(JsonGenerator json, String name, List<String> works) {
        json.writeArrayPropertyStart(name);
        works.forEach(json::writeString);
        json.writeEndArray();
    }

    static void reasons(JsonGenerator json, List<Reason> reasons) {
        json.writeArrayPropertyStart("reasons");
        for (var reason : reasons) {
            json.writeStartObject();
            json.writeStringProperty("code", reason.code());
            json.writeStringProperty("text", reason.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
