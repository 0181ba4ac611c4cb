package dev.medley.process;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Removes folders of runs that are over, with all that is in them.
///
/// CONSTRAINTS: a folder whose run is not over as far as the journal knows is never touched, nor
/// one in which something still runs: a run without its folder would be begun again. Folders are
/// listed first and runs asked for after that, so that a run which comes meanwhile is in neither or
/// in both.
public final class Leftovers {

    private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());

    private final Path runs;
    private final Terms terms;

    /// How long they are kept.
    ///
    /// @param keepMs after the end of a run; 0 for ever
    /// @param mostBytes of all folders together: beyond that the oldest go earlier; 0 any number
    /// @param leastMs not earlier than so long after the end
    public record Terms(long keepMs, long mostBytes, long leastMs) {
        public static final Terms USUAL = new Terms(30L * 86_400_000, 20_000_000_000L, 3_600_000);
    }

    /// What was removed.
    public record Removed(int folders, long bytes) {}

    private record Folder(RunFolder run, long endedMs, long bytes, boolean over) {}

    /// Of one server.
    ///
    /// @param data the server's folder
    public Leftovers(Path data, Terms terms) {
        this.runs = data.resolve("runs");
        this.terms = terms;
    }

    /// Removes what has been over for long enough.
    ///
    /// @param open ids of the runs that are not over, asked for after folders were listed
    public Removed remove(Supplier<Set<String>> open, long nowMs) throws IOException {
        var names = listed();
        var kept = new TreeSet<String>();
        open.get().forEach(run -> kept.add(RunFolder.name(run)));
        var folders = new ArrayList<Folder>();
        for (var path : names) {
            folders.add(look(path, kept.contains(String.valueOf(path.getFileName()))));
        }
        folders.sort(Comparator.comparingLong(Folder::endedMs));
        long bytes = folders.stream().mapToLong(Folder::bytes).sum();
        int removed = 0;
        long freed = 0;
        for (var folder : folders) {
            long age = nowMs - folder.endedMs;
            boolean old = terms.keepMs() > 0 && age > terms.keepMs();
            boolean much = terms.mostBytes() > 0 && bytes - freed > terms.mostBytes();
            if (folder.over && age > terms.leastMs() && (old || much) && remove(folder.run)) {
                removed++;
                freed += folder.bytes;
            }
        }
        return new Removed(removed, freed);
    }

    private List<Path> listed() throws IOException {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (var all = Files.list(runs)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private static Folder look(Path path, boolean open) {
        var run = RunFolder.at(path);
        var size = new Size();
        try {
            Files.walkFileTree(path, size);
            return new Folder(run, size.latestMs, size.bytes, !open && !lives(run));
        } catch (IOException unreadable) {
            return new Folder(run, size.latestMs, size.bytes, false);
        }
    }

    private static boolean lives(RunFolder run) throws IOException {
        var program = run.program();
        if (program != null && program.isAlive()) {
            return true;
        }
        return run.claim() instanceof RunFolder.Claim.Wrappers(var wrapper) && wrapper.isAlive();
    }

    private static boolean remove(RunFolder run) {
        try {
            // Under another name it is no run's folder any more, however far this comes.
            var gone = run.path().resolveSibling(".gone-" + run.path().getFileName());
            Files.move(run.path(), gone);
            Files.walkFileTree(gone, new Delete());
            LOG.log(Level.INFO, "event=run-folder-removed folder=" + run.path());
            return true;
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "event=run-folder-stays folder=" + run.path(), failure);
            return false;
        }
    }

    /// Links are counted and removed, not followed.
    private static final class Size extends SimpleFileVisitor<Path> {
        private long bytes;
        private long latestMs;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            bytes += is.size();
            latestMs = Math.max(latestMs, is.lastModifiedTime().toMillis());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
            latestMs = Math.max(latestMs, is.lastModifiedTime().toMillis());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    private static final class Delete extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
