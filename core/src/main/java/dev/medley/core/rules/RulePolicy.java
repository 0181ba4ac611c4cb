package dev.medley.core.rules;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What verdicts lead to, and which acts are examined where work is placed.
///
/// @param treatments for every verdict
/// @param acts without double ones
public record RulePolicy(SortedMap<Verdict, Treatment> treatments, List<Act> acts) {

    /// Whatever is not clear stands in the way, but for what only asks for a look.
    public static final RulePolicy DEFAULT =
            new RulePolicy(defaults(), List.of(Act.USE, Act.REMOTE_ACCESS));

    public RulePolicy {
        treatments = Collections.unmodifiableSortedMap(new TreeMap<>(treatments));
        acts = acts.stream().distinct().sorted().toList();
        if (treatments.size() != Verdict.values().length) {
            throw new IllegalArgumentException(
                    "A rule policy must say what every verdict leads to; it has %s."
                            .formatted(treatments));
        }
    }

    private static SortedMap<Verdict, Treatment> defaults() {
        var treatments = new TreeMap<Verdict, Treatment>();
        for (var verdict : Verdict.values()) {
            treatments.put(
                    verdict,
                    switch (verdict) {
                        case CLEAR_BY_NUMBERS -> Treatment.PASS;
                        case ATTENTION -> Treatment.WARN;
                        case UNKNOWN, LETTER_EQUIVALENT, LICENCE_TEST_MET -> Treatment.BLOCK;
                    });
        }
        return treatments;
    }

    public Treatment of(Verdict verdict) {
        return treatments.getOrDefault(verdict, Treatment.BLOCK);
    }

    /// What a finding leads to: a letter received binds like a licence requirement; where the
    /// operator holds something that covers the case, what would block warns.
    public Treatment of(Answer answer, Finding finding, Circumstances circumstances) {
        var question = answer.question();
        var treatment = of(finding.verdict());
        if (finding.verdict() == Verdict.LETTER_EQUIVALENT
                && circumstances.letter(finding.rules().id(), question.chip(), question.date())
                        != null) {
            var bound = of(Verdict.LICENCE_TEST_MET);
            treatment = bound.compareTo(treatment) > 0 ? bound : treatment;
        }
        boolean licence = finding.verdict().compareTo(Verdict.LETTER_EQUIVALENT) >= 0;
        return treatment == Treatment.BLOCK && licence && answer.coverage() != null
                ? Treatment.WARN
                : treatment;
    }

    /// The worst that an answer leads to.
    public Treatment of(Answer answer, Circumstances circumstances) {
        var worst = Treatment.PASS;
        for (var finding : answer.findings()) {
            var treatment = of(answer, finding, circumstances);
            worst = treatment.compareTo(worst) > 0 ? treatment : worst;
        }
        return worst;
    }
}
