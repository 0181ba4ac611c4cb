package dev.medley.core.work;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a work is started, kept within limits, and stopped. No fit depends on it.
///
/// @param command what runs instead of the policy's template; empty for batch jobs, which have a
///   command of their own
/// @param env variables that it finds in its environment, by name
/// @param directory where it starts: absolute, or below the directory that the executor works in;
///   empty for a folder of the run's own
/// @param wallMs a run that takes longer is ended; null without a limit
/// @param memoryBytes main memory that a run may hold; null without a limit
/// @param checkpoint how it saves itself when it is asked to
/// @param graceMs it has so long to stop before it is ended, or null for the default of its kind
/// @param restartMs from seats to first progress, or null for the default of its kind
/// @param retries failures in a row after which it is started once more, or null for the default
public record Launch(
        List<String> command,
        SortedMap<String, String> env,
        String directory,
        @Nullable Long wallMs,
        @Nullable Long memoryBytes,
        Checkpoint checkpoint,
        @Nullable Long graceMs,
        @Nullable Long restartMs,
        @Nullable Integer retries) {

    /// Of work whose owner says nothing.
    public static final Launch DEFAULT =
            new Launch(
                    List.of(),
                    new TreeMap<>(),
                    "",
                    null,
                    null,
                    Checkpoint.UNSAID,
                    null,
                    null,
                    null);

    /// Variables whose names begin so are the executor's own.
    public static final String RESERVED = "MEDLEY_";

    private static final int LONGEST_NAME = 200;

    private static final List<String> SECRETS =
            List.of("SECRET", "PASSWORD", "PASSWD", "TOKEN", "APIKEY", "CREDENTIALS");

    /// Keys of these kinds are secrets.
    private static final List<String> KEYS = List.of("API", "ACCESS", "PRIVATE", "AUTH");

    public Launch {
        command = List.copyOf(command);
        env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
        for (var variable : env.entrySet()) {
            var trouble = trouble(variable.getKey());
            if (!trouble.isEmpty() || variable.getValue().indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "The environment variable '%s' %s."
                                .formatted(
                                        variable.getKey(),
                                        trouble.isEmpty() ? "holds a NUL" : trouble));
            }
        }
        atLeast("wallMs", wallMs, 1);
        atLeast("memoryBytes", memoryBytes, 1);
        atLeast("graceMs", graceMs, 0);
        atLeast("restartMs", restartMs, 0);
        atLeast("retries", retries == null ? null : (Long) (long) retries, 0);
    }

    /// How a run saves itself.
    ///
    /// @param command run beside it, with its environment; the run is saved when it ends well
    /// @param signal sent to the run's first process, without `SIG`, where there is no command;
    ///   empty where there is none
    /// @param everyMs how often it saves itself unasked, or null when its owner did not say
    /// @param takesMs how long saving takes, or null when its owner did not say
    public record Checkpoint(
            List<String> command, String signal, @Nullable Long everyMs, @Nullable Long takesMs) {

        /// It is not known to save itself; what it does at the end is its own affair.
        public static final Checkpoint UNSAID = new Checkpoint(List.of(), "", null, null);

        public Checkpoint {
            command = List.copyOf(command);
            atLeast("everyMs", everyMs, 0);
            atLeast("takesMs", takesMs, 0);
        }
    }

    /// Why a variable cannot bear this name; empty if it can.
    public static String trouble(String name) {
        if (name.length() > LONGEST_NAME || !name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            return "is no name of a variable: letters, digits and '_', at most "
                    + LONGEST_NAME
                    + ", and no digit first";
        }
        return name.startsWith(RESERVED) ? "is set by Medley itself" : "";
    }

    /// Whether a variable of this name probably holds something that nobody else should read.
    public static boolean soundsSecret(String name) {
        var words = List.of(name.toUpperCase(Locale.ROOT).split("_", -1));
        if (words.getLast().equals("FILE") || words.getLast().equals("PATH")) {
            return false;
        }
        boolean key = words.contains("KEY") && words.stream().anyMatch(KEYS::contains);
        return key || words.stream().anyMatch(SECRETS::contains);
    }

    private static void atLeast(String what, @Nullable Long value, long least) {
        if (value != null && value < least) {
            throw new IllegalArgumentException(
                    "The %s (%d) of a launch must be at least %d.".formatted(what, value, least));
        }
    }
}
