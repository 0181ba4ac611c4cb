package dev.medley.core.port;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Everything that is known of porting: targets, rules with a cell for every target, assumptions,
/// and which folders and files are passed over.
///
/// @param date the day to which it was kept
public record Mapping(
        String date,
        List<Target> targets,
        List<PortRule> rules,
        Assumptions assumptions,
        Reading reading) {

    /// What of a tree is read.
    ///
    /// @param vendoredFolders names of folders that hold other people's code or build outputs
    /// @param largestFileBytes files above it are passed over
    public record Reading(List<String> vendoredFolders, int largestFileBytes) {
        public Reading {
            vendoredFolders = List.copyOf(vendoredFolders);
        }
    }

    public Mapping {
        targets = List.copyOf(targets);
        rules = List.copyOf(rules);
    }

    /// The target of that id, stack or alias.
    public @Nullable Target target(String word) {
        for (var target : targets) {
            if (target.id().equals(word) || target.stack().equals(word)) {
                return target;
            }
        }
        for (var target : targets) {
            if (target.aliases().contains(word)) {
                return target;
            }
        }
        return null;
    }

    public @Nullable PortRule rule(String id) {
        for (var rule : rules) {
            if (rule.id().equals(id)) {
                return rule;
            }
        }
        return null;
    }
}
