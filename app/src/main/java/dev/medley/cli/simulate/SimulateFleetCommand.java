package dev.medley.cli.simulate;

import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Progress;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.market.PoolSupply;
import dev.medley.core.sim.rounds.Outcome;
import dev.medley.core.sim.rounds.RigidJob;
import dev.medley.core.sim.rounds.RoundSimulation;
import dev.medley.report.page.FleetRunPage;
import dev.medley.traces.TraceException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// `medley simulate fleet`: jobs on a fleet over time, policy beside policy.
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = {
            "With FILES: plays people's own fleet and works for some days by the controller"
                    + " itself, and says what came of it under each policy.",
            "With --trace: plays the jobs of a trace on a fleet of unlike chips, round by round,"
                    + " until all are finished, and says when that is under each policy.",
            "Rates are CSV with job_type,num_workers,gpu_type,steps_per_second; traces are those of"
                    + " the Gavel simulator, logs of clusters, or random arrivals."
        })
public final class SimulateFleetCommand implements Callable<Integer> {

    private static final Pattern POOL = Pattern.compile("([^=,\\s]+)=(\\d{1,7})");
    private static final String FLEET = "v100=36,p100=36,k80=36";

    /// Played before the clock runs: decision times are those of a running program.
    private static final int WARM_UP_JOBS = 100;

    private static final double LONGEST_ROUND = 86_400;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private FleetDays days = new FleetDays();

    @Mixin private FleetTrace trace = new FleetTrace();

