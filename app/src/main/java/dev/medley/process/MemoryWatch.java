package dev.medley.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Memory of a process group, where no control group limits it. A program that grows faster than
/// this looks can hold more than its limit for that long.
final class MemoryWatch {

    private static final long KIB = 1024;

    /// Resident pages are counted in fours of KiB on nearly every machine; where pages are larger,
    /// the exact count below says so.
    private static final long LEAST_PAGE = 4 * KIB;

    private MemoryWatch() {}

    /// Bytes that a group holds if that is more than the limit, else 0. Pages that its processes
    /// share count once, which takes long to find out and is done only where it may matter.
    static long beyond(long group, long limitBytes) {
        long resident = 0;
        var members =
                ProcessId.all().stream().filter(s -> s.group() == group && !s.zombie()).toList();
        for (var member : members) {
            resident += member.residentPages() * LEAST_PAGE;
        }
        if (resident <= limitBytes) {
            return 0;
        }
        long exact = 0;
        for (var member : members) {
            exact += proportional(member);
        }
        return exact > limitBytes ? exact : 0;
    }

    private static long proportional(ProcessId.Seen member) {
        var file = Path.of("/proc", Long.toString(member.pid()), "smaps_rollup");
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException _) {
            return ProcessId.see(member.pid()) == null ? 0 : member.residentPages() * LEAST_PAGE;
        }
    }
}
