package dev.medley.core.work;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How works without a command of their own are started on a stack. Commands are lists of
/// arguments, never lines for a shell; `{tp}` and the like stand for values of the run, and no
/// value becomes more than the one argument it stands in.
///
/// @param train starts a training job; empty where there is no saying
/// @param serve starts a replica of a service; empty where there is no saying
/// @param readiness how a replica is seen to serve
/// @param variables what tells a program which devices are its own, by name of the variable
/// @param source where it comes from
public record Recipe(
        List<String> train,
        List<String> serve,
        Readiness readiness,
        SortedMap<String, String> variables,
        String source) {

    /// What may stand in braces.
    public static final List<String> PLACEHOLDERS =
            List.of(
                    "batch",
                    "batchTokens",
                    "checkpointDir",
                    "cp",
                    "deviceCount",
                    "devices",
                    "dp",
                    "dtype",
                    "ep",
                    "kvPrecision",
                    "method",
                    "microbatch",
                    "model",
                    "port",
                    "pp",
                    "precision",
                    "run",
                    "sequenceLength",
                    "stack",
                    "tokens",
                    "tp",
                    "work");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}");

    public Recipe {
        train = List.copyOf(train);
        serve = List.copyOf(serve);
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }

    /// What stands in braces in an argument, in its order.
    public static List<String> placeholders(String argument) {
        return PLACEHOLDER.matcher(argument).results().map(found -> found.group(1)).toList();
    }

    /// The argument with values for what stands in braces; values are not looked into again.
    public static String filled(String argument, SortedMap<String, String> values) {
        return PLACEHOLDER
                .matcher(argument)
                .replaceAll(
                        found -> {
                            var value = values.get(found.group(1));
                            return Matcher.quoteReplacement(value == null ? found.group() : value);
                        });
    }

    /// This recipe where it says something, and the other where it does not.
    public Recipe over(Recipe other) {
        return new Recipe(
                train.isEmpty() ? other.train : train,
                serve.isEmpty() ? other.serve : serve,
                serve.isEmpty() && readiness.equals(Readiness.USUAL) ? other.readiness : readiness,
                variables.isEmpty() ? other.variables : variables,
                source.isEmpty() ? other.source : source);
    }

    /// How a replica is seen to serve.
    ///
    /// @param paths each must answer a GET with 200; empty: it is enough that its port takes
    ///   connections
    /// @param everyMs from one look to the next
    /// @param failures so many bad looks in a row, once it was ready, are its end
    /// @param withinMs it must be ready so soon after its start
    public record Readiness(List<String> paths, long everyMs, int failures, long withinMs) {

        /// What servers that speak the usual protocol answer; large models take long to load.
        public static final Readiness USUAL =
                new Readiness(List.of("/health", "/v1/models"), 5_000, 3, 1_800_000);

        public Readiness {
            paths = List.copyOf(paths);
            if (everyMs < 1 || failures < 1 || withinMs < 1) {
                throw new IllegalArgumentException(
                        "Looks every %d ms, %d failures and readiness within %d ms must be positive."
                                .formatted(everyMs, failures, withinMs));
            }
            for (var path : paths) {
                if (!path.matches("/[\\x21-\\x7e]*")) {
                    throw new IllegalArgumentException(
                            "The path '%s' must begin with '/' and hold no spaces."
                                    .formatted(path));
                }
            }
        }
    }
}
