package dev.medley.portscan;

import dev.medley.catalogue.PortFiles;
import dev.medley.core.port.Finding;
import dev.medley.core.port.Mapping;

import java.util.List;

/// Scans single texts with the rules of Medley.
final class Sources {

    static final Mapping MAPPING = PortFiles.builtIn();

    static final Scanner SCANNER = new Scanner(MAPPING);

    private Sources() {}

    static List<Finding> findings(String file, String text) {
        return SCANNER.findings(file, text);
    }

    /// `rule@line:column text`, one per finding.
    static List<String> shown(String file, String text) {
        return findings(file, text).stream()
                .map(
                        each ->
                                "%s@%d:%d %s"
                                        .formatted(
                                                each.rule().id(),
                                                each.clue().line(),
                                                each.clue().column(),
                                                each.clue().text()))
                .toList();
    }

    static List<String> rules(String file, String text) {
        return findings(file, text).stream().map(each -> each.rule().id()).toList();
    }
}
