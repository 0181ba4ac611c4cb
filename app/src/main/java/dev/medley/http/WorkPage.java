package dev.medley.http;

import dev.medley.core.control.Event;
import dev.medley.core.control.Job;
import dev.medley.live.Desk;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/// Works by name, a page at a time.
///
/// @param next what to give as `after` for the next page, or null at the end
record WorkPage(List<WorkItem> items, @Nullable String next, long nowMs) {

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

        boolean takes(WorkItem item) {
            return (state.isEmpty() || item.state().equals(state))
                    && (text.isEmpty()
                            || has(item.name())
                            || has(item.tenant())
                            || has(item.pool())
                            || has(item.kind()));
        }

        private boolean has(@Nullable String value) {
            return value != null && value.toLowerCase(Locale.ROOT).contains(text);
        }

        boolean owns(@Nullable String owner) {
            return caller.sees(owner) && (tenant.isEmpty() || tenant.equals(owner));
        }
    }

    static WorkPage of(Desk desk, Lives lives, Query query) {
        var state = desk.state();
        var from = query.after.isEmpty() ? "" : query.after + "\0";
        var open = state.jobs().tailMap(from).values().iterator();
        var closed = state.closed().tailMap(from).values().iterator();
        var items = new ArrayList<WorkItem>();
        Job job = next(open);
        Event.Closed end = next(closed);
        while (job != null || end != null) {
            if (items.size() == query.limit) {
                return new WorkPage(items, items.getLast().name(), desk.nowMs());
            }
            boolean isOpen =
                    job != null && (end == null || job.work().name().compareTo(end.work()) < 0);
            if (isOpen && job != null) {
                add(items, desk, lives, job, query);
                job = next(open);
            } else if (end != null) {
                add(items, lives, end, query);
                end = next(closed);
            }
        }
        return new WorkPage(items, null, desk.nowMs());
    }

    private static void add(List<WorkItem> items, Desk desk, Lives lives, Job job, Query query) {
        if (!query.owns(job.work().terms().tenant())) {
            return;
        }
        var item = WorkItem.of(desk, lives, job, false);
        if (query.takes(item)) {
            items.add(query.reasons ? WorkItem.of(desk, lives, job, true) : item);
        }
    }

    private static void add(List<WorkItem> items, Lives lives, Event.Closed end, Query query) {
        var brief = lives.brief(end.work());
        if (!query.owns(brief == null ? null : brief.work().terms().tenant())) {
            return;
        }
        var item = WorkItem.of(end, brief);
        if (query.takes(item)) {
            items.add(item);
        }
    }

    private static <T> @Nullable T next(Iterator<T> some) {
        return some.hasNext() ? some.next() : null;
    }
}
