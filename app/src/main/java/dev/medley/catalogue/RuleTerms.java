package dev.medley.catalogue;

import dev.medley.core.rules.CountryGroups;
import dev.medley.core.rules.Predicate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What rule sets define under a name, for themselves and for one another: `a` within R2 is `R2.a`
/// elsewhere. Each is read once, when it is first used.
final class RuleTerms {

    private final Map<String, RuleReader.Draft> drafts;
    private final CountryGroups groups;
    private final Map<String, Predicate> read = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    RuleTerms(Map<String, RuleReader.Draft> drafts, CountryGroups groups) {
        this.drafts = drafts;
        this.groups = groups;
    }

    CountryGroups groups() {
        return groups;
    }

    /// What a name means within a rule set, or null when nobody defines it.
    ///
    /// @throws CatalogueException when the definition is wrong or leads back to itself
    @Nullable Predicate meaning(String name, String ruleSet) {
        int dot = name.indexOf('.');
        var owner = dot < 0 ? ruleSet : name.substring(0, dot);
        var term = dot < 0 ? name : name.substring(dot + 1);
        var draft = drafts.get(owner);
        if (draft == null || !draft.definitions().containsKey(term)) {
            return null;
        }
        var full = owner + "." + term;
        var known = read.get(full);
        if (known != null) {
            return known;
        }
        var definitions = draft.definitionFields();
        if (!open.add(full)) {
            throw definitions.wrong(
                    term,
                    definitions.valueOf(term),
                    "The definition leads back to itself (%s)."
                            .formatted(String.join(" -> ", open)),
                    "Write one of them out.");
        }
        var meaning = new PredicateReader(this, owner).definition(full, term, definitions);
        open.remove(full);
        read.put(full, meaning);
        return meaning;
    }

    /// Names that a rule set may use.
    List<String> names(String ruleSet) {
        var names = new ArrayList<String>();
        drafts.forEach(
                (id, draft) ->
                        draft.definitions()
                                .keySet()
                                .forEach(
                                        term ->
                                                names.add(
                                                        id.equals(ruleSet)
                                                                ? term
                                                                : id + "." + term)));
        return names;
    }
}
