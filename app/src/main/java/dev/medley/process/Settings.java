package dev.medley.process;

import dev.medley.core.work.Recipe;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a machine runs works.
///
/// @param data runs are kept in `runs` below it, what works save in `works`
/// @param root directory that works' relative directories start from
/// @param environment what every run finds in its environment, beside what its work says
/// @param recipes how works of each stack are started, by the stack's id
/// @param names what programs call a device
/// @param pace how often it looks
/// @param logs what is kept of what runs print
/// @param cgroup folder of a control group (version 2) below which runs get groups of their own;
///   null where there is none, and memory is watched instead
public record Settings(
        Path data,
        Path root,
        SortedMap<String, String> environment,
        SortedMap<String, Recipe> recipes,
        DeviceNames names,
        Pace pace,
        Logs logs,
        @Nullable Path cgroup) {

    public Settings {
        data = data.toAbsolutePath().normalize();
        root = root.toAbsolutePath().normalize();
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        recipes = Collections.unmodifiableSortedMap(new TreeMap<>(recipes));
    }

    /// What is usual: the server's own environment as far as it holds no secrets, built-in recipes
    /// under the policy's, devices by their numbers, and control groups where they can be used.
    ///
    /// @param policy recipes of the policy, by the stack's id
    public static Settings usual(Path data, Path root, SortedMap<String, Recipe> policy) {
        return new Settings(
                data,
                root,
                Environment.ofServer(System.getenv()),
                Recipes.under(policy),
                (_, device) -> Integer.toString(device),
                Pace.USUAL,
                Logs.USUAL,
                Cgroup.base());
    }

    public Settings with(Pace other) {
        return new Settings(data, root, environment, recipes, names, other, logs, cgroup);
    }

    public Settings with(DeviceNames other) {
        return new Settings(data, root, environment, recipes, other, pace, logs, cgroup);
    }

    public Settings with(Logs other) {
        return new Settings(data, root, environment, recipes, names, pace, other, cgroup);
    }

    /// The same with one more variable for every run.
    public Settings with(String variable, String value) {
        var more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Settings(data, root, more, recipes, names, pace, logs, cgroup);
    }

    Path runs() {
        return data.resolve("runs");
    }

    /// What programs call a device: its number with the vendor, or a long id.
    @FunctionalInterface
    public interface DeviceNames {
        String name(String node, int device);
    }

    /// How often an executor looks, in milliseconds.
    ///
    /// @param lookMs from one look at all runs to the next
    /// @param tellMs from one report on a run to the next
    /// @param strangerMs a run that nobody asks for is ended after so long
    public record Pace(long lookMs, long tellMs, long strangerMs) {
        public static final Pace USUAL = new Pace(200, 5_000, 60_000);
    }

    /// What is kept of what runs print. While a log is cut, what is printed within some
    /// microseconds may be lost.
    ///
    /// @param mostBytes a log that is longer is put aside
    /// @param files so many are kept that were put aside
    public record Logs(long mostBytes, int files) {
        public static final Logs USUAL = new Logs(32L << 20, 3);
    }
}
