package dev.medley.process;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Control groups of version 2, which hold all processes of a run to a limit of memory together,
/// wherever they go.
final class Cgroup {

    private static final Path MOUNT = Path.of("/sys/fs/cgroup");
    private static final String NAME = "medley";

    private Cgroup() {}

    /// A group of Medley's own that may hand memory out, or null where it cannot be had: version 1,
    /// or not allowed.
    static @Nullable Path base() {
        return base(MOUNT);
    }

    static @Nullable Path base(Path mount) {
        try {
            if (!Files.readString(mount.resolve("cgroup.controllers")).contains("memory")) {
                return null;
            }
            var base = mount.resolve(NAME);
            if (!Files.isDirectory(base)) {
                Files.createDirectory(base);
            }
            var handed = base.resolve("cgroup.subtree_control");
            if (!Files.readString(handed).contains("memory")) {
                Files.writeString(handed, "+memory");
            }
            return Files.readString(handed).contains("memory") ? base : null;
        } catch (IOException _) {
            return null;
        }
    }

    /// A group for one run, which is ended as a whole when it wants more memory.
    ///
    /// @return null where it cannot be had
    static @Nullable Path make(Path base, String name, long memoryBytes) {
        try {
            var group = base.resolve(name);
            if (!Files.isDirectory(group)) {
                Files.createDirectory(group);
            }
            Files.writeString(group.resolve("memory.max"), Long.toString(memoryBytes));
            optional(group.resolve("memory.swap.max"), "0");
            optional(group.resolve("memory.oom.group"), "1");
            return group;
        } catch (IOException _) {
            return null;
        }
    }

    private static void optional(Path file, String value) throws IOException {
        if (Files.exists(file)) {
            Files.writeString(file, value);
        }
    }

    /// Whether a process of the group was ended because it wanted more.
    static boolean ranOut(Path group) {
        try {
            return Files.readAllLines(group.resolve("memory.events")).stream()
                    .anyMatch(line -> line.matches("oom_kill [1-9][0-9]*"));
        } catch (IOException _) {
            return false;
        }
    }

    /// Ends what is left in the group, and takes it away.
    static void remove(Path group) {
        try {
            optional(group.resolve("cgroup.kill"), "1");
            Files.deleteIfExists(group);
        } catch (IOException _) {
            // It goes as soon as its last process is gone, when a server looks again.
            return;
        }
    }
}
