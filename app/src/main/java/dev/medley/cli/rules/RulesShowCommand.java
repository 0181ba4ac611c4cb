package dev.medley.cli.rules;

import dev.medley.cli.input.RulesOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Json;
import dev.medley.core.rules.Act;
import dev.medley.core.rules.Predicate;
import dev.medley.core.rules.RuleSet;
import dev.medley.core.units.Nearest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/// `medley rules show`: one rule set with its tests.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows one rule set: dates, status, scope, tests, source.")
public final class RulesShowCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1", paramLabel = "RULE", description = "Its id, as R2.")
    private String id = "";

    @Mixin private RulesOption rules = new RulesOption();

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Override
    public Integer call() {
        var book = rules.load();
        var found = book.ruleSet(id);
        if (found == null) {
            var ids = book.ruleSets().stream().map(RuleSet::id).toList();
            spec.commandLine()
                    .getErr()
                    .println(
                            "No rule set is called '%s'; %s."
                                    .formatted(id, Nearest.advice(id, ids)));
            return Exit.NO;
        }
        if (json) {
            Json.print(spec.commandLine().getOut(), object -> write(object, found));
        } else {
            print(found);
            RuleText.footer(spec.commandLine().getOut(), book);
        }
        return 0;
    }

    private void print(RuleSet found) {
        line(found.id() + "  " + found.title());
        field("authority", found.authority());
        field("citation", found.citation());
        var to = found.effectiveTo() == null ? "today" : found.effectiveTo().toString();
        field("effective", found.effectiveFrom() + " to " + to);
        if (found.compliedFrom() != null) {
            field("complied", "from " + found.compliedFrom());
        }
        field("status", found.status().word());
        for (var change : found.changes()) {
            field(
                    "",
                    "%s from %s: %s"
                            .formatted(change.status().word(), change.from(), change.note()));
        }
        if (found.statedByOperator()) {
            field("", "later states are for the operator to say (compliance.ruleStates)");
        }
        field("confidence", RuleJson.lower(found.confidence()));
        field("source", found.source());
        if (!found.note().isEmpty()) {
            field("note", found.note());
        }
        line("");
        line("reaches " + String.join(", ", acts(found)));
        if (!found.scope().where().equals(Predicate.ALWAYS)) {
            line("  where " + PredicateText.of(found.scope().where()));
        }
        for (var clause : found.clauses()) {
            line("");
            line(clause.id() + "  " + RuleJson.lower(clause.result()).replace('_', ' '));
            if (!clause.acts().isEmpty()) {
                line("  for " + String.join(", ", clause.acts().stream().map(Act::word).toList()));
            }
            line("  when " + PredicateText.of(clause.when()));
            line("  " + clause.text());
        }
    }

    private void field(String name, String value) {
        line("  %-12s %s".formatted(name.isEmpty() ? "" : name + ":", value));
    }

    private static List<String> acts(RuleSet found) {
        return found.scope().acts().stream().map(Act::word).toList();
    }

    private void line(String text) {
        spec.commandLine().getOut().println(text);
    }

    private static void write(Json json, RuleSet found) {
        RuleJson.head(json, found);
        json.text(
                "compliedFrom",
                found.compliedFrom() == null ? "" : found.compliedFrom().toString());
        json.text("status", RuleJson.lower(found.status()));
        json.blocks(
                "changes",
                found.changes(),
                change -> {
                    json.text("from", change.from().toString());
                    json.text("status", RuleJson.lower(change.status()));
                    json.text("note", change.note());
                });
        json.flag("statedByOperator", found.statedByOperator());
        json.texts("acts", acts(found));
        json.text("where", PredicateText.of(found.scope().where()));
        json.blocks(
                "clauses",
                found.clauses(),
                clause -> {
                    json.text("id", clause.id());
                    json.text("result", RuleJson.lower(clause.result()));
                    json.text("when", PredicateText.of(clause.when()));
                    json.text("text", clause.text());
                });
        RuleJson.tail(json, found);
        json.text("notice", RuleText.NOTICE);
    }
}
