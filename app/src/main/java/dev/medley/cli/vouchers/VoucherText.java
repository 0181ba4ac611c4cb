package dev.medley.cli.vouchers;

import dev.medley.cli.terminal.Figures;
import dev.medley.core.fit.Reason;
import dev.medley.core.ledger.vouchers.Claims;
import dev.medley.core.ledger.vouchers.Expiry;
import dev.medley.core.ledger.vouchers.Programme;
import dev.medley.core.ledger.vouchers.Voucher;
import dev.medley.core.ledger.vouchers.VoucherCommand;
import dev.medley.core.ledger.vouchers.VoucherState;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;
import dev.medley.report.table.Table.Cell;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Vouchers in a terminal.
final class VoucherText {

    /// States that hold an amount.
    static final List<VoucherState> STATES =
            List.of(
                    VoucherState.GRANTED,
                    VoucherState.RESERVED,
                    VoucherState.CONSUMED,
                    VoucherState.SETTLED,
                    VoucherState.CLAIMED,
                    VoucherState.PAID,
                    VoucherState.EXPIRED,
                    VoucherState.CLAWED_BACK);

    private final PrintWriter out;
    private final VoucherView view;
    private final boolean colour;

    private VoucherText(PrintWriter out, VoucherView view, boolean colour) {
        this.out = out;
        this.view = view;
        this.colour = colour;
    }

    static void print(PrintWriter out, VoucherView view, boolean colour) {
        var text = new VoucherText(out, view, colour);
        text.balances();
        text.vouchers();
        text.expiries();
        text.claims();
        text.refusals();
    }

    private void section(String title) {
        out.println();
        out.println(Ink.BOLD.paint(title, colour));
    }

    private void balances() {
        out.println(Ink.BOLD.paint("Balances on " + view.date(), colour));
        var table = new Table().left("company").left("programme").left("unit");
        STATES.forEach(state -> table.right(state.word()));
        view.balances()
                .forEach(
                        (company, programmes) ->
                                programmes.forEach(
                                        (programme, of) -> {
                                            var unit = view.unit(programme);
                                            var cells = new ArrayList<Cell>();
                                            cells.add(new Cell(company, Ink.BOLD));
                                            cells.add(Cell.of(programme));
                                            cells.add(Cell.of(unit.word()));
                                            for (var state : STATES) {
                                                long amount = of.getOrDefault(state, 0L);
                                                cells.add(
                                                        Cell.of(
                                                                amount == 0
                                                                        ? ""
                                                                        : unit.figure(amount)));
                                            }
                                            table.row(cells);
                                        }));
        table.print(out, "  ", colour);
        if (table.isEmpty()) {
            out.println("  none");
        }
    }

    private void vouchers() {
        section("Vouchers");
        var table =
                Table.of(
                        "voucher",
                        "company",
                        "contract",
                        "state",
                        "since",
                        "#granted",
                        "#used",
                        "#open",
                        "until",
                        "programme");
        for (var voucher : view.vouchers()) {
            var terms = voucher.terms();
            var unit = view.unit(voucher);
            table.row(
                    List.of(
                            new Cell(voucher.id(), Ink.BOLD),
                            Cell.of(voucher.company()),
                            Cell.of(voucher.contract()),
                            new Cell(voucher.state().word(), ink(voucher.state())),
                            Cell.of(String.valueOf(voucher.days().get(voucher.state()))),
                            Cell.of(terms == null ? "" : unit.print(terms.amount())),
                            Cell.of(figure(voucher, voucher.consumed())),
                            Cell.of(figure(voucher, voucher.open())),
                            Cell.of(terms == null ? "" : terms.until().toString()),
                            new Cell(voucher.programme(), Ink.DIM)));
        }
        table.print(out, "  ", colour);
    }

    private String figure(Voucher voucher, long amount) {
        return amount == 0 ? "" : view.unit(voucher).figure(amount);
    }

    private static Ink ink(VoucherState state) {
        return switch (state) {
            case PAID -> Ink.GOOD;
            case REJECTED, EXPIRED, CLAWED_BACK -> Ink.BAD;
            case APPLIED, GRANTED, RESERVED, CONSUMED, SETTLED, CLAIMED -> Ink.PLAIN;
        };
    }

    private void expiries() {
        section("Would expire");
        var table = Table.of("voucher", "company", "#amount", "on", "#days", "unless");
        for (var expiry : view.expiries()) {
            table.row(
                    List.of(
                            new Cell(expiry.voucher().id(), Ink.BOLD),
                            Cell.of(expiry.voucher().company()),
                            Cell.of(view.unit(expiry.voucher()).print(expiry.amount())),
                            Cell.of(expiry.on().toString()),
                            new Cell(
                                    String.valueOf(expiry.daysFrom(view.date())),
                                    view.soon(expiry) ? Ink.WARN : Ink.PLAIN),
                            Cell.of(unless(expiry))));
        }
        table.print(out, "  ", colour);
        if (table.isEmpty()) {
            out.println("  nothing");
        }
    }

