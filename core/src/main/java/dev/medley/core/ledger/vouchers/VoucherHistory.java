package dev.medley.core.ledger.vouchers;

import dev.medley.core.fit.Reason;
import dev.medley.core.ledger.Books;
import dev.medley.core.ledger.Posting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Plays what documents say through the desk, day by day: usage and invoices, then commands in the
/// order of their states, then ids. What is past its last day expires in the end.
public final class VoucherHistory {

    private static final Comparator<VoucherCommand> ORDER =
            Comparator.comparing(VoucherCommand::on)
                    .thenComparingInt(VoucherHistory::step)
                    .thenComparing(VoucherCommand::id);

    private final VoucherDesk desk;
    private final List<Refusal> refusals = new ArrayList<>();
    private final LocalDate date;

    /// A command that was refused.
    public record Refusal(VoucherCommand command, List<Reason> reasons) {
        public Refusal {
            reasons = List.copyOf(reasons);
        }
    }

    private VoucherHistory(Papers papers, LocalDate date) {
        this.desk = new VoucherDesk(papers);
        this.date = date;
    }

    /// Everything until a day, that day included.
    public static VoucherHistory until(LocalDate date, VoucherInputs inputs) {
        var history = new VoucherHistory(inputs.papers(), date);
        history.play(inputs);
        return history;
    }

    private void play(VoucherInputs inputs) {
        var postings = postings(inputs.contracts());
        int next = 0;
        var commands = inputs.commands().stream().filter(c -> !c.on().isAfter(date)).toList();
        for (var command : commands.stream().sorted(ORDER).toList()) {
            var at = VoucherDesk.at(command.on());
            while (next < postings.size() && !postings.get(next).at().isAfter(at)) {
                post(postings.get(next++));
            }
            take(command);
        }
        while (next < postings.size()) {
            post(postings.get(next++));
        }
        for (var voucher : List.copyOf(desk.vouchers().values())) {
            var last = voucher.lastDay();
            if (last != null && date.isAfter(last)) {
                take(new VoucherCommand.Expire(voucher.id(), date));
            }
        }
    }

    private void take(VoucherCommand command) {
        var meant =
                command instanceof VoucherCommand.Consume consume && consume.lines().isEmpty()
                        ? new VoucherCommand.Consume(
                                consume.id(), consume.on(), openLines(consume.id(), consume.on()))
                        : command;
        if (desk.handle(meant) instanceof VoucherDesk.Answer.Refused(var reasons)) {
            refusals.add(new Refusal(command, reasons));
        }
    }

    /// Lines of a voucher's contract until a day that nothing stands against and that it bears.
    private List<String> openLines(String id, LocalDate on) {
        var voucher = desk.vouchers().get(id);
        return voucher == null
                ? List.of()
                : Claims.open(desk, voucher, on).stream().map(Contract.UsageLine::id).toList();
    }

    private void post(Posting posting) {
        if (desk.post(posting) instanceof Books.Answer.Refused(var reasons)) {
            throw new IllegalStateException("The books refuse a usage line: " + reasons);
        }
    }

    private List<Posting> postings(List<Contract> contracts) {
        var postings = new ArrayList<Posting>();
        for (var contract : contracts) {
            for (var line : contract.usage()) {
                boolean metered = line.cardSeconds() != null || line.joules() != null;
                if (metered && !line.day().isAfter(date)) {
                    postings.add(VoucherPostings.usage(contract, line));
                }
            }
            for (var invoice : contract.invoices()) {
                if (!invoice.day().isAfter(date)) {
                    postings.add(VoucherPostings.invoice(contract, invoice));
                }
            }
        }
        postings.removeIf(posting -> posting.legs().isEmpty());
        postings.sort(Comparator.comparing(Posting::at).thenComparing(Posting::id));
        return postings;
    }

    private static int step(VoucherCommand command) {
        return switch (command) {
            case VoucherCommand.Apply _ -> 0;
            case VoucherCommand.Grant _ -> 1;
            case VoucherCommand.Reserve _ -> 2;
            case VoucherCommand.Consume _ -> 3;
            case VoucherCommand.Settle _ -> 4;
            case VoucherCommand.Claim _ -> 5;
            case VoucherCommand.Pay _ -> 6;
            case VoucherCommand.Reject _ -> 7;
            case VoucherCommand.ClawBack _ -> 8;
            case VoucherCommand.Expire _ -> 9;
        };
    }

    public VoucherDesk desk() {
        return desk;
    }

    public LocalDate date() {
        return date;
    }

    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }
}
