package dev.medley.http;

import dev.medley.core.control.Event;
import dev.medley.core.control.Job;
import dev.medley.core.control.State;
import dev.medley.live.Desk;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/// Works by name, a page at a time.
///
/// @param next what to give as `after` for the next page, or null at the end
/// @param total all works that are asked for, on this page and others
record WorkPage(List<WorkItem> items, @Nullable String next, int total, long nowMs) {

    /// What is asked for.
    ///
    /// @param state one of the states, or "" for all
    /// @param text stands in name, tenant, pool or kind; lower case; "" for all
    record Query(
            Caller caller,
            String state,
            String tenant,
            String text,
            int limit,
            String after,
            boolean reasons) {

        boolean takesAll() {
            return caller.tenant() == null && state.isEmpty() && tenant.isEmpty() && text.isEmpty();
        }

        boolean takes(State now, Job job) {
            var work = job.work();
            var owner = work.terms().tenant();
            if (!owns(owner) || !(state.isEmpty() || WorkItem.stateOf(now, job).equals(state))) {
                return false;
            }
            return text.isEmpty()
                    || has(work.name())
                    || has(owner)
                    || has(WorkItem.kind(work))
                    || has(WorkItem.pool(now, job));
        }

        boolean takes(Lives lives, Event.Closed end) {
            var brief = lives.brief(end.work());
            var owner = brief == null ? null : brief.work().terms().tenant();
            if (!owns(owner) || !(state.isEmpty() || Telling.word(end.end()).equals(state))) {
                return false;
            }
            return text.isEmpty()
                    || has(end.work())
                    || has(owner)
                    || has(brief == null ? null : WorkItem.kind(brief.work()));
        }

        private boolean has(@Nullable String value) {
            return value != null && value.toLowerCase(Locale.ROOT).contains(text);
        }

        private boolean owns(@Nullable String owner) {
            return caller.sees(owner) && (tenant.isEmpty() || tenant.equals(owner));
        }
    }

    static WorkPage of(Desk desk, Lives lives, Query query) {
        var state = desk.state();
        int total = total(state, lives, query);
        var from = query.after.isEmpty() ? "" : query.after + "\0";
        var open = state.jobs().tailMap(from).values().iterator();
        var closed = state.closed().tailMap(from).values().iterator();
        var items = new ArrayList<WorkItem>();
        Job job = next(open);
        Event.Closed end = next(closed);
        while (job != null || end != null) {
            if (items.size() == query.limit) {
                return new WorkPage(items, items.getLast().name(), total, desk.nowMs());
            }
            boolean isOpen =
                    job != null && (end == null || job.work().name().compareTo(end.work()) < 0);
            if (isOpen && job != null) {
                if (query.takes(state, job)) {
                    items.add(WorkItem.of(desk, lives, job, query.reasons));
                }
                job = next(open);
            } else if (end != null) {
                if (query.takes(lives, end)) {
                    items.add(WorkItem.of(end, lives.brief(end.work())));
                }
                end = next(closed);
            }
        }
        return new WorkPage(items, null, total, desk.nowMs());
    }

    private static int total(State state, Lives lives, Query query) {
        if (query.takesAll()) {
            return state.jobs().size() + state.closed().size();
        }
        int total = 0;
        for (var job : state.jobs().values()) {
            total += query.takes(state, job) ? 1 : 0;
        }
        for (var end : state.closed().values()) {
            total += query.takes(lives, end) ? 1 : 0;
        }
        return total;
    }

    private static <T> @Nullable T next(Iterator<T> some) {
        return some.hasNext() ? some.next() : null;
    }
}
