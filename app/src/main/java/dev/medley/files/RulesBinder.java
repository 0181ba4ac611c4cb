package dev.medley.files;

import dev.medley.core.catalog.Chip;
import dev.medley.core.rules.Act;
import dev.medley.core.rules.Circumstances;
import dev.medley.core.rules.Purchase;
import dev.medley.core.rules.RulePolicy;
import dev.medley.core.rules.Status;
import dev.medley.core.rules.Treatment;
import dev.medley.core.rules.Verdict;
import dev.medley.core.units.Nearest;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns what documents say about rules into what the core asks for: a Fleet's compliance, a
/// Policy's rules, and purchase lists.
final class RulesBinder {

    private final Names names;

    RulesBinder(Names names) {
        this.names = names;
    }

    /// @param fleet the Fleet's spec, or null without one
    /// @param parents countries of tenants' ultimate parents, by tenant
    Circumstances circumstances(@Nullable Fields fleet, SortedMap<String, String> parents) {
        if (fleet == null || !fleet.has("compliance")) {
            return new Circumstances(
                    "",
                    "",
                    new TreeMap<>(),
                    null,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    List.of(),
                    List.of(),
                    new TreeMap<>(),
                    parents);
        }
        var stated = fleet.inside("compliance");
        return new Circumstances(
                stated.text("headquarters", ""),
                stated.text("ultimateParent", ""),
                ruleStates(stated),
                flag(stated, "listedOwner"),
                designs(stated),
                classes(stated),
                stated.each("letters").stream().map(this::letter).toList(),
                licences(stated),
                sites(stated, fleet),
                parents);
    }

    private static @Nullable Boolean flag(Fields fields, String name) {
        return fields.has(name) ? (Boolean) fields.flag(name, false) : null;
    }

    private static SortedMap<String, Circumstances.RuleState> ruleStates(Fields stated) {
        var states = new TreeMap<String, Circumstances.RuleState>();
        for (var fields : stated.each("ruleStates")) {
            var state =
                    new Circumstances.RuleState(
                            constant(Status.class, fields.text("status", "")),
                            day(fields, "since"),
                            fields.text("evidence", ""));
            once(states.put(fields.text("rule", ""), state), fields, "rule");
        }
        return states;
    }

    private SortedMap<String, Circumstances.Design> designs(Fields stated) {
        var designs = new TreeMap<String, Circumstances.Design>();
        for (var fields : stated.each("dataCentreDesigned")) {
            var design =
                    new Circumstances.Design(
                            fields.flag("designed", false), fields.text("evidence", ""));
            once(designs.put(chip(fields), design), fields, "chip");
        }
        return designs;
    }

    private SortedMap<String, Circumstances.Eccn> classes(Fields stated) {
        var classes = new TreeMap<String, Circumstances.Eccn>();
        for (var fields : stated.each("eccns")) {
            var eccn = new Circumstances.Eccn(fields.text("eccn", ""), fields.text("evidence", ""));
            once(classes.put(chip(fields), eccn), fields, "chip");
        }
        return classes;
    }

    static void once(@Nullable Object before, Fields fields, String name) {
        if (before != null) {
            fields.wrong(name, "stands here already", "keep one of them");
        }
    }

    private Circumstances.Letter letter(Fields fields) {
        var chips = new ArrayList<String>();
        for (var item : fields.items("chips")) {
            switch (names.chip(item.text())) {
                case dev.medley.core.units.Parsed.Value<Chip>(var chip) -> chips.add(chip.id());
                case dev.medley.core.units.Parsed.Wrong<Chip>(var rule, var advice) ->
                        fields.wrong("chips", item, rule, advice);
            }
        }
        return new Circumstances.Letter(
                fields.text("rule", ""),
                day(fields, "received"),
                chips,
                fields.text("evidence", ""));
    }

