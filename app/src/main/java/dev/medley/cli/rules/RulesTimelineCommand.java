package dev.medley.cli.rules;

import dev.medley.catalogue.CatalogFiles.Part;
import dev.medley.cli.input.CatalogOption;
import dev.medley.cli.input.RulesOption;
import dev.medley.cli.terminal.Json;
import dev.medley.cli.terminal.NotFound;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.rules.Act;
import dev.medley.core.rules.Answer;
import dev.medley.core.rules.ChipFacts;
import dev.medley.core.rules.Circumstances;
import dev.medley.core.rules.Examiner;
import dev.medley.core.rules.Finding;
import dev.medley.core.rules.Question;
import dev.medley.core.rules.RuleBook;
import dev.medley.core.rules.Variable;
import dev.medley.core.rules.Verdict;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;
import dev.medley.report.table.Table.Cell;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/// `medley rules timeline`: how the class of a chip changed, day by day on which it did.
@Command(
        name = "timeline",
        mixinStandardHelpOptions = true,
        description = "How what rules say of an export of a chip changed over the years.")
public final class RulesTimelineCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1", paramLabel = "CHIP", description = "A chip, by any of its names.")
    private String chip = "";

    @Option(
            names = "--from",
            paramLabel = "CC",
            description = "Country it comes from; US if not given.")
    private String from = "US";

    @Option(names = "--to", paramLabel = "CC", description = "Country it goes to; CN if not given.")
    private String to = "CN";

    @Option(
            names = "--hq",
            paramLabel = "CC",
            description =
                    "Country of the headquarters of recipient and ultimate parent; that of --to if"
                            + " not given.")
    private String headquarters = "";

    @Mixin private CatalogOption catalog = new CatalogOption();
    @Mixin private RulesOption rules = new RulesOption();

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    /// A stretch of days on which the same findings hold.
    private record Stretch(LocalDate from, Answer answer) {

        List<Finding> told() {
            return answer.findings().stream()
                    .filter(finding -> finding.verdict() != Verdict.CLEAR_BY_NUMBERS)
                    .toList();
        }

        String key() {
            var key = new StringBuilder(answer.verdict().word());
            told().forEach(f -> key.append(f.label()).append(f.verdict()).append(f.status()));
            return key.toString();
        }
    }

    @Override
    public Integer call() {
        var book = rules.load();
        return switch (catalog.load(Part.CHIPS).chip(chip)) {
            case Lookup.Found<Chip>(var found) -> show(found, book);
            case Lookup.Missing<Chip> missing -> NotFound.say(spec.commandLine(), json, missing);
        };
    }

    private int show(Chip found, RuleBook book) {
        var stretches = stretches(found, book);
        var out = spec.commandLine().getOut();
        if (json) {
            Json.print(
                    out,
                    object -> {
                        object.text("chip", found.id());
                        object.text("act", "export");
                        object.text("from", from);
                        object.text("to", to);
                        object.text("headquarters", party());
                        object.text("loadedTo", book.loadedTo().toString());
                        object.blocks("stretches", stretches, each -> stretch(object, each));
                        object.text("notice", RuleText.NOTICE);
                    });
            return 0;
        }
        out.println(
                "%s  export  from %s  to %s  headquarters and ultimate parent %s"
                        .formatted(found.id(), from, to, party()));
        var table = new Table().left("from").left("verdict").left("by", 90);
        var told = new TreeSet<String>();
        for (var stretch : stretches) {
            var labels = stretch.told().stream().map(Finding::label).toList();
            var verdict = stretch.answer().verdict();
            table.row(
                    List.of(
                            Cell.of(stretch.from().toString()),
                            new Cell(verdict.word(), RuleText.ink(verdict)),
                            Cell.of(String.join(", ", labels))));
            stretch.told().stream()
                    .map(RulesTimelineCommand::line)
                    .filter(told::add)
                    .forEach(line -> table.note(line, Ink.DIM));
        }
        table.print(out, Screen.colour());
        RuleText.footer(out, book);
        return 0;
    }

    private static String line(Finding finding) {
        var missing = finding.missing().stream().map(Variable::word).toList();
        return "%s (%s): %s"
                .formatted(
                        finding.label(),
                        finding.rules().citation(),
                        missing.isEmpty()
                                ? String.join(", ", finding.because())
                                : "missing: " + String.join(", ", missing));
    }

    private static void stretch(Json json, Stretch stretch) {
        json.text("from", stretch.from().toString());
        json.text("verdict", stretch.answer().verdict().word());
        json.blocks("findings", stretch.told(), finding -> RuleJson.finding(json, finding));
    }

    private List<Stretch> stretches(Chip found, RuleBook book) {
        var facts = ChipFacts.of(found, Circumstances.NONE);
        var examiner = new Examiner(book, Circumstances.NONE, false);
        var stretches = new ArrayList<Stretch>();
        for (var day : book.days()) {
            if (day.isAfter(book.loadedTo())) {
                continue;
            }
            var question =
                    Question.of(found.id(), Act.EXPORT, day, facts)
                            .at(Variable.FROM, country("--from", from))
                            .at(Variable.TO, country("--to", to))
                            .at(Variable.HQ, country("--hq", party()))
                            .at(Variable.PARENT_HQ, party());
            var next = new Stretch(day, examiner.examine(question));
            if (stretches.isEmpty() || !stretches.getLast().key().equals(next.key())) {
                stretches.add(next);
            }
        }
        return stretches;
    }

    private String party() {
        return headquarters.isEmpty() ? to : headquarters;
    }

    private String country(String option, String code) {
        return CountryCode.checked(option, code, spec.commandLine());
    }
}
