package dev.medley.process;

import dev.medley.core.work.Recipe;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What is to be known of a run without the server's help: kept in its folder. Values of variables
/// are left out, as they may be secret.
///
/// @param total amount of the work in all, `Amount.ENDLESS` where there is no saying
/// @param from amount that was done before
/// @param service whether it is to run until it is stopped
/// @param command program and arguments
/// @param directory where it starts
/// @param variables names of what it finds in its environment
/// @param devices numbers of its devices
/// @param port it listens on, 0 if it does not
/// @param readiness how a service is seen to serve, or null
/// @param wallMs it may take so long, 0 without a limit
/// @param memoryBytes it may hold so much memory, 0 without a limit
/// @param cgroup that holds it to its memory; empty where its processes are watched instead
/// @param graceMs it has so long to stop
/// @param saveCommand saves it, run beside it; empty where none does
/// @param saveSignal saves it; empty where none does
record RunSpec(
        String run,
        String work,
        String tenant,
        double total,
        double from,
        boolean service,
        List<String> command,
        String directory,
        List<String> variables,
        List<Integer> devices,
        int port,
        Recipe.@Nullable Readiness readiness,
        long wallMs,
        long memoryBytes,
        String cgroup,
        long graceMs,
        List<String> saveCommand,
        String saveSignal) {

    RunSpec {
        command = List.copyOf(command);
        variables = List.copyOf(variables);
        devices = List.copyOf(devices);
        saveCommand = List.copyOf(saveCommand);
    }
}
