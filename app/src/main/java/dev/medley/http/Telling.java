package dev.medley.http;

import dev.medley.core.control.Command;
import dev.medley.core.control.Event;
import dev.medley.core.control.Setup;
import dev.medley.live.Entry;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// Puts events into words.
final class Telling {

    private final Setup setup;

    Telling(Setup setup) {
        this.setup = setup;
    }

    /// An event as people read it.
    ///
    /// @param kind a word, stable
    /// @param subject run, work or node it is about, or "" if it is about none
    /// @param about what the subject is
    record Line(long atMs, String kind, About about, String subject, String text) {}

    enum About {
        WORK,
        RUN,
        NODE,
        ALL
    }

    /// An event in words.
    ///
    /// @param entry with the command that led to it
    Line of(Event event, Entry entry) {
        var by = entry.origin().isPerson() ? " by " + entry.origin().by() : "";
        long at = event.atMs();
        return switch (event) {
            case Event.Submitted e -> work(at, "submitted", e.work().name(), "submitted" + by);
            case Event.Changed e -> work(at, "changed", e.work().name(), "changed" + by);
            case Event.CancelAsked e -> work(at, "cancel-asked", e.work(), "cancelled" + by);
            case Event.Closed e ->
                    work(
                            at,
                            "closed",
                            e.work(),
                            "%s%s".formatted(word(e.end()), after(e.text(), word(e.end()))));
            case Event.PutOff e ->
                    work(
                            at,
                            "put-off",
                            e.work(),
                            "put off after failure %d: %s".formatted(e.failures(), e.text()));
            case Event.RunPlaced e ->
                    new Line(
                            at,
                            "run-placed",
                            About.RUN,
                            e.run(),
                            "run %s gets %d devices of %s"
                                    .formatted(
                                            e.run(),
                                            e.seats().size() * e.member().devices(),
                                            pool(e.pool())));
            case Event.RunStarted e -> run(at, "run-started", e.run(), "is up");
            case Event.RunProgressed e -> run(at, "run-progressed", e.run(), "goes on");
            case Event.RunStopping e ->
                    run(
                            at,
                            "run-stopping",
                            e.run(),
                            (e.checkpoint() ? "saves itself and stops" : "is stopped")
                                    + after(e.text(), ""));
            case Event.RunEnded e ->
                    run(
                            at,
                            "run-ended",
                            e.run(),
                            "ended, " + word(e.how()) + after(e.text(), word(e.how())));
            case Event.NodeAdded e -> node(at, "node-added", e.node().id(), "joins");
            case Event.NodeLeaving e -> node(at, "node-leaving", e.node(), "is to leave" + by);
            case Event.NodeRemoved e -> node(at, "node-removed", e.node(), "is gone");
            case Event.NodeCordoned e ->
                    node(
                            at,
                            "node-cordoned",
                            e.node(),
                            (e.cordoned() ? "is cordoned" : "takes work again") + by);
            case Event.NodeDraining e -> node(at, "node-draining", e.node(), "is drained" + by);
            case Event.NodeDown e ->
                    node(at, "node-down", e.node(), e.down() ? "is lost" : "is back");
            case Event.DeviceDown e ->
                    node(
                            at,
                            "device-down",
                            e.node(),
                            "device %d %s".formatted(e.device(), e.down() ? "is down" : "is back"));
            case Event.RateLearnt e ->
                    new Line(
                            at,
                            "rate-learnt",
                            About.ALL,
                            "",
                            "a rate measured on %s is %.2f of the predicted one"
                                    .formatted(pool(e.pool()), e.ratio()));
            case Event.Priced e -> new Line(at, "priced", About.ALL, "", "a market round was held");
            case Event.Cramped e ->
                    new Line(
                            at,
                            "cramped",
                            About.ALL,
                            "",
                            "a gang found no room on " + pool(e.pool()));
            case Event.Reserved e ->
                    work(
                            at,
                            "reserved",
                            e.reservation().work(),
                            e.reservation().kept(pool(e.reservation().pool())));
            case Event.Unreserved e -> work(at, "unreserved", e.work(), "no nodes are kept for it");
        };
    }

    /// A command that led to nothing.
    static @Nullable String refused(Entry entry) {
        if (!entry.origin().isPerson() || !entry.events().isEmpty()) {
            return null;
        }
        var what =
                switch (entry.command()) {
                    case Command.Submit c -> "submit " + c.work().name();
                    case Command.Change c -> "change " + c.work().name();
                    case Command.Cancel c -> "cancel " + c.work();
                    case Command.AddNode c -> "add node " + c.node().id();
                    case Command.RemoveNode c -> "remove node " + c.node();
                    case Command.Cordon c -> "cordon node " + c.node();
                    case Command.Drain c -> "drain node " + c.node();
                    case Command.Observe _ -> "tell";
                    case Command.Tick _ -> "hold a round";
                };
        return "%s asked to %s; refused".formatted(entry.origin().by(), what);
    }

    private String pool(int index) {
        return setup.pools().get(index).id();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String after(String text, String said) {
        return text.isEmpty() || text.equals(said) ? "" : ": " + text;
    }

    private static Line work(long at, String kind, String work, String text) {
        return new Line(at, kind, About.WORK, work, text);
    }

    private static Line run(long at, String kind, String run, String text) {
        return new Line(at, kind, About.RUN, run, "run %s %s".formatted(run, text));
    }

    private static Line node(long at, String kind, String node, String text) {
        return new Line(at, kind, About.NODE, node, "node %s %s".formatted(node, text));
    }
}
