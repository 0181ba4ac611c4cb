package dev.medley.cli.port;

import dev.medley.catalogue.CatalogueException;
import dev.medley.catalogue.PortFiles;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.catalog.Likeness;
import dev.medley.core.port.Assessment;
import dev.medley.core.port.Assessor;
import dev.medley.core.port.Mapping;
import dev.medley.core.port.Target;
import dev.medley.portscan.Scan;
import dev.medley.portscan.Scanner;
import dev.medley.report.SarifFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// `medley port`: what ties code to CUDA, and how far it is from other stacks.
@Command(
        name = "port",
        mixinStandardHelpOptions = true,
        description = {
            "Reads code without running it, finds what ties it to CUDA, and says for each target",
            "what works as is, is done by a tool, must be replaced or rewritten, or is blocked,",
            "with a readiness and a range of effort.",
            "Exit code 1: something is blocked on one of the targets."
        })
public final class PortCommand implements Callable<Integer> {

    private static final String ALL = "all";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The folder of the code.")
    private Path folder = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "TARGET",
            split = ",",
            description = "cann, rocm, musa, maca, mlu, xpu, gcu, gaudi, or all (default).")
    private List<String> words = List.of(ALL);

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "Your own rules and assumptions in place of those of Medley.")
    private @Nullable Path own;

    @Option(
            names = "--sarif",
            paramLabel = "FILE",
            description = "Also writes the findings as SARIF 2.1.0, one run per target.")
    private @Nullable Path sarif;

    @Option(
            names = "--yaml",
            description = "Only the field `portable:` of a work document, on standard output.")
    private boolean yaml;

    @Option(
            names = {"-v", "--verbose"},
            description = "Every finding with its replacement.")
    private boolean verbose;

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Override
    public Integer call() {
        if (json && yaml) {
            throw new ParameterException(
                    spec.commandLine(), "--json and --yaml: standard output holds one of them.");
        }
        try {
            var mapping = PortFiles.load(own);
            var targets = targets(mapping);
            return targets.isEmpty() ? Exit.BAD_INPUT : port(mapping, targets);
        } catch (CatalogueException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.BAD_INPUT;
        }
    }

    private int port(Mapping mapping, List<Target> targets) {
        if (!Files.isDirectory(folder)) {
            return complain(
                    "%s is no folder.\nGive the folder that holds the code.".formatted(folder));
        }
        Scan scan;
        try {
            scan = new Scanner(mapping).scan(folder);
        } catch (IOException e) {
            return complain(
                    "%s cannot be read (%s).\nCheck that you may list it."
                            .formatted(folder, e.getClass().getSimpleName()));
        }
        var assessor = new Assessor(mapping);
        var assessments = new ArrayList<Assessment>();
        targets.forEach(target -> assessments.add(assessor.assess(scan.findings(), target)));
        if (sarif != null && !write(sarif, SarifFile.of(scan.findings(), assessments))) {
            return Exit.FAULT;
        }
        var report = new PortReport(folder.toString(), mapping, assessor, scan, assessments);
        var out = spec.commandLine().getOut();
        if (json) {
            PortJson.print(out, report);
        } else if (yaml) {
            PortText.portable(out, report);
        } else {
            PortText.print(out, report, verbose, Screen.colour());
        }
        return assessments.stream().anyMatch(Assessment::blocked) ? Exit.NO : 0;
    }

    private int complain(String message) {
        spec.commandLine().getErr().println("medley: " + message);
        return Exit.BAD_INPUT;
    }

    private boolean write(Path file, String content) {
        try {
            Files.write(file, content.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "medley: %s cannot be written (%s)."
                                    .formatted(file, e.getClass().getSimpleName()));
            return false;
        }
    }

    /// The targets that were asked for, in the order of the mapping; none after saying which word
    /// is no target.
    private List<Target> targets(Mapping mapping) {
        var asked = new ArrayList<Target>();
        for (var word : words) {
            var name = word.strip().toLowerCase(Locale.ROOT);
            var target = mapping.target(name);
            if (name.equals(ALL)) {
                asked.addAll(mapping.targets());
            } else if (target != null) {
                asked.add(target);
            } else {
                complain("'%s' is no target.\n%s".formatted(word, suggestion(mapping, name)));
                return List.of();
            }
        }
        return mapping.targets().stream().filter(asked::contains).toList();
    }

    private static String suggestion(Mapping mapping, String word) {
        var best = "";
        double likeness = 0.5;
        var known = new ArrayList<String>();
        for (var target : mapping.targets()) {
            known.add(target.id());
            var names = new ArrayList<>(target.aliases());
            names.add(target.id());
            names.add(target.stack());
            for (var name : names) {
                double alike = Likeness.of(word, name);
                if (alike > likeness) {
                    likeness = alike;
                    best = target.id();
                }
            }
        }
        var all = "Targets are %s, and all.".formatted(String.join(", ", known));
        return best.isEmpty() ? all : "Maybe '%s'? %s".formatted(best, all);
    }
}
