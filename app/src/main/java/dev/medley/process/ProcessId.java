package dev.medley.process;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process, known for good: numbers are used again, but never with the same birth in the same
/// life of the machine.
///
/// @param pid number of the process
/// @param born clock ticks from the machine's start to the process's
/// @param boot which life of the machine
record ProcessId(long pid, long born, String boot) {

    private static final Path PROC = Path.of("/proc");

    /// Fields of `/proc/PID/stat` behind the name, counted from the state.
    private static final int GROUP = 2;

    private static final int BORN = 19;
    private static final int RESIDENT_PAGES = 21;

    /// What is to be seen of a process.
    ///
    /// @param zombie ended, and not yet waited for
    /// @param group number of its process group
    /// @param residentPages pages of memory that it holds, shared ones among them
    record Seen(long pid, boolean zombie, long group, long born, long residentPages) {}

    /// As a wrapper wrote it, or null if it is something else.
    static @Nullable ProcessId parse(String line) {
        var words = line.strip().split(" ", -1);
        try {
            return words.length == 3
                    ? new ProcessId(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2])
                    : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /// Which life of the machine this is.
    static String thisBoot() throws IOException {
        return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
    }

    /// Whether it still runs.
    boolean isAlive() {
        var seen = see(pid);
        try {
            return seen != null && !seen.zombie() && seen.born() == born && boot.equals(thisBoot());
        } catch (IOException _) {
            return false;
        }
    }

    static @Nullable Seen see(long pid) {
        try {
            var stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            var words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return new Seen(
                    pid,
                    words[0].equals("Z") || words[0].equals("X"),
                    Long.parseLong(words[GROUP]),
                    Long.parseLong(words[BORN]),
                    Long.parseLong(words[RESIDENT_PAGES]));
        } catch (IOException | RuntimeException _) {
            // It is gone, or going.
            return null;
        }
    }

    /// Every process that is to be seen.
    static List<Seen> all() {
        var all = new ArrayList<Seen>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                var seen = see(Long.parseLong(String.valueOf(entry.getFileName())));
                if (seen != null) {
                    all.add(seen);
                }
            }
        } catch (IOException _) {
            return all;
        }
        return all;
    }
}
