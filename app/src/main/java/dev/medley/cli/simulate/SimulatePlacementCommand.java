package dev.medley.cli.simulate;

import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Progress;
import dev.medley.cli.terminal.Screen;
import dev.medley.traces.PlacementPolicy;
import dev.medley.traces.PlacementReplay;
import dev.medley.traces.PodTrace;
import dev.medley.traces.TraceException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// `medley simulate placement`: how full a cluster gets before work no longer fits.
@Command(
        name = "placement",
        mixinStandardHelpOptions = true,
        description = {
            "Lets the pods of a trace arrive at its nodes until devices asked for reach the load,"
                    + " and says how many devices end up in use.",
            "The files are CSV, gzipped or not: nodes with sn,cpu_milli,memory_mib,gpu,model; pods"
                    + " with name,cpu_milli,memory_mib,num_gpu,gpu_milli and maybe gpu_spec."
        })
public final class SimulatePlacementCommand implements Callable<Integer> {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");
    private static final int MOST_RUNS = 1000;
    private static final double MOST_LOAD = 100;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--nodes", required = true, paramLabel = "FILE", description = "The nodes.")
    private Path nodes = Path.of("");

    @Option(names = "--pods", required = true, paramLabel = "FILE", description = "The pods.")
    private Path pods = Path.of("");

    @Option(
            names = "--load",
            paramLabel = "X",
            defaultValue = "1.3",
            description =
                    "Devices asked for in the end, over devices there are (default: 1.3). Pods are"
                            + " copied or left out at random to reach it.")
    private double load = 1.3;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of copies and order (default: 42). May be given several times.")
    private List<Long> seeds = List.of();

    @Option(names = "--seeds", paramLabel = "A..B", description = "All seeds from A to B.")
    private @Nullable String range;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description =
                    "medley (default), fgd, bestfit, random, or all. May be given several times.")
    private List<String> names = List.of();

    @Option(names = "--json", description = "Print JSON and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        var line = spec.commandLine();
        if (!(load > 0 && load <= MOST_LOAD)) {
            throw new ParameterException(
                    line,
                    "--load: %s must be above 0 and at most %.0f; write for example 1.3"
                            .formatted(load, MOST_LOAD));
        }
        var policies = policies();
        var all = seeds();
        if ((long) policies.size() * all.size() > MOST_RUNS) {
            throw new ParameterException(
                    line,
                    "%d policies with %d seeds are more than %d runs; give fewer seeds"
                            .formatted(policies.size(), all.size(), MOST_RUNS));
        }
        try {
            var trace = PodTrace.read(nodes, pods);
            var results = run(trace, policies, all);
            if (json) {
                PlacementText.json(results, load, line.getOut());
            } else {
                PlacementText.table(results, trace, load, line.getOut(), Screen.colour());
            }
            return results.stream().allMatch(result -> result.placed() == 0) ? Exit.NO : 0;
        } catch (TraceException wrong) {
            wrong.problems().forEach(problem -> line.getErr().println("medley: " + problem));
            return Exit.BAD_INPUT;
        }
    }

    private List<PlacementReplay.Result> run(
            PodTrace trace, Set<PlacementPolicy> policies, List<Long> all) {
        var progress = new Progress(spec.commandLine().getErr());
        var replay = new PlacementReplay(trace, load);
        var results = new ArrayList<PlacementReplay.Result>();
        for (var policy : policies) {
            for (long seed : all) {
                results.add(replay.run(policy, seed));
                progress.say("replaying", results.size(), (long) policies.size() * all.size());
            }
        }
        return results;
    }

    private Set<PlacementPolicy> policies() {
        var policies = new LinkedHashSet<PlacementPolicy>();
        for (var name : names.isEmpty() ? List.of("medley") : names) {
            if (name.equalsIgnoreCase("all")) {
                policies.addAll(Arrays.asList(PlacementPolicy.values()));
                continue;
            }
            policies.add(
                    Arrays.stream(PlacementPolicy.values())
                            .filter(policy -> policy.name().equalsIgnoreCase(name))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new ParameterException(
                                                    spec.commandLine(),
                                                    "--policy: '%s' is no policy; write medley, fgd, bestfit, random or all"
                                                            .formatted(name))));
        }
        return policies;
    }

    private List<Long> seeds() {
        var all = new ArrayList<Long>(seeds);
        if (range != null) {
            var parts = RANGE.matcher(range);
            if (!parts.matches()
                    || Long.parseLong(parts.group(1)) > Long.parseLong(parts.group(2))
                    || Long.parseLong(parts.group(2)) - Long.parseLong(parts.group(1))
                            >= MOST_RUNS) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--seeds: '%s' must be two numbers, rising and at most %d apart; write for example 42..51"
                                .formatted(range, MOST_RUNS));
            }
            for (long seed = Long.parseLong(parts.group(1));
                    seed <= Long.parseLong(parts.group(2));
                    seed++) {
                all.add(seed);
            }
        }
        return all.isEmpty() ? List.of(42L) : all.stream().distinct().toList();
    }

    static String name(PlacementPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }
}
