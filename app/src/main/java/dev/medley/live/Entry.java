package dev.medley.live;

import dev.medley.core.control.Command;
import dev.medley.core.control.Event;
import dev.medley.core.control.Reply;

import java.util.List;

/// One command, who gave it, and what it led to: what a journal keeps. Refused commands of people
/// are kept too, for the audit; news that change nothing are not.
///
/// @param number counted from 1 without gaps
/// @param events all of them, in the order in which they apply
public record Entry(long number, Origin origin, Command command, List<Event> events, Reply reply) {

    public Entry {
        events = List.copyOf(events);
    }
}
