package dev.medley.cli.serve;

import dev.medley.core.units.Dimension;
import dev.medley.core.units.Parsed;
import dev.medley.process.Leftovers;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.regex.Pattern;

/// How long a server keeps folders of runs that are over.
final class KeepOptions {

    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d?");
    private static final long DAY_MS = 86_400_000;

    @Option(
            names = "--keep-runs",
            paramLabel = "DAYS",
            defaultValue = "30",
            description =
                    "Removes folders of runs that ended so many days ago; 0 keeps them for ever"
                            + " (default: 30).")
    private String days = "30";

    @Option(
            names = "--keep-runs-size",
            paramLabel = "SIZE",
            defaultValue = "20 GB",
            description =
                    "Removes the oldest earlier when all run folders together are larger; 0 lets"
                            + " them grow (default: 20 GB).")
    private String size = "20 GB";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    Leftovers.Terms terms() {
        var number = DAYS.matcher(days);
        if (!number.matches()) {
            throw wrong("--keep-runs '%s' is no number of days; write 30d".formatted(days));
        }
        return new Leftovers.Terms(
                Long.parseLong(number.group(1)) * DAY_MS, bytes(), Leftovers.Terms.USUAL.leastMs());
    }

    private long bytes() {
        if (size.equals("0")) {
            return 0;
        }
        return switch (Dimension.BYTES.parsePositive(size)) {
            case Parsed.Value<Double>(var bytes) -> bytes.longValue();
            case Parsed.Wrong<Double> wrong ->
                    throw wrong(
                            "--keep-runs-size '%s' %s; %s"
                                    .formatted(size, wrong.rule(), wrong.advice()));
        };
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
