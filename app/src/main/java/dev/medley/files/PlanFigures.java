package dev.medley.files;

import dev.medley.core.efficiency.Entry;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads from a plan that `medley plan --json` wrote what each work gets, in units that compare:
/// tokens where they are known, requests where they are not.
public final class PlanFigures {

    private final String file;

    private PlanFigures(String file) {
        this.file = file;
    }

    /// What came of a reading.
    public sealed interface Outcome {}

    /// What each work gets, by name.
    public record Read(SortedMap<String, Entry> entries) implements Outcome {
        public Read {
            entries = new TreeMap<>(entries);
        }
    }

    /// Not such a file.
    public record Refused(Problem problem) implements Outcome {}

    public static Outcome read(Path path) {
        return new PlanFigures(path.toString()).outcome(path);
    }

    private Outcome outcome(Path path) {
        return switch (PlanAllocations.read(path)) {
            case PlanAllocations.Read(var allocations) -> outcome(allocations);
            case PlanAllocations.Refused(var problem) -> new Refused(problem);
        };
    }

    private Outcome outcome(JsonNode allocations) {
        var entries = new TreeMap<String, Entry>();
        for (int i = 0; i < allocations.size(); i++) {
            var field = "allocations[%d].".formatted(i);
            var allocation = allocations.get(i);
            for (var text : new String[] {"work", "tenant", "unit"}) {
                if (!allocation.path(text).isString()) {
                    return refused(field + text, shown(allocation, text), "must be a text");
                }
            }
            var devices = allocation.path("devices");
            if (!devices.isInt() || devices.intValue() < 1) {
                var rule = "must be a whole number from 1";
                return refused(field + "devices", shown(allocation, "devices"), rule);
            }
            if (allocation.has("parts")) {
                var rule = "says that its devices are parts of some; only whole ones are compared";
                return refused(field + "parts", shown(allocation, "parts"), rule);
            }
            var rate = allocation.path("rate");
            if (!rate.isNumber() || !(rate.doubleValue() >= 0)) {
                return refused(
                        field + "rate", shown(allocation, "rate"), "must be a number from 0");
            }
            var entry = entry(allocation);
            entries.merge(entry.work(), entry, Entry::plus);
        }
        return new Read(entries);
    }

    private static Entry entry(JsonNode allocation) {
        var unit = allocation.path("unit").asString();
        double rate = allocation.path("rate").doubleValue();
        var answers = allocation.path("outputTokens");
        var prompts = allocation.path("inputTokens");
        var request = "";
        var counted =
                switch (unit) {
                    case "tokens/s" -> "trained tokens";
                    case "requests/s" -> "requests";
                    default -> unit;
                };
        if (unit.equals("requests/s") && answers.isNumber() && prompts.isNumber()) {
            counted = "answer tokens";
            rate *= answers.doubleValue();
            request =
                    "%.0f tokens in and %.0f out"
                            .formatted(prompts.doubleValue(), answers.doubleValue());
        }
        var quality = allocation.path("quality");
        return new Entry(
                allocation.path("work").asString(),
                allocation.path("tenant").asString(),
                counted,
                rate,
                allocation.path("devices").intValue(),
                quality.isNumber() ? quality.doubleValue() : 1,
                request);
    }

    private static String shown(JsonNode allocation, String field) {
        return allocation.path(field).toString();
    }

    private Refused refused(String field, String value, String rule) {
        return new Refused(PlanAllocations.problem(file, field, value, rule));
    }
}
