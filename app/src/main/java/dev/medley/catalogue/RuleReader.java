package dev.medley.catalogue;

import dev.medley.core.catalog.Confidence;
import dev.medley.core.rules.Act;
import dev.medley.core.rules.Clause;
import dev.medley.core.rules.CountryGroups;
import dev.medley.core.rules.Predicate;
import dev.medley.core.rules.RuleSet;
import dev.medley.core.rules.Status;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads rule sets and groups of countries from their files.
final class RuleReader {

    private RuleReader() {}

    /// A file whose id and definitions are known, and nothing else yet: predicates of other files
    /// may use its definitions.
    record Draft(String id, Fields fields, Fields definitionFields) {

        Map<String, Node.Entry> definitions() {
            return definitionFields.entries();
        }
    }

    static Draft draft(Fields fields) {
        var id = fields.text("id");
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9-]{0,39}")) {
            throw fields.wrong(
                    "id",
                    fields.valueOf("id"),
                    "An id is made of letters, digits and hyphens, at most forty.",
                    "Write it like 'R2'.");
        }
        var definitions = fields.blockOrNull("define");
        var none = new Fields(new Node.Block(fields.place(), new LinkedHashMap<>()), "define.");
        return new Draft(id, fields, definitions == null ? none : definitions);
    }

    static RuleSet ruleSet(Draft draft, RuleTerms terms) {
        var fields = draft.fields();
        var predicates = new PredicateReader(terms, draft.id());
        predicates.checkDefinitions(draft);
        var from = date(fields, "effectiveFrom");
        var to = dateOrNull(fields, "effectiveTo");
        if (to != null && to.isBefore(from)) {
            throw fields.wrong(
                    "effectiveTo",
                    fields.valueOf("effectiveTo"),
                    "The last day lies before the first (%s).".formatted(from),
                    "Swap the two, or leave it out while the rule lasts.");
        }
        var rules =
                new RuleSet(
                        draft.id(),
                        fields.text("authority"),
                        fields.text("title"),
                        fields.text("citation"),
                        from,
                        to,
                        dateOrNull(fields, "compliedFrom"),
                        fields.choice("status", Status.class),
                        changes(fields, from),
                        fields.flag("statedByOperator", false),
                        scope(fields, predicates),
                        clauses(fields, predicates),
                        fields.choice("confidence", Confidence.class),
                        fields.textOr("note", ""),
                        fields.text("source"));
        fields.finish();
        return rules;
    }

    private static List<RuleSet.Change> changes(Fields fields, LocalDate first) {
        var changes = new ArrayList<RuleSet.Change>();
        var last = first;
        for (var block : fields.blocks("changes")) {
            var from = date(block, "from");
            if (!from.isAfter(last)) {
                throw block.wrong(
                        "from",
                        block.valueOf("from"),
                        "Changes follow one another, and this one does not come after %s."
                                .formatted(last),
                        "Put them in the order of their days.");
            }
            last = from;
            changes.add(
                    new RuleSet.Change(
                            from, block.choice("status", Status.class), block.textOr("note", "")));
            block.finish();
        }
        return changes;
    }

    private static RuleSet.Scope scope(Fields fields, PredicateReader predicates) {
        var block = fields.blockOrNull("scope");
        if (block == null) {
            throw fields.missing("scope");
        }
        var acts = acts(block);
        if (acts.isEmpty()) {
            throw block.missing("acts");
        }
        var where = block.has("where") ? predicates.read(block, "where") : Predicate.ALWAYS;
        block.finish();
        return new RuleSet.Scope(acts, where);
    }

    private static List<Act> acts(Fields fields) {
        return fields.texts("acts").stream().map(word -> act(fields, word)).toList();
    }

    private static Act act(Fields fields, String word) {
        var words = new ArrayList<String>();
        for (var act : Act.values()) {
            if (act.word().equals(word)) {
                return act;
            }
            words.add(act.word());
        }
        throw fields.wrong(
                "acts",
                fields.valueOf("acts"),
                "'%s' is no act.".formatted(word),
                "Acts are " + String.join(", ", words) + ".");
    }

    private static List<Clause> clauses(Fields fields, PredicateReader predicates) {
        var clauses = new ArrayList<Clause>();
        var ids = new TreeSet<String>();
        for (var block : fields.blocks("clauses")) {
            var id = block.text("id");
            if (!ids.add(id)) {
                throw block.wrong(
                        "id", block.valueOf("id"), "Another clause has this id.", "Rename one.");
            }
            clauses.add(
                    new Clause(
                            id,
                            acts(block),
                            block.has("when") ? predicates.read(block, "when") : Predicate.ALWAYS,
                            block.choice("result", Clause.Result.class),
                            block.flag("attentionIfUnknown", false),
                            block.text("text")));
            block.finish();
        }
        return clauses;
    }

    static CountryGroups.Group group(Fields fields) {
        var group =
                new CountryGroups.Group(
                        fields.text("id"),
                        fields.text("title"),
                        fields.text("asOf"),
                        countries(fields, "members"),
                        countries(fields, "settled"),
                        fields.choice("confidence", Confidence.class),
                        fields.text("source"),
                        fields.textOr("note", ""));
        fields.finish();
        return group;
    }

    private static List<String> countries(Fields fields, String name) {
        var known = Set.of(java.util.Locale.getISOCountries());
        for (var code : fields.texts(name)) {
            if (!known.contains(code)) {
                throw fields.wrong(
                        name,
                        fields.valueOf(name),
                        "'%s' is no country code (ISO 3166-1 alpha-2).".formatted(code),
                        "Write it like 'CN'.");
            }
        }
        return fields.texts(name);
    }

    static LocalDate date(Fields fields, String name) {
        var date = dateOrNull(fields, name);
        if (date == null) {
            throw fields.missing(name);
        }
        return date;
    }

    static @Nullable LocalDate dateOrNull(Fields fields, String name) {
        var text = fields.textOrNull(name);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            var problem =
                    fields.wrong(
                            name,
                            fields.valueOf(name),
                            "The field must be a day.",
                            "Write it like 2023-11-17.");
            problem.initCause(e);
            throw problem;
        }
    }
}
