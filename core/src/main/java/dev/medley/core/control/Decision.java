package dev.medley.core.control;

import dev.medley.core.fit.Reason;

import java.util.List;

/// What a command leads to.
public record Decision(List<Event> events, List<Effect> effects, Reply reply) {

    public Decision {
        events = List.copyOf(events);
        effects = List.copyOf(effects);
    }

    static Decision refused(String code, String text) {
        return new Decision(
                List.of(), List.of(), new Reply.Refused(List.of(new Reason(code, text))));
    }

    static Decision ignored(String text) {
        return new Decision(List.of(), List.of(), new Reply.Ignored(text));
    }

    static Decision accepted(List<? extends Event> events, List<? extends Effect> effects) {
        return new Decision(List.copyOf(events), List.copyOf(effects), new Reply.Accepted());
    }
}
