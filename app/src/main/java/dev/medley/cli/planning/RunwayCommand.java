package dev.medley.cli.planning;

import dev.medley.cli.input.Inputs;
import dev.medley.cli.input.RulesOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Hands;
import dev.medley.cli.terminal.Progress;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.plan.Permissions;
import dev.medley.core.runway.Runway;
import dev.medley.core.runway.RunwayInput;
import dev.medley.core.runway.Study;
import dev.medley.core.units.Dimension;
import dev.medley.core.units.Parsed;
import dev.medley.files.Documents;
import dev.medley.report.Heading;
import dev.medley.report.RunwayJson;
import dev.medley.report.RunwayTable;
import dev.medley.report.page.RunwayPage;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// `medley runway`: when training and serving no longer fit, and what moves that day.
@Command(
        name = "runway",
        mixinStandardHelpOptions = true,
        description = {
            "When training and serving no longer fit the stock, and what moves that day.",
            "Reads the Fleet's stock (arrivals, leases, failures, retirements, offers), services'",
            "demand and growth, ports and rules; plays courses of events with seeded dice."
        })
public final class RunwayCommand implements Callable<Integer> {

    @Mixin private Inputs inputs = new Inputs();

    @Mixin private RulesOption rules = new RulesOption();

    @Option(
            names = "--months",
            paramLabel = "N",
            defaultValue = "18",
            description = "How far to look, in months, 1 to 60. Default: ${DEFAULT-VALUE}.")
    private int months;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "200",
            description = "Courses of events to play. Default: ${DEFAULT-VALUE}.")
    private int draws;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the dice. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--enough",
            paramLabel = "SHARE",
            defaultValue = "95 %",
            description =
                    "Part of what it needs that work must get, to fit. Default: ${DEFAULT-VALUE}.")
    private String enough = "95 %";

    @Option(
            names = "--growth-band",
            paramLabel = "SHARE",
            defaultValue = "50 %",
            description = {
                "How uncertain growth of demand is: one time in ten it is less than what services",
                "state by this share of it, and one time in ten more. Default: ${DEFAULT-VALUE}."
            })
    private String growthBand = "50 %";

    @Option(names = "--json", description = "Everything as JSON, and nothing else, on stdout.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also writes it as one self-contained page.")
    private @Nullable Path html;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var look = look();
        var progress = new Progress(spec.commandLine().getErr());
        var catalog = inputs.catalog();
        progress.say("reading documents");
        var loaded = inputs.readFleet(catalog);
        var err = spec.commandLine().getErr();
        if (loaded == null || !Inputs.isWhole(loaded.fleet().pools(), "runways", err)) {
            return Exit.BAD_INPUT;
        }
        var permissions =
                rules.permissions(loaded, loaded.stock().pools(), look.dates(), spec.commandLine());
        if (permissions == null) {
            return Exit.BAD_INPUT;
        }
        long begun = System.nanoTime();
        var fitting = Inputs.fitting(progress);
        var runway =
                Study.of(input(loaded, catalog, permissions, look), fitting, new Hands(progress));
        long solveMs = (System.nanoTime() - begun) / 1_000_000;
        write(runway, inputs.heading(loaded, solveMs), progress);
        return 0;
    }

    private RunwayInput.Look look() {
        if (months < 1 || months > RunwayInput.Look.MOST_MONTHS) {
            throw wrong("--months must lie between 1 and " + RunwayInput.Look.MOST_MONTHS);
        }
        if (draws < 1 || draws > RunwayInput.Look.MOST_DRAWS) {
            throw wrong("--draws must lie between 1 and " + RunwayInput.Look.MOST_DRAWS);
        }
        double part = share("--enough", enough);
        if (part == 0) {
            throw wrong("--enough must be more than nothing");
        }
        return new RunwayInput.Look(
                inputs.date(), months, draws, seed, part, share("--growth-band", growthBand));
    }

    private double share(String option, String text) {
        return switch (Dimension.SHARE.parse(text)) {
            case Parsed.Value<Double>(Double value) when value <= 1 -> value;
            case Parsed.Value<Double>(Double _) ->
                    throw wrong(option + " must be at most 100 %; write for example '50 %'");
            case Parsed.Wrong<Double>(String rule, String advice) ->
                    throw wrong("%s '%s' %s; %s".formatted(option, text, rule, advice));
        };
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private static RunwayInput input(
            Documents.Loaded loaded,
            Catalog catalog,
            List<Permissions> permissions,
            RunwayInput.Look look) {
        var policy = loaded.portfolio().policy();
        return new RunwayInput(
                loaded.stock(),
                loaded.portfolio().tenants(),
                loaded.portfolio().works(),
                catalog.chip(policy.referenceChip()).orThrow(),
                catalog.model(policy.standardModel()).orThrow(),
                PlanCommand.goals(policy),
                permissions,
                look);
    }

    private void write(Runway runway, Heading heading, Progress progress) throws IOException {
        if (html != null) {
            progress.say("writing " + html);
            Files.writeString(html, RunwayPage.of(runway, heading));
        }
        if (json) {
            RunwayJson.write(runway, heading, System.out);
        } else {
            new RunwayTable(runway, heading, Screen.colour()).print(spec.commandLine().getOut());
        }
    }
}
