package dev.medley.core.rules;

import dev.medley.core.catalog.Confidence;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Tenant;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What rules lead to for every pool and tenant, worked out once.
///
/// @param byPool rulings by pool and tenant; who is not named has none
public record Rulings(SortedMap<String, SortedMap<String, List<Ruling>>> byPool) {

    public static final Rulings NONE = new Rulings(new TreeMap<>());

    public Rulings {
        var copy = new TreeMap<String, SortedMap<String, List<Ruling>>>();
        byPool.forEach(
                (pool, tenants) ->
                        copy.put(pool, Collections.unmodifiableSortedMap(new TreeMap<>(tenants))));
        byPool = Collections.unmodifiableSortedMap(copy);
    }

    /// A finding that blocks or warns.
    ///
    /// @param text rule, citation, verdict, act and what decided, in a sentence
    /// @param confidence the least of the rule's and of the facts that decided
    public record Ruling(
            Treatment treatment,
            String rule,
            Verdict verdict,
            Act act,
            String text,
            Confidence confidence) {}

    /// Rulings on what runs for the tenant in the pool; those that block come first.
    public List<Ruling> of(String pool, String tenant) {
        var tenants = byPool.get(pool);
        return tenants == null ? List.of() : tenants.getOrDefault(tenant, List.of());
    }

    /// Works them out for a day.
    public static Rulings of(
            RuleBook book,
            RuleInputs inputs,
            List<Pool> pools,
            List<Tenant> tenants,
            LocalDate date) {
        var policy = inputs.policy();
        if (policy == null) {
            return NONE;
        }
        var placements = new Placements(inputs.circumstances(), policy.acts(), date);
        var judging =
                new Judging(
                        new Examiner(book, inputs.circumstances(), false),
                        policy,
                        inputs.circumstances());
        var byPool = new TreeMap<String, SortedMap<String, List<Ruling>>>();
        for (var pool : pools) {
            var ofOwner = judging.all(placements.ofOwner(pool));
            var alike = new TreeMap<String, List<Ruling>>();
            var byTenant = new TreeMap<String, List<Ruling>>();
            for (var tenant : tenants) {
                var both =
                        alike.computeIfAbsent(
                                placements.likeness(tenant),
                                _ -> {
                                    var cases = placements.ofTenant(pool, tenant);
                                    return worstFirst(ofOwner, judging.all(cases));
                                });
                if (!both.isEmpty()) {
                    byTenant.put(tenant.name(), both);
                }
            }
            byPool.put(pool.id(), byTenant);
        }
        return new Rulings(byPool);
    }

    private static List<Ruling> worstFirst(List<Ruling> some, List<Ruling> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        all.sort(Comparator.comparing(Ruling::treatment).thenComparing(Ruling::verdict).reversed());
        return List.copyOf(all);
    }

    /// Turns answers into what they lead to.
    private record Judging(Examiner examiner, RulePolicy policy, Circumstances circumstances) {

        List<Ruling> all(List<Placements.Case> cases) {
            var rulings = new ArrayList<Ruling>();
            for (var each : cases) {
                var answer = examiner.examine(each.question());
                for (var finding : answer.findings()) {
                    var treatment = policy.of(answer, finding, circumstances);
                    if (treatment != Treatment.PASS) {
                        rulings.add(ruling(treatment, answer, finding));
                    }
                }
            }
            return rulings;
        }

        private static Ruling ruling(Treatment treatment, Answer answer, Finding finding) {
            var act = answer.question().act();
            var missing = new ArrayList<String>();
            finding.missing().forEach(variable -> missing.add(variable.word()));
            var because =
                    missing.isEmpty()
                            ? String.join(", ", finding.because())
                            : "without " + Wording.or(missing);
            var covered =
                    answer.coverage() == null
                                    || finding.verdict().compareTo(Verdict.LETTER_EQUIVALENT) < 0
                            ? ""
                            : "; covered by " + answer.coverage();
            return new Ruling(
                    treatment,
                    finding.rules().id(),
                    finding.verdict(),
                    act,
                    "%s for %s by %s (%s): %s%s"
                            .formatted(
                                    finding.verdict().word(),
                                    act.word(),
                                    finding.label(),
                                    finding.rules().citation(),
                                    because,
                                    covered),
                    finding.confidence());
        }
    }
}
