package dev.medley.catalogue;

import dev.medley.core.catalog.Confidence;
import dev.medley.core.port.Assumptions;
import dev.medley.core.port.Cell;
import dev.medley.core.port.ClueKind;
import dev.medley.core.port.Days;
import dev.medley.core.port.Mapping;
import dev.medley.core.port.PortRule;
import dev.medley.core.port.Portability;
import dev.medley.core.port.Sign;
import dev.medley.core.port.Target;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads a mapping: every rule has a cell for every target, every word leads somewhere.
final class PortReader {

    private static final String NONE = "none";

    private final Fields file;
    private final Map<String, String> sources = new TreeMap<>();
    private final Map<String, Days> efforts = new LinkedHashMap<>();
    private final List<Target> targets = new ArrayList<>();

    PortReader(Fields file) {
        this.file = file;
    }

    Mapping mapping() {
        var date = RuleReader.date(file, "date").toString();
        sources();
        var assumptions = block(file, "assumptions");
        efforts(assumptions);
        targets();
        var reading = reading(block(file, "reading"));
        var rules = new ArrayList<PortRule>();
        var ids = new TreeSet<String>();
        for (var fields : file.blocks("rules")) {
            rules.add(rule(fields, ids));
        }
        var mapping = new Mapping(date, targets, rules, assumptions(assumptions, ids), reading);
        file.finish();
        return mapping;
    }

    private static Fields block(Fields fields, String name) {
        var block = fields.blockOrNull(name);
        if (block == null) {
            throw fields.missing(name);
        }
        return block;
    }

    private void sources() {
        for (var fields : file.blocks("sources")) {
            var read = RuleReader.date(fields, "read");
            sources.put(fields.text("id"), "%s (read %s)".formatted(fields.text("text"), read));
            fields.finish();
        }
    }

    private void efforts(Fields assumptions) {
        for (var fields : assumptions.blocks("efforts")) {
            double low = fields.positive("low");
            double high = fields.positive("high");
            if (high < low) {
                throw fields.wrong(
                        "high",
                        fields.valueOf("high"),
                        "The high end lies below the low one (%s).".formatted(low),
                        "Swap the two.");
            }
            efforts.put(fields.text("id"), new Days(low, high));
            fields.textOr("note", "");
            fields.finish();
        }
    }

    private void targets() {
        for (var fields : file.blocks("targets")) {
            targets.add(
                    new Target(
                            fields.text("id"),
                            fields.text("name"),
                            fields.text("stack"),
                            fields.texts("aliases"),
                            effort(fields, "bringUp"),
                            fields.textOr("note", "")));
            fields.finish();
        }
    }

    private static Mapping.Reading reading(Fields fields) {
        var reading =
                new Mapping.Reading(
                        fields.texts("vendoredFolders"), fields.count("largestFileBytes", 1));
        fields.finish();
        return reading;
    }

    private String effort(Fields fields, String name) {
        var id = fields.text(name);
        if (!efforts.containsKey(id)) {
            throw fields.wrong(
                    name,
                    fields.valueOf(name),
                    "No unit effort has this id.",
                    "Known: " + String.join(", ", efforts.keySet()) + ".");
        }
        return id;
    }

    private PortRule rule(Fields fields, Set<String> ids) {
        var id = fields.text("id");
        if (!ids.add(id)) {
            throw fields.wrong(
                    "id", fields.valueOf("id"), "Another rule has this id.", "Rename one.");
        }
        var signs = new ArrayList<Sign>();
        for (var sign : fields.blocks("signs")) {
            signs.add(sign(sign));
        }
        var counted = fields.textOr("count", "places");
        if (!counted.equals("places") && !counted.equals("files")) {
            throw fields.wrong(
                    "count",
                    fields.valueOf("count"),
                    "The field must be places or files.",
                    "Write what effort grows with.");
        }
        var cells = new LinkedHashMap<String, Cell>();
        var block = block(fields, "cells");
        for (var target : targets) {
            cells.put(target.id(), cell(block(block, target.id())));
        }
        block.finish();
        var rule =
                new PortRule(
                        id,
                        fields.text("title"),
                        fields.textOr("note", ""),
                        counted.equals("files"),
                        signs,
                        cells);
        fields.finish();
        return rule;
    }

    /// `{name: 'torch.cuda.*', in: [call]}`: the kind is the name of the field.
    private static Sign sign(Fields fields) {
        for (var kind : ClueKind.values()) {
            var word = kind.name().toLowerCase(Locale.ROOT);
            if (fields.has(word)) {
                var sign =
                        new Sign(
                                kind, fields.text(word), fields.texts("in"), fields.texts("notIn"));
                fields.finish();
                return sign;
            }
        }
        throw fields.missing("name");
    }

    private Cell cell(Fields fields) {
        var becomes = fields.choice("becomes", Portability.class);
        boolean known = becomes != Portability.BLOCKED;
        boolean work = known && (becomes != Portability.WORKS || fields.has("effort"));
        var effort = work ? effort(fields, "effort") : "";
        var confidence = fields.choice("confidence", Confidence.class);
        var source = fields.text("source");
        boolean sourced = !source.equals(NONE);
        if (sourced && !sources.containsKey(source)) {
            throw fields.wrong(
                    "source",
                    fields.valueOf("source"),
                    "No source has this id.",
                    "Add it to 'sources', or write 'none'.");
        }
        if (!sourced && confidence != Confidence.LOW) {
            throw fields.wrong(
                    "confidence",
                    fields.valueOf("confidence"),
                    "What has no source is of low confidence.",
                    "Name a source, or write low.");
        }
        var cell =
                new Cell(
                        becomes,
                        fields.text("with"),
                        effort,
                        confidence,
                        sources.getOrDefault(source, Cell.NO_SOURCE));
        fields.finish();
        return cell;
    }

    private Assumptions assumptions(Fields fields, Set<String> rules) {
        var shares = new EnumMap<Portability, Double>(Portability.class);
        var percent = block(fields, "sharesPercent");
        for (var portability : Portability.values()) {
            var word = portability.name().toLowerCase(Locale.ROOT);
            shares.put(portability, percent.count(word, 0) / 100.0);
        }
        percent.finish();
        var assumptions =
                new Assumptions(
                        shares,
                        fields.count("blockedAtMostPercent", 0) / 100.0,
                        fields.positive("repeatLow"),
                        fields.positive("repeatHigh"),
                        fields.positive("daysPerWeek"),
                        efforts,
                        reference(block(fields, "reference"), rules),
                        fields.texts("texts"));
        fields.finish();
        return assumptions;
    }

    private Assumptions.Reference reference(Fields fields, Set<String> rules) {
        var target = fields.text("target");
        if (targets.stream().noneMatch(each -> each.id().equals(target))) {
            throw fields.wrong(
                    "target", fields.valueOf("target"), "No target has this id.", "Name one.");
        }
        var counts = new LinkedHashMap<String, Integer>();
        var block = block(fields, "counts");
        for (var rule : block.names()) {
            if (!rules.contains(rule)) {
                throw block.wrong(rule, block.valueOf(rule), "No rule has this id.", "Name one.");
            }
            counts.put(rule, block.count(rule, 1));
        }
        block.finish();
        var reference =
                new Assumptions.Reference(
                        target, fields.positive("atLeastWeeks"), counts, fields.text("source"));
        fields.finish();
        return reference;
    }
}