    @Option(
            names = "--fleet",
            paramLabel = "CHIP=N,...",
            defaultValue = FLEET,
            description = "Devices of each chip (default: " + FLEET + ").")
    private String fleet = FLEET;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description =
                    "medley (default), medley-blind, gavel-maxmin, las, fifo, fastest-first or"
                            + " static-split. May be given several times.")
    private List<String> names = List.of();

    @Option(names = "--compare", description = "All policies, one beside the other.")
    private boolean compare;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of random arrivals and of types drawn (default: 42).")
    private long seed = 42;

    @Option(
            names = "--round",
            paramLabel = "SECONDS",
            defaultValue = "360",
            description =
                    "Length of a round (default: 360). With FILES: time from one market round to"
                            + " the next where nothing happens (default: 1800).")
    private double roundS = 360;

    @Option(
            names = "--restart",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "What a job loses that starts or moves (default: 10; with FILES: 120).")
    private double restartS = 10;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also writes curves over time as one self-contained page.")
    private @Nullable Path html;

    @Option(names = "--json", description = "Print JSON and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        var line = spec.commandLine();
        return days.isAsked() ? playDays(line) : playTrace(line);
    }

    private int playDays(CommandLine line) {
        refuse(FleetTrace.OPTIONS, "goes with a trace and not with FILES");
        var policies = policies();
        if (compare) {
            policies.remove(FleetPolicy.MEDLEY_BLIND);
        }
        if (policies.contains(FleetPolicy.MEDLEY_BLIND)) {
            throw wrong(
                    "--policy: 'medley-blind' plays traces only: prices know no lengths of FILES'"
                            + " jobs anyhow; write medley");
        }
        checkRound();
        var common =
                new FleetDays.Common(
                        given("--round") ? roundS : FleetDays.USUAL_ROUND_S,
                        given("--restart") ? restartS : FleetDays.USUAL_RESTART_S,
                        seed,
                        html,
                        json);
        try {
            return days.play(policies, common);
        } catch (IOException unwritable) {
            return unwritable(line, unwritable);
        }
    }

    private int playTrace(CommandLine line) {
        refuse(FleetDays.OPTIONS, "needs FILES to play");
        if (!given("--trace") || !given("--rates")) {
            throw wrong(
                    "Nothing to play: name FILES with a fleet and its works, or give --trace and"
                            + " --rates; `medley example DIR` writes a sample of the former");
        }
        var policies = policies();
        var settings = settings();
        try {
            var played = trace.load(settings.pools(), seed);
            var outcomes = run(settings, policies, played.jobs());
            var bounds = trace.bounds(played.jobs(), settings);
            if (html != null) {
                Files.writeString(html, FleetRunPage.of(outcomes, played.trace(), bounds));
            }
            if (json) {
                FleetText.json(outcomes, bounds, played, seed, line.getOut());
            } else {
                FleetText.table(outcomes, bounds, played, line.getOut(), Screen.colour());
            }
            return 0;
        } catch (TraceException wrong) {
            wrong.problems().forEach(problem -> line.getErr().println("medley: " + problem));
            return Exit.BAD_INPUT;
        } catch (IOException unwritable) {
            return unwritable(line, unwritable);
        }
    }

    private int unwritable(CommandLine line, IOException why) {
        line.getErr()
                .printf(
                        "medley: --html: '%s' cannot be written (%s); name a file in a folder"
                                + " that exists%n",
                        html, why);
        return Exit.BAD_INPUT;
    }

    private boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private void refuse(List<String> options, String rule) {
        for (var option : options) {
            if (given(option)) {
                throw wrong("%s: %s; leave one of them out".formatted(option, rule));
            }
        }
    }

    private List<Outcome> run(
            RoundSimulation.Settings settings, Set<FleetPolicy> policies, List<RigidJob> jobs) {
        var progress = new Progress(spec.commandLine().getErr());
        var outcomes = new ArrayList<Outcome>();
        for (var policy : policies) {
            progress.say("playing under " + policy.word(), outcomes.size() + 1L, policies.size());
            var few = jobs.subList(0, Math.min(WARM_UP_JOBS, jobs.size()));
            RoundSimulation.run(settings, policy.fresh(few, settings.pools()), few, () -> 0);
            var fresh = policy.fresh(jobs, settings.pools());
            outcomes.add(RoundSimulation.run(settings, fresh, jobs, System::nanoTime));
        }
        return outcomes;
    }

    private RoundSimulation.Settings settings() {
        checkRound();
        var pools = new ArrayList<PoolSupply>();
        var chips = new LinkedHashSet<String>();
        for (var part : fleet.split(",", -1)) {
            var pool = POOL.matcher(part.strip());
            if (!pool.matches() || Long.parseLong(pool.group(2)) == 0) {
                throw wrong(
                        "--fleet: '%s' must name a chip and how many of it there are; write for example %s"
                                .formatted(part, FLEET));
            }
            if (!chips.add(pool.group(1))) {
                throw wrong(
                        "--fleet: '%s' is named twice; add its devices up"
                                .formatted(pool.group(1)));
            }
            pools.add(new PoolSupply(pool.group(1), Long.parseLong(pool.group(2))));
        }
        return new RoundSimulation.Settings(pools, roundS, restartS);
    }

    private void checkRound() {
        if (!(roundS >= 1 && roundS <= LONGEST_ROUND)) {
            throw wrong(
                    "--round: %s must be from 1 to %.0f seconds; write for example 360"
                            .formatted(roundS, LONGEST_ROUND));
        }
        double least = days.isAsked() && !given("--round") ? FleetDays.USUAL_ROUND_S : roundS;
        if (!(restartS >= 0 && restartS < least)) {
            throw wrong(
                    "--restart: %s must be at least 0 and less than --round; write for example 10"
                            .formatted(restartS));
        }
    }

    private Set<FleetPolicy> policies() {
        if (compare) {
            return new LinkedHashSet<>(List.of(FleetPolicy.values()));
        }
        var policies = new LinkedHashSet<FleetPolicy>();
        for (var name : names.isEmpty() ? List.of("medley") : names) {
            policies.add(
                    FleetPolicy.named(name)
                            .orElseThrow(
                                    () ->
                                            wrong(
                                                    "--policy: '%s' is no policy; write one of %s"
                                                            .formatted(
                                                                    name, FleetPolicy.words()))));
        }
        return policies;
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
