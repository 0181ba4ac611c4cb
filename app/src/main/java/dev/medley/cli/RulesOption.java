package dev.medley.cli;

import dev.medley.catalogue.RuleFiles;
import dev.medley.core.plan.Permissions;
import dev.medley.core.rules.RuleBook;
import dev.medley.core.rules.Rulings;
import dev.medley.files.Documents;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.LocalDate;

/// The operator's own rule sets, laid over those that come with Medley.
final class RulesOption {

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "A folder of your own rule sets, one YAML file each.")
    private @Nullable Path overlay;

    RuleBook load() {
        return RuleFiles.load(overlay);
    }

    /// Where rules let work run on that day, or null after saying on stderr what is wrong with the
    /// rules.
    @Nullable Permissions permissions(Documents.Loaded loaded, LocalDate date, CommandLine line) {
        if (loaded.rules().policy() == null) {
            return Permissions.OF_TERMS;
        }
        var book = load();
        return RuleNames.check(loaded.rules(), book, line)
                ? new Permissions(
                        Rulings.of(
                                book,
                                loaded.rules(),
                                loaded.fleet().pools(),
                                loaded.portfolio().tenants(),
                                date))
                : null;
    }
}
