package dev.medley.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;

/// The folder that holds journal, logs and tokens.
record DataFolder(Path folder) {

    private static final long GIB = 1L << 30;

    /// A full disk stops the server from accepting anything.
    private static final double WARN_GIB = 5;

    private static final double FAIL_GIB = 0.5;

    /// Their locks and shared memory do not hold what a journal needs of them.
    private static final List<String> NETWORK = List.of("nfs", "cifs", "smb", "fuse.sshfs", "9p");

    Check permissions() {
        var name = "data folder";
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            return Check.fail(name, folder + " is a file.", "Give a folder with --data.");
        }
        var there = existing();
        if (!isWritable(there)) {
            return Check.fail(
                    name,
                    there + " may not be written.",
                    "`chown` it to the user that runs the server, or give another with --data.");
        }
        if (!there.equals(folder.toAbsolutePath())) {
            return Check.ok(name, folder + " does not exist yet and can be made.");
        }
        return isOpenToOthers()
                ? Check.warn(
                        name,
                        folder + " may be read by other users.",
                        "`chmod 700 " + folder + "`: logs and hashed tokens lie there.")
                : Check.ok(name, folder + " is writable, and closed to others.");
    }

    Check disk() {
        try {
            var store = Files.getFileStore(existing());
            return disk(store, (double) store.getUsableSpace() / GIB);
        } catch (IOException e) {
            return Check.fail("disk", "It cannot be looked at: " + e.getMessage(), "Mend it.");
        }
    }

    private static Check disk(FileStore store, double free) {
        if (NETWORK.stream().anyMatch(store.type().toLowerCase(Locale.ROOT)::startsWith)) {
            return Check.fail(
                    "disk",
                    "The data folder lies on a network file system (%s).".formatted(store.type()),
                    "Give a local folder with --data, or a PostgreSQL URL for the journal.");
        }
        return disk(free);
    }

    static Check disk(double freeGib) {
        var text = String.format(Locale.ROOT, "%.1f GiB free", freeGib);
        var advice = "Make room: with a full disk nothing is accepted any more.";
        if (freeGib < FAIL_GIB) {
            return Check.fail("disk", text, advice);
        }
        return freeGib < WARN_GIB ? Check.warn("disk", text, advice) : Check.ok("disk", text);
    }

    /// The folder, or the nearest one above it that exists.
    private Path existing() {
        var there = folder.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }

    /// Permissions do not tell of read-only mounts; writing does.
    private static boolean isWritable(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, ".medley-doctor", ""));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private boolean isOpenToOthers() {
        try {
            return Files.getPosixFilePermissions(folder).stream()
                    .anyMatch(
                            each ->
                                    each == PosixFilePermission.OTHERS_READ
                                            || each == PosixFilePermission.OTHERS_EXECUTE
                                            || each == PosixFilePermission.OTHERS_WRITE);
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }
}
