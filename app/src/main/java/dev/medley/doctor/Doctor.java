package dev.medley.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Examines the machine; changes nothing but for a file that it writes and deletes again.
///
/// @param root of the file system: `/`, or a folder that stands for it
/// @param data the server's data folder, which need not exist yet
/// @param port that the server would listen on
public record Doctor(Path root, Path data, int port) {

    private static final int LEAST_JDK = 25;

    private static final long LEAST_FILES = 4_096;

    /// Before this there was no Medley: the clock was never set.
    private static final Instant FIRST_RELEASE = Instant.parse("2026-01-01T00:00:00Z");

    private static final long WATCH_NANOS = 200_000_000;
    private static final long MOST_SKEW_NANOS = 20_000_000;

    private static final Pattern FILES = Pattern.compile("Max open files\\s+(\\S+)");

    /// Everything, in the order in which a person would look.
    public List<Check> examine() {
        var folder = new DataFolder(data);
        return List.of(
                jdk(Runtime.version().feature()),
                folder.permissions(),
                folder.disk(),
                clock(),
                timeService(),
                cgroup(),
                openFiles(),
                freePort());
    }

    static Check jdk(int version) {
        return version >= LEAST_JDK
                ? Check.ok("jdk", "JDK " + Runtime.version())
                : Check.fail(
                        "jdk",
                        "JDK " + version,
                        "Install JDK %d or newer and set JAVA_HOME.".formatted(LEAST_JDK));
    }

    /// A wall clock that runs away from the monotonic one is being moved.
    private static Check clock() {
        var wall = Instant.now();
        long start = System.nanoTime();
        try {
            TimeUnit.NANOSECONDS.sleep(WATCH_NANOS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        long went = System.nanoTime() - start;
        var later = Instant.now();
        long shown = later.getEpochSecond() - wall.getEpochSecond();
        shown = TimeUnit.SECONDS.toNanos(shown) + later.getNano() - wall.getNano();
        return clock(later, shown - went);
    }

    static Check clock(Instant now, long skewNanos) {
        if (now.isBefore(FIRST_RELEASE)) {
            return Check.fail("clock", "It is " + now + ".", "Set the clock of this machine.");
        }
        if (Math.abs(skewNanos) > MOST_SKEW_NANOS) {
            return Check.warn(
                    "clock",
                    "In 200 ms the wall clock went %d ms off the monotonic one."
                            .formatted(TimeUnit.NANOSECONDS.toMillis(skewNanos)),
                    "Something moves the clock: let one time service keep it, slewing.");
        }
        return Check.ok("clock", now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private Check timeService() {
        if (Files.exists(root.resolve("run/systemd/timesync/synchronized"))) {
            return Check.ok("time service", "systemd-timesyncd has set the clock.");
        }
        for (var service : List.of("chrony", "ntpd", "openntpd")) {
            if (Files.exists(root.resolve("run/" + service))
                    || Files.exists(root.resolve("run/" + service + ".pid"))) {
                return Check.ok("time service", service + " is there.");
            }
        }
        return Files.isDirectory(root.resolve("run/systemd/system"))
                ? Check.warn(
                        "time service",
                        "None that is known keeps the clock.",
                        "`timedatectl set-ntp true`: deadlines and prices are dated by the clock.")
                : Check.ok("time service", "Not to be seen from here; the host may have one.");
    }

    private Check cgroup() {
        var tree = root.resolve("sys/fs/cgroup");
        var controllers = tree.resolve("cgroup.controllers");
        var advice =
                "Without it, processes have no limit of memory but the machine's. Under systemd,"
                        + " run the server as a service with `Delegate=yes`.";
        if (!Files.isReadable(controllers)) {
            return Check.warn("cgroup", "There is no cgroup v2 tree at " + tree + ".", advice);
        }
        var own = word(root.resolve("proc/self/cgroup")).replaceFirst("(?s).*0::/?", "");
        var folder = tree.resolve(own.lines().findFirst().orElse(""));
        var known = word(folder.resolve("cgroup.controllers"));
        if (!List.of(known.split("\\s+", -1)).contains("memory")) {
            return Check.warn("cgroup", "v2, without control of memory here.", advice);
        }
        return Files.isWritable(folder) && Files.isWritable(folder.resolve("cgroup.procs"))
                ? Check.ok("cgroup", "v2, and this process may make groups below its own.")
                : Check.warn("cgroup", "v2, but " + folder + " may not be written.", advice);
    }

    private Check openFiles() {
        var found = FILES.matcher(word(root.resolve("proc/self/limits")));
        if (!found.find()) {
            return Check.ok("open files", "The limit cannot be read here.");
        }
        var limit = found.group(1);
        boolean enough = limit.equals("unlimited") || Long.parseLong(limit) >= LEAST_FILES;
        return enough
                ? Check.ok("open files", limit + " at most")
                : Check.warn(
                        "open files",
                        limit + " at most",
                        "`ulimit -n 65536`: each connection and each process takes some.");
    }

    private Check freePort() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Check.ok("port", port + " is free on loopback.");
        } catch (IOException e) {
            return Check.fail(
                    "port",
                    "%d is not free: %s".formatted(port, e.getMessage()),
                    "Give another with --port, or stop what listens there.");
        }
    }

    private static String word(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
