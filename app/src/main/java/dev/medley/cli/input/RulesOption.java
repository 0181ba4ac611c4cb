package dev.medley.cli.input;

import dev.medley.catalogue.RuleFiles;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Permissions;
import dev.medley.core.rules.RuleBook;
import dev.medley.core.rules.Rulings;
import dev.medley.files.Documents;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The operator's own rule sets, laid over those that come with Medley.
public final class RulesOption {

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "A folder of your own rule sets, one YAML file each.")
    private @Nullable Path overlay;

    public RulesOption() {}

    /// As if that folder had been named.
    public RulesOption(@Nullable Path overlay) {
        this.overlay = overlay;
    }

    /// Text of its files, by their names; none without one.
    public SortedMap<String, String> texts() {
        return overlay == null ? new TreeMap<>() : RuleFiles.texts(overlay);
    }

    public RuleBook load() {
        return RuleFiles.load(overlay);
    }

    /// Where rules let work run on that day, or null after saying on stderr what is wrong with the
    /// rules.
    public @Nullable Permissions permissions(
            Documents.Loaded loaded, LocalDate date, CommandLine line) {
        var all = permissions(loaded, loaded.fleet().pools(), List.of(date), line);
        return all == null ? null : all.getFirst();
    }

    /// The same for several days.
    public @Nullable List<Permissions> permissions(
            Documents.Loaded loaded, List<Pool> pools, List<LocalDate> dates, CommandLine line) {
        if (loaded.rules().policy() == null) {
            return Collections.nCopies(dates.size(), Permissions.OF_TERMS);
        }
        var book = load();
        if (!RuleNames.check(loaded.rules(), book, line)) {
            return null;
        }
        var tenants = loaded.portfolio().tenants();
        return dates.stream()
                .map(date -> Rulings.of(book, loaded.rules(), pools, tenants, date))
                .map(Permissions::new)
                .toList();
    }
}
