package dev.medley.core.rules;

import dev.medley.core.catalog.Confidence;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeSet;

/// Groups of countries that rules name, as somebody wrote them down on a day.
///
/// @param groups ids are unique
public record CountryGroups(List<Group> groups) {

    public static final CountryGroups NONE = new CountryGroups(List.of());

    public CountryGroups {
        groups = List.copyOf(groups);
        var ids = new TreeSet<String>();
        for (var group : groups) {
            if (!ids.add(group.id())) {
                throw new IllegalArgumentException(
                        "The country group '%s' stands twice.".formatted(group.id()));
            }
        }
    }

    /// A group as of a day.
    ///
    /// @param id as the rules write it: `D:5`
    /// @param members country codes (ISO 3166-1 alpha-2)
    /// @param settled countries of which the list is sure, whether they are in it or not
    public record Group(
            String id,
            String title,
            String asOf,
            List<String> members,
            List<String> settled,
            Confidence confidence,
            String source,
            String note) {

        public Group {
            members = List.copyOf(members);
            settled = List.copyOf(settled);
        }

        boolean has(String country) {
            return members.contains(country);
        }

        Confidence confidenceIn(String country) {
            return settled.contains(country) ? Confidence.HIGH : confidence;
        }
    }

    public @Nullable Group group(String id) {
        for (var group : groups) {
            if (group.id().equals(id)) {
                return group;
            }
        }
        return null;
    }
}
