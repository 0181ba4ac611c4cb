package dev.medley.core.place;

import java.util.List;

/// A request: equal members that start together or not at all.
///
/// @param id unique among the gangs that hold devices
/// @param members how many
/// @param member what each takes
/// @param pools ids of the pools whose nodes may hold it; empty: any
/// @param closeness how near to one another
public record Gang(String id, int members, Member member, List<String> pools, Closeness closeness) {

    public Gang {
        pools = List.copyOf(pools);
        if (members < 1) {
            throw new IllegalArgumentException(
                    "The members (%d) of gang '%s' must be at least 1.".formatted(members, id));
        }
    }

    /// A gang of one that may go anywhere.
    public static Gang single(String id, Member member) {
        return new Gang(id, 1, member, List.of(), new Closeness.Anywhere());
    }

    /// Of all members together.
    public long totalMilli() {
        return (long) members * member.totalMilli();
    }
}
