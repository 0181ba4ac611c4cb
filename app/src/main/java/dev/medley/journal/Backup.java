package dev.medley.journal;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;

/// Copies of a SQLite journal as one file, made while a server writes it.
public final class Backup {

    private Backup() {}

    /// What a copy holds.
    ///
    /// @param first number of its first entry, 0 if it has none
    /// @param last number of its latest
    public record Copied(long first, long last, long bytes) {}

    /// Writes a copy of the journal as it is at this moment. It appears under its name when it is
    /// whole, on disk and checked.
    ///
    /// @param folder of the journal
    /// @throws IOException if the file exists, or the copy is not sound
    public static Copied make(Path folder, Path to) throws IOException {
        if (Files.exists(to)) {
            throw new IOException("The file %s exists; name another one with --to.".formatted(to));
        }
        var from = new Place.File(folder);
        if (!from.exists()) {
            throw new IOException(
                    "There is no journal %s; name the folder of one with --data."
                            .formatted(from.name()));
        }
        var part = to.resolveSibling(to.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            copy(from, part);
            var copied = check(part);
            Durable.force(part);
            move(part, to);
            return copied;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void copy(Place.File from, Path part) throws IOException {
        try (var connection = from.reader();
                var statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, part.toString());
            statement.execute();
        } catch (SQLException failure) {
            throw new IOException("No copy: " + failure.getMessage(), failure);
        }
    }

    /// Makes a journal of a copy.
    ///
    /// @param folder in which there must be no journal with entries
    /// @throws IOException if there is one, or the copy is not sound
    public static Copied restore(Path from, Path folder) throws IOException {
        if (!Files.isRegularFile(from)) {
            throw new IOException(
                    "There is no file %s; name a copy that `medley backup` made.".formatted(from));
        }
        Files.createDirectories(folder);
        var place = new Place.File(folder);
        try (var _ = place.lock()) {
            refuseToOverwrite(place);
            var part = folder.resolve(Place.FILE + ".part");
            Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
            try {
                var copied = check(part);
                Durable.force(part);
                for (var old : new String[] {"", "-wal", "-shm"}) {
                    Files.deleteIfExists(folder.resolve(Place.FILE + old));
                }
                move(part, place.file());
                try (var witness = Witness.in(folder)) {
                    witness.note(copied.last());
                }
                return copied;
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }

    private static void refuseToOverwrite(Place.File place) throws IOException {
        if (!place.exists() || Files.size(place.file()) == 0) {
            return;
        }
        long last;
        try (var there = Archive.open(place)) {
            last = there.last();
        }
        if (last > 0) {
            throw new IOException(
                    "The journal %s has entries up to %d; name an empty folder with --data."
                            .formatted(place.name(), last));
        }
    }

    private static Copied check(Path file) throws IOException {
        try (var archive = Archive.open(new Place.Copy(file))) {
            archive.check();
            return new Copied(archive.first(), archive.last(), Files.size(file));
        }
    }

    private static void move(Path part, Path to) throws IOException {
        try {
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(part, to);
        }
        Durable.force(to.toAbsolutePath().getParent());
    }
}
