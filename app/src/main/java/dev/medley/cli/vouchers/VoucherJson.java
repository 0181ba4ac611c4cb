package dev.medley.cli.vouchers;

import dev.medley.cli.terminal.Figures;
import dev.medley.cli.terminal.Json;
import dev.medley.core.fit.Reason;
import dev.medley.core.ledger.vouchers.Claims;
import dev.medley.core.ledger.vouchers.Expiry;
import dev.medley.core.ledger.vouchers.Programme;
import dev.medley.core.ledger.vouchers.Voucher;
import dev.medley.core.ledger.vouchers.VoucherState;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Vouchers as JSON; `docs/vouchers.md` has the contract.
public final class VoucherJson {

    private final Json json;
    private final VoucherView view;

    private VoucherJson(Json json, VoucherView view) {
        this.json = json;
        this.view = view;
    }

    public static void print(PrintWriter out, VoucherView view) {
        Json.print(out, json -> new VoucherJson(json, view).all());
    }

    private void all() {
        json.text("date", view.date().toString());
        json.number("withinDays", view.withinDays());
        json.blocks("balances", balances(), this::balance);
        json.blocks("vouchers", view.vouchers(), this::voucher);
        json.blocks("expiring", view.expiries(), this::expiry);
        json.blocks("claims", view.claims(), this::claim);
        json.blocks(
                "refusals",
                view.refusals(),
                refusal -> {
                    json.text("voucher", refusal.command().id());
                    json.text("step", VoucherText.step(refusal.command()));
                    json.text("on", refusal.command().on().toString());
                    reasons("reasons", refusal.reasons());
                });
        json.block(
                "books",
                block -> {
                    var books = view.desk().books();
                    block.number("entries", books.entries().size());
                    block.flag(
                            "balanced",
                            books.trialBalance().values().stream().allMatch(sum -> sum == 0));
                });
    }

    private record Balance(String company, String programme, SortedMap<VoucherState, Long> of) {}

    private List<Balance> balances() {
        var rows = new ArrayList<Balance>();
        view.balances()
                .forEach(
                        (company, programmes) ->
                                programmes.forEach(
                                        (programme, of) ->
                                                rows.add(new Balance(company, programme, of))));
        return rows;
    }

    private void balance(Balance row) {
        json.text("company", row.company());
        json.text("programme", row.programme());
        json.text("unit", view.unit(row.programme()).word());
        for (var state : VoucherText.STATES) {
            long amount = row.of().getOrDefault(state, 0L);
            json.number(field(state), view.unit(row.programme()).whole(amount));
        }
    }

    private static String field(VoucherState state) {
        return state == VoucherState.CLAWED_BACK ? "clawedBack" : state.word();
    }

    private void voucher(Voucher voucher) {
        head(voucher);
        json.text("state", voucher.state().word());
        json.block(
                "days",
                block ->
                        voucher.days()
                                .forEach((state, day) -> block.text(field(state), day.toString())));
        json.number("granted", whole(voucher, voucher.granted()));
        json.number("reserved", whole(voucher, voucher.reserved()));
        json.number("consumed", whole(voucher, voucher.consumed()));
        json.number("settled", whole(voucher, voucher.settled()));
        json.number("claimed", whole(voucher, voucher.claimed()));
        json.number("paid", whole(voucher, voucher.paid()));
        json.number("open", whole(voucher, voucher.open()));
        json.number("lost", whole(voucher, voucher.lost()));
        var terms = voucher.terms();
        if (terms != null) {
            json.text("until", terms.until().toString());
            var last = terms.claimUntil();
            json.text("claimUntil", last == null ? null : last.toString());
        }
        json.number("lines", voucher.uses().size());
    }

    private void head(Voucher voucher) {
        json.text("voucher", voucher.id());
        json.text("company", voucher.company());
        json.text("programme", voucher.programme());
        json.text("contract", voucher.contract());
        json.text("unit", view.unit(voucher).word());
    }

    private BigDecimal whole(Voucher voucher, long amount) {
        return view.unit(voucher).whole(amount);
    }

    private void expiry(Expiry expiry) {
        head(expiry.voucher());
        json.number("amount", whole(expiry.voucher(), expiry.amount()));
        json.text("on", expiry.on().toString());
        json.number("days", expiry.daysFrom(view.date()));
        json.text("loss", Figures.name(expiry.loss()));
        json.flag("soon", view.soon(expiry));
    }

    private void claim(Claims.Claim claim) {
        head(claim.voucher());
        json.flag("ready", claim.ready());
        json.number("amount", whole(claim.voucher(), claim.amount()));
        json.texts("lines", claim.lines().stream().map(line -> line.usage().id()).toList());
        json.texts("waiting", claim.waiting());
        json.texts("missing", claim.missing());
        reasons("obstacles", claim.obstacles());
        var last = claim.openUntil();
        json.text("openUntil", last == null ? null : last.toString());
    }

    private void reasons(String name, List<Reason> reasons) {
        json.blocks(
                name,
                reasons,
                reason -> {
                    json.text("code", reason.code());
                    json.text("text", reason.text());
                });
    }

    /// Programmes, with what is unknown left out.
    static void programmes(PrintWriter out, List<Programme> programmes) {
        Json.print(out, json -> json.blocks("programmes", programmes, one -> programme(json, one)));
    }

    private static void programme(Json json, Programme one) {
        var unit = one.unit();
        json.text("programme", one.id());
        json.text("title", one.title());
        json.text("issuer", one.issuer());
        json.text("country", one.country());
        json.text("unit", unit.word());
        var from = one.window().from();
        var to = one.window().to();
        json.text("from", from == null ? null : from.toString());
        json.text("to", to == null ? null : to.toString());
        var pool = one.poolCap();
        if (pool != null) {
            json.number("poolCap", unit.whole(pool.amount()));
            json.text("poolCapPer", pool.yearly() ? "year" : "programme");
        }
        number(json, "companyCapPerYear", one.companyCap(), one);
        number(json, "contractCap", one.contractCap(), one);
        json.blocks(
                "tiers",
                one.tiers(),
                tier -> {
                    json.texts("items", tier.items().stream().map(VoucherText::word).toList());
                    json.text("origin", Figures.name(tier.origin()));
                    json.number("share", BigDecimal.valueOf(tier.millionths(), 6));
                });
        var rule = one.stacking().rule();
        json.text("stacking", rule == null ? null : Figures.name(rule));
        json.block(
                "funding",
                block ->
                        one.funding()
                                .forEach(
                                        (who, share) ->
                                                block.number(who, BigDecimal.valueOf(share, 6))));
        json.number("longestTermDays", one.conditions().longestTermDays());
        json.flag("independentSupplier", one.conditions().independentSupplier());
        json.texts("evidence", one.evidence());
        json.texts("remarks", one.remarks());
        Figures.provenance(json, one.provenance());
    }

    private static void number(
            Json json, String name, @org.jspecify.annotations.Nullable Long amount, Programme one) {
        json.number(name, amount == null ? null : one.unit().whole(amount));
    }
}
