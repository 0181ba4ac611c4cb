package dev.medley.portscan;

import dev.medley.core.port.Finding;

import java.util.List;
import java.util.SortedMap;

/// What was read of a tree.
///
/// @param files read, by language
/// @param bytes of them
/// @param findings in the order of files, lines and columns
/// @param skipped files that would have been read, and why they were not
/// @param vendored folders that were passed over, with `/`
/// @param others files in no language that is read
public record Scan(
        SortedMap<Language, Integer> files,
        long bytes,
        List<Finding> findings,
        List<Skipped> skipped,
        List<String> vendored,
        int others) {

    /// A file or folder that was not read.
    public record Skipped(String file, String reason) {}

    public Scan {
        findings = List.copyOf(findings);
        skipped = List.copyOf(skipped);
        vendored = List.copyOf(vendored);
    }

    public int filesRead() {
        return files.values().stream().mapToInt(Integer::intValue).sum();
    }
}
