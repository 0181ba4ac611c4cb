package dev.medley.files;

import dev.medley.core.catalog.Precision;
import dev.medley.core.plan.Incumbents;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads what runs from a plan that `medley plan --json` wrote earlier.
public final class RunningPlan {

    private final String file;

    private RunningPlan(String file) {
        this.file = file;
    }

    /// What came of a reading.
    public sealed interface Outcome {}

    /// What runs of each work and where, by the work's name.
    public record Read(SortedMap<String, List<Incumbents.Run>> runs) implements Outcome {
        public Read {
            runs = new TreeMap<>(runs);
        }
    }

    /// Not such a file.
    public record Refused(Problem problem) implements Outcome {}

    public static Outcome read(Path path) {
        return new RunningPlan(path.toString()).outcome(path);
    }

    private Outcome outcome(Path path) {
        return switch (PlanAllocations.read(path)) {
            case PlanAllocations.Read(var allocations) -> outcome(allocations);
            case PlanAllocations.Refused(var problem) -> new Refused(problem);
        };
    }

    private Outcome outcome(JsonNode allocations) {
        var runs = new TreeMap<String, List<Incumbents.Run>>();
        for (int i = 0; i < allocations.size(); i++) {
            var allocation = allocations.get(i);
            var field = "allocations[%d]".formatted(i);
            var work = allocation.path("work");
            if (!work.isString() || work.asString().isEmpty()) {
                return refused(field + ".work", "", "must name a work");
            }
            try {
                var some = runs.computeIfAbsent(work.asString(), _ -> new ArrayList<>());
                some.add(new Incumbents.Run(place(allocation), count(allocation, "replicas")));
            } catch (MissingFieldException e) {
                return refused(field + "." + e.field, e.value, e.rule);
            }
        }
        return new Read(runs);
    }

    private static Incumbents.Place place(JsonNode allocation) throws MissingFieldException {
        var shape = allocation.path("shape");
        return new Incumbents.Place(
                text(allocation, "pool"),
                count(allocation, "shape.devices"),
                count(allocation, "shape.tp"),
                count(allocation, "shape.pp"),
                count(allocation, "shape.dp"),
                count(allocation, "shape.ep"),
                count(allocation, "shape.cp"),
                precision(text(shape, "precision")),
                text(shape, "model"));
    }

    private static String text(JsonNode node, String field) throws MissingFieldException {
        var value = node.path(field);
        if (!value.isString()) {
            throw new MissingFieldException(field, value.toString(), "must be a text");
        }
        return value.asString();
    }

    private static int count(JsonNode allocation, String field) throws MissingFieldException {
        var value = allocation.at("/" + field.replace('.', '/'));
        if (!value.isInt() || value.intValue() < 1) {
            var rule = "must be a whole number from 1";
            throw new MissingFieldException(field, value.toString(), rule);
        }
        return value.intValue();
    }

    private static Precision precision(String word) throws MissingFieldException {
        for (var precision : Precision.values()) {
            if (precision.name().toLowerCase(Locale.ROOT).equals(word)) {
                return precision;
            }
        }
        var known = Arrays.stream(Precision.values()).map(p -> p.name().toLowerCase(Locale.ROOT));
        var rule = "must be one of " + String.join(", ", known.toList());
        throw new MissingFieldException("shape.precision", word, rule);
    }

    private Refused refused(String field, String value, String rule) {
        return new Refused(PlanAllocations.problem(file, field, value, rule));
    }

    /// A field that is missing or wrong.
    private static final class MissingFieldException extends Exception {

        private static final long serialVersionUID = 1;

        private final String field;
        private final String value;
        private final String rule;

        MissingFieldException(String field, String value, String rule) {
            super(rule, null, false, false);
            this.field = field;
            this.value = value;
            this.rule = rule;
        }
    }
}
