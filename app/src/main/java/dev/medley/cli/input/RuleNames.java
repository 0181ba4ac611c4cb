package dev.medley.cli.input;

import dev.medley.core.rules.RuleBook;
import dev.medley.core.rules.RuleInputs;
import dev.medley.core.units.Nearest;

import picocli.CommandLine;

import java.util.TreeSet;

/// Checks that rule sets which documents name are known, and that their state is for the operator
/// to say where it is said.
public final class RuleNames {

    private RuleNames() {}

    /// Whether they are; what is wrong goes to stderr.
    public static boolean check(RuleInputs inputs, RuleBook book, CommandLine line) {
        var ids = book.ruleSets().stream().map(rules -> rules.id()).toList();
        var named = new TreeSet<>(inputs.circumstances().ruleStates().keySet());
        inputs.circumstances().letters().forEach(letter -> named.add(letter.rule()));
        boolean right = true;
        for (var id : named) {
            if (!ids.contains(id)) {
                line.getErr()
                        .println(
                                "spec.compliance: '%s' is no rule set; %s"
                                        .formatted(id, Nearest.advice(id, ids)));
                right = false;
            }
        }
        for (var id : inputs.circumstances().ruleStates().keySet()) {
            var rules = book.ruleSet(id);
            if (rules != null && !rules.statedByOperator()) {
                line.getErr()
                        .println(
                                ("spec.compliance.ruleStates: the state of '%s' stands in its file;"
                                                + " lay another file over it with --rules DIR")
                                        .formatted(id));
                right = false;
            }
        }
        return right;
    }
}
