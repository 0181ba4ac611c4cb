package dev.medley.cli.rules;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Confidence;
import dev.medley.core.rules.Act;
import dev.medley.core.rules.ChipFacts;
import dev.medley.core.rules.Circumstances;
import dev.medley.core.rules.Fact;
import dev.medley.core.rules.Facts;
import dev.medley.core.rules.Question;
import dev.medley.core.rules.Variable;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Act, places, parties and day of a case, as options. What is not given stays unknown.
final class CaseOptions {

    private static final String STATED = "stated on the command line";

    private enum Answer {
        YES,
        NO
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description = "The day that is asked about, as 2023-11-17; today if not given.")
    private @Nullable LocalDate date;

    @Option(names = "--from", paramLabel = "CC", description = "Country it comes from.")
    private String from = "";

    @Option(names = "--to", paramLabel = "CC", description = "Country it goes to, or stands in.")
    private String to = "";

    @Option(
            names = "--hq",
            paramLabel = "CC",
            description = "Country of the recipient's headquarters.")
    private String headquarters = "";

    @Option(
            names = "--parent-hq",
            paramLabel = "CC",
            description = "Country of its ultimate parent's headquarters (its own if it has none).")
    private String parent = "";

    @Option(
            names = "--act",
            paramLabel = "ACT",
            description = "export (default), reexport, transfer, use, remote-access or buy.")
    private @Nullable String act;

    @Option(
            names = "--datacenter-designed",
            paramLabel = "yes|no",
            description = "Whether the chip is designed or marketed for data centres.")
    private @Nullable Answer designed;

    @Option(
            names = "--eccn",
            paramLabel = "ECCN",
            description = "The vendor's own class; it goes before the computed one.")
    private @Nullable String eccn;

    @Option(
            names = "--state-funded",
            paramLabel = "yes|no",
            description = "Whether it is for a state-funded data centre.")
    private @Nullable Answer stateFunded;

    @Option(
            names = "--listed-owner",
            paramLabel = "yes|no",
            description = "Whether listed parties own half of the recipient or more.")
    private @Nullable Answer listedOwner;

    @Option(
            names = "--end-use",
            paramLabel = "USE",
            description = "military, supercomputer or advanced-fab; may be given again.")
    private List<String> endUses = List.of();

    LocalDate date() {
        return date == null ? LocalDate.now(ZoneId.systemDefault()) : date;
    }

    /// The act that was named, or null.
    @Nullable Act act() {
        if (act == null) {
            return null;
        }
        var words = new ArrayList<String>();
        for (var each : Act.values()) {
            if (each.word().equals(act.toLowerCase(Locale.ROOT))) {
                return each;
            }
            words.add(each.word());
        }
        throw wrong("--act", act, "is no act", "use one of " + String.join(", ", words));
    }

    /// Whether any option says more than the day.
    boolean describesACase() {
        return !(from + to + headquarters + parent).isEmpty()
                || designed != null
                || eccn != null
                || stateFunded != null
                || listedOwner != null
                || !endUses.isEmpty();
    }

    Question question(Chip chip, Circumstances circumstances) {
        return question(chip.id(), ChipFacts.of(chip, circumstances));
    }

    /// A case about a stack of memory by itself.
    Question ofMemory(double density) {
        var facts =
                Facts.NONE
                        .with(Variable.ITEM, new Fact.Word("hbm", Confidence.HIGH, STATED))
                        .with(
                                Variable.HBM_DENSITY,
                                new Fact.Figure(density, Confidence.HIGH, STATED));
        return question(null, facts);
    }

    private Question question(@Nullable String chip, Facts ofThing) {
        var facts = flag(ofThing, Variable.DC_DESIGNED, designed);
        facts = flag(facts, Variable.STATE_FUNDED, stateFunded);
        facts = flag(facts, Variable.LISTED_OWNER, listedOwner);
        for (var use : endUses) {
            facts = facts.with(endUse(use), new Fact.Flag(true, Confidence.HIGH, STATED));
        }
        if (eccn != null) {
            facts = facts.with(Variable.VENDOR_ECCN, new Fact.Word(eccn, Confidence.HIGH, STATED));
        }
        var named = act();
        return Question.of(chip, named == null ? Act.EXPORT : named, date(), facts)
                .at(Variable.FROM, CountryCode.checked("--from", from, spec.commandLine()))
                .at(Variable.TO, CountryCode.checked("--to", to, spec.commandLine()))
                .at(Variable.HQ, CountryCode.checked("--hq", headquarters, spec.commandLine()))
                .at(
                        Variable.PARENT_HQ,
                        CountryCode.checked("--parent-hq", parent, spec.commandLine()));
    }

    private static Facts flag(Facts facts, Variable variable, @Nullable Answer answer) {
        return answer == null
                ? facts
                : facts.with(
                        variable, new Fact.Flag(answer == Answer.YES, Confidence.HIGH, STATED));
    }

    private Variable endUse(String use) {
        return switch (use.toLowerCase(Locale.ROOT)) {
            case "military" -> Variable.MILITARY_END_USE;
            case "supercomputer" -> Variable.SUPERCOMPUTER_END_USE;
            case "advanced-fab" -> Variable.ADVANCED_FAB_END_USE;
            default ->
                    throw wrong(
                            "--end-use",
                            use,
                            "is no end use that rules name",
                            "use military, supercomputer or advanced-fab");
        };
    }

    private ParameterException wrong(String option, String value, String rule, String advice) {
        return new ParameterException(
                spec.commandLine(), "%s: '%s' %s; %s".formatted(option, value, rule, advice));
    }
}
