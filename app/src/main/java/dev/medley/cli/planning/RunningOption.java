package dev.medley.cli.planning;

import dev.medley.core.plan.Incumbents;
import dev.medley.core.work.Policy;
import dev.medley.files.RunningPlan;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.nio.file.Path;

/// What runs now, as an earlier plan says.
final class RunningOption {

    private RunningOption() {}

    /// What the file says, nothing without one, or null after saying why it cannot be read.
    static @Nullable Incumbents incumbents(
            @Nullable Path running, Policy.Switching switching, PrintWriter err) {
        if (running == null) {
            return Incumbents.NONE;
        }
        return switch (RunningPlan.read(running)) {
            case RunningPlan.Read read -> new Incumbents(read.runs(), switching);
            case RunningPlan.Refused refused -> {
                err.println(refused.problem());
                yield null;
            }
        };
    }
}
