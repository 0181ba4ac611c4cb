package dev.medley.cli.rules;

import dev.medley.cli.input.RulesOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Json;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.rules.RuleSet;
import dev.medley.core.rules.Status;
import dev.medley.report.table.Table;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;

/// `medley rules list`: all rule sets that are loaded.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the rule sets that are loaded.")
public final class RulesListCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description = "Only those that exist on that day, with their status on it.")
    private @Nullable LocalDate date;

    @Option(names = "--bills", description = "Bills as well.")
    private boolean bills;

    @Mixin private RulesOption rules = new RulesOption();

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Override
    public Integer call() {
        var book = rules.load();
        var day = date;
        var some =
                book.ruleSets().stream()
                        .filter(each -> bills || each.status() != Status.BILL)
                        .filter(each -> day == null || each.existsOn(day))
                        .toList();
        var out = spec.commandLine().getOut();
        if (json) {
            Json.print(
                    out,
                    object -> {
                        object.text("loadedTo", book.loadedTo().toString());
                        object.blocks("ruleSets", some, each -> one(object, each));
                        object.text("notice", RuleText.NOTICE);
                    });
            return some.isEmpty() ? Exit.NO : 0;
        }
        print(some);
        RuleText.footer(out, book);
        return some.isEmpty() ? Exit.NO : 0;
    }

    private void print(List<RuleSet> some) {
        var table =
                new Table()
                        .left("rule")
                        .left("from")
                        .left("to")
                        .left("status")
                        .left("confidence")
                        .left("title", 70)
                        .left("citation", 50);
        for (var each : some) {
            table.row(
                    each.id(),
                    each.effectiveFrom().toString(),
                    each.effectiveTo() == null ? "" : each.effectiveTo().toString(),
                    status(each).word(),
                    RuleJson.lower(each.confidence()),
                    each.title(),
                    each.citation());
        }
        table.print(spec.commandLine().getOut(), Screen.colour());
    }

    /// On the day asked about, else as it last binds.
    private Status status(RuleSet each) {
        return each.statusOn(date == null ? LocalDate.MAX : date);
    }

    private void one(Json json, RuleSet each) {
        RuleJson.head(json, each);
        json.text("status", RuleJson.lower(status(each)));
        RuleJson.tail(json, each);
    }
}