    private List<Circumstances.Licence> licences(Fields stated) {
        var licences = new ArrayList<Circumstances.Licence>();
        var numbers = new TreeSet<String>();
        for (var fields : stated.each("licences")) {
            long packages = fields.whole("packages", 1);
            long used = fields.whole("used", 0);
            if (used > packages) {
                fields.wrong(
                        "used",
                        "is more than the licence is for (%d)".formatted(packages),
                        "count packages, and write at most " + packages);
                used = packages;
            }
            if (!numbers.add(fields.text("number", ""))) {
                fields.wrong("number", "is the number of another licence", "keep one of them");
            }
            licences.add(
                    new Circumstances.Licence(
                            fields.text("number", ""),
                            chip(fields),
                            packages,
                            used,
                            day(fields, "expires"),
                            fields.text("from", ""),
                            fields.text("to", "")));
        }
        return licences;
    }

    private static SortedMap<String, Circumstances.SiteFacts> sites(Fields stated, Fields fleet) {
        var known = fleet.each("sites").stream().map(site -> site.text("name", "")).toList();
        var sites = new TreeMap<String, Circumstances.SiteFacts>();
        for (var fields : stated.each("sites")) {
            var site = fields.text("site", "");
            if (!known.contains(site)) {
                fields.wrong("site", "is no site of this fleet", Nearest.advice(site, known));
            }
            var facts =
                    new Circumstances.SiteFacts(
                            flag(fields, "stateFunded"), fields.text("validatedEndUser", ""));
            once(sites.put(site, facts), fields, "site");
        }
        return sites;
    }

    /// The lines of a purchase list; who receives is the fleet's owner unless a line says
    /// otherwise.
    List<Purchase> purchases(String list, Fields spec, Circumstances circumstances) {
        var purchases = new ArrayList<Purchase>();
        for (var fields : spec.each("items")) {
            var chip = fields.valueOr("chip", names.chip(fields.text("chip", "")), null);
            if (chip == null) {
                continue;
            }
            var owner = fields.has("headquarters") ? "" : circumstances.ultimateParent();
            purchases.add(
                    new Purchase(
                            list,
                            chip,
                            fields.whole("packages", 1),
                            constant(Act.class, fields.text("act", "export")),
                            fields.has("date") ? day(fields, "date") : null,
                            fields.text("from", ""),
                            fields.text("to", ""),
                            fields.text("headquarters", circumstances.headquarters()),
                            fields.text("ultimateParent", owner),
                            !fields.has("headquarters")));
        }
        return purchases;
    }

    /// What the Policy says of verdicts, or null where it says nothing.
    static @Nullable RulePolicy policy(Fields spec) {
        if (!spec.has("rules")) {
            return null;
        }
        var rules = spec.inside("rules");
        var treatments = new TreeMap<Verdict, Treatment>(RulePolicy.DEFAULT.treatments());
        var stated = new TreeMap<Verdict, Treatment>();
        for (var treatment : List.of(Treatment.BLOCK, Treatment.WARN, Treatment.PASS)) {
            var field = treatment.name().toLowerCase(Locale.ROOT);
            for (var item : rules.items(field)) {
                var verdict = constant(Verdict.class, item.text());
                var before = stated.put(verdict, treatment);
                if (before != null) {
                    rules.wrong(
                            field,
                            item,
                            "is named under %s as well"
                                    .formatted(before.name().toLowerCase(Locale.ROOT)),
                            "keep one of them");
                }
            }
        }
        treatments.putAll(stated);
        var acts =
                rules.has("acts")
                        ? rules.items("acts").stream()
                                .map(item -> constant(Act.class, item.text()))
                                .toList()
                        : RulePolicy.DEFAULT.acts();
        return new RulePolicy(treatments, acts);
    }

    private String chip(Fields fields) {
        var chip = fields.valueOr("chip", names.chip(fields.text("chip", "")), null);
        return chip == null ? "" : chip.id();
    }

    /// The schema has let only written forms of a constant pass.
    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static LocalDate day(Fields fields, String name) {
        var day = fields.day(name);
        return day == null ? LocalDate.EPOCH : day;
    }
}