    private static String unless(Expiry expiry) {
        return switch (expiry.loss()) {
            case UNUSED -> "used";
            case UNBOOKED -> "its lines are put against it";
            case UNCLAIMED -> "claimed";
        };
    }

    private void claims() {
        section("Claims");
        var table =
                Table.of("voucher", "company", "now", "#amount", "#lines", "#waiting", "missing");
        for (var claim : view.claims()) {
            table.row(
                    List.of(
                            new Cell(claim.voucher().id(), Ink.BOLD),
                            Cell.of(claim.voucher().company()),
                            claim.ready() ? new Cell("yes", Ink.GOOD) : new Cell("no", Ink.WARN),
                            Cell.of(view.unit(claim.voucher()).print(claim.amount())),
                            Cell.of(String.valueOf(claim.lines().size())),
                            Cell.of(String.valueOf(claim.waiting().size())),
                            Cell.of(String.join(", ", claim.missing()))));
            notes(table, claim);
        }
        table.print(out, "  ", colour);
        if (table.isEmpty()) {
            out.println("  nothing to claim");
        }
    }

    private static void notes(Table table, Claims.Claim claim) {
        claim.obstacles().forEach(reason -> table.note(reason.text(), Ink.WARN));
        if (!claim.waiting().isEmpty()) {
            table.note(
                    "without invoice or delivery certificate: " + some(claim.waiting()), Ink.PLAIN);
        }
        if (claim.ready() && claim.openUntil() != null) {
            table.note(
                    "a contract is claimed for once, and this one runs until " + claim.openUntil(),
                    Ink.PLAIN);
        }
    }

    private static String some(List<String> lines) {
        var first = String.join(", ", lines.subList(0, Math.min(6, lines.size())));
        return lines.size() <= 6 ? first : first + " and %d more".formatted(lines.size() - 6);
    }

    private void refusals() {
        if (view.refusals().isEmpty()) {
            return;
        }
        section("Refused");
        for (var refusal : view.refusals()) {
            var command = refusal.command();
            out.println(
                    "  %s to be %s on %s: %s"
                            .formatted(
                                    command.id(),
                                    step(command),
                                    command.on(),
                                    String.join(
                                            "; ",
                                            refusal.reasons().stream()
                                                    .map(Reason::text)
                                                    .toList())));
        }
    }

    /// The state that a command leads to.
    static String step(VoucherCommand command) {
        return switch (command) {
            case VoucherCommand.Apply _ -> "applied";
            case VoucherCommand.Grant _ -> "granted";
            case VoucherCommand.Reserve _ -> "reserved";
            case VoucherCommand.Consume _ -> "consumed";
            case VoucherCommand.Settle _ -> "settled";
            case VoucherCommand.Claim _ -> "claimed";
            case VoucherCommand.Pay _ -> "paid";
            case VoucherCommand.Reject _ -> "rejected";
            case VoucherCommand.Expire _ -> "expired";
            case VoucherCommand.ClawBack _ -> "clawed-back";
        };
    }

    /// Programmes that come with Medley or stand in documents; a dash is unknown.
    static void programmes(PrintWriter out, List<Programme> programmes, boolean colour) {
        var table =
                Table.of(
                        "programme",
                        "unit",
                        "shares",
                        "#company a year",
                        "#pool",
                        "per",
                        "window",
                        "confidence");
        for (var one : programmes) {
            var unit = one.unit();
            var pool = one.poolCap();
            table.row(
                    List.of(
                            new Cell(one.id(), Ink.BOLD),
                            Cell.of(unit.word()),
                            Cell.of(shares(one)),
                            Cell.of(amount(one, one.companyCap())),
                            Cell.of(amount(one, pool == null ? null : (Long) pool.amount())),
                            Cell.of(pool == null ? "" : pool.yearly() ? "year" : "all"),
                            Cell.of(window(one.window())),
                            Cell.of(Figures.name(one.provenance().confidence()))));
        }
        table.print(out, colour);
    }

    private static String window(Programme.Window window) {
        return dash(window.from()) + " to " + dash(window.to());
    }

    private static String dash(@Nullable LocalDate day) {
        return day == null ? Figures.UNKNOWN : day.toString();
    }

    private static String amount(Programme one, @Nullable Long amount) {
        return amount == null ? Figures.UNKNOWN : Figures.plain(one.unit().whole(amount));
    }

    private static String shares(Programme one) {
        if (one.tiers().isEmpty()) {
            return Figures.UNKNOWN;
        }
        var shares = new ArrayList<String>();
        for (var tier : one.tiers()) {
            var percent = BigDecimal.valueOf(tier.millionths(), 4).stripTrailingZeros();
            var origin =
                    tier.origin() == Programme.Origin.ANY ? "" : Figures.name(tier.origin()) + " ";
            shares.add(
                    "%s %% %s%s"
                            .formatted(
                                    percent.toPlainString(),
                                    origin,
                                    String.join(
                                            "/",
                                            tier.items().stream()
                                                    .map(VoucherText::word)
                                                    .toList())));
        }
        return String.join(", ", shares);
    }

    static String word(Programme.Item item) {
        return item.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
