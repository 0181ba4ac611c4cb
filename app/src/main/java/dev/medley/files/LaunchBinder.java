package dev.medley.files;

import dev.medley.core.units.Dimension;
import dev.medley.core.work.Launch;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Binds what works say of how they are started, kept within limits and stopped.
final class LaunchBinder {

    private static final double MOST_BYTES = 1e18;

    private LaunchBinder() {}

    static Launch bind(Kind kind, Fields spec) {
        var limits = spec.inside("limits");
        var memory = limits.quantity("memory", Dimension.BYTES, false, MOST_BYTES);
        return new Launch(
                kind == Kind.BATCH_JOB ? List.of() : command(spec, "command", true),
                variables(spec, "env", false),
                directory(spec),
                milliseconds(limits, "wall"),
                memory == null ? null : (Long) Math.max(1, memory.longValue()),
                checkpoint(spec),
                milliseconds(spec, "grace"),
                milliseconds(spec, "restart"),
                spec.whole("retries"));
    }

    private static Launch.Checkpoint checkpoint(Fields spec) {
        var stated = spec.inside("checkpoint");
        var command = command(stated, "command", false);
        var signal = stated.text("signal", "");
        if (!command.isEmpty() && !signal.isEmpty()) {
            stated.wrong("signal", "stands beside a command", "keep one of them");
            signal = "";
        }
        var takes = milliseconds(stated, "takes");
        var grace = milliseconds(spec, "grace");
        if (takes != null && grace != null && takes > grace) {
            stated.wrong("takes", "is longer than the grace it has to stop", "raise grace");
        }
        return new Launch.Checkpoint(command, signal, milliseconds(stated, "every"), takes);
    }

    private static String directory(Fields spec) {
        var directory = spec.text("directory", "");
        if (directory.chars().anyMatch(Character::isISOControl)) {
            spec.wrong("directory", "holds control characters", "write a plain path");
            return "";
        }
        return directory;
    }

    /// Arguments of a command.
    ///
    /// @param filled whether values of the run may stand in braces
    static List<String> command(Fields fields, String name, boolean filled) {
        var command = new ArrayList<String>();
        for (var item : fields.items(name)) {
            if (item.text().indexOf('\0') >= 0) {
                fields.wrong(name, item, "holds a NUL", "take it out");
            } else if (filled) {
                RecipeBinder.check(fields, name, item);
            }
            command.add(item.text().replace("\0", ""));
        }
        return command;
    }

    /// @param filled whether values of the run may stand in braces
    static SortedMap<String, String> variables(Fields fields, String name, boolean filled) {
        var variables = new TreeMap<String, String>();
        var stated = fields.inside(name);
        for (var variable : stated.names()) {
            var trouble = Launch.trouble(variable);
            var value = stated.text(variable, "");
            if (!trouble.isEmpty()) {
                stated.wrong(
                        variable,
                        "stands under '" + variable + "', which " + trouble,
                        "use another name");
            } else if (Launch.soundsSecret(variable)) {
                stated.wrong(
                        variable,
                        "stands under '%s', which sounds like a secret; documents are kept in the journal"
                                .formatted(variable),
                        "give the path of a file that holds it, as %s_FILE".formatted(variable));
            } else if (value.indexOf('\0') >= 0) {
                stated.wrong(variable, "holds a NUL", "take it out");
            } else {
                if (filled) {
                    RecipeBinder.check(stated, variable, value);
                }
                variables.put(variable, value);
            }
        }
        return variables;
    }

    static @Nullable Long milliseconds(Fields fields, String name) {
        var hours = fields.hours(name);
        return hours == null ? null : (Long) Math.max(1, Math.round(hours * 3.6e6));
    }
}
