package dev.medley.cli;

import dev.medley.catalogue.RuleFiles;
import dev.medley.core.rules.RuleBook;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

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
}
