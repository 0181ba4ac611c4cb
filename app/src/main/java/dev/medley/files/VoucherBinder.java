package dev.medley.files;

import dev.medley.core.fleet.Fleet;
import dev.medley.core.ledger.vouchers.Contract;
import dev.medley.core.ledger.vouchers.Programme;
import dev.medley.core.ledger.vouchers.Voucher;
import dev.medley.core.ledger.vouchers.VoucherCommand;
import dev.medley.core.ledger.vouchers.VoucherInputs;
import dev.medley.core.ledger.vouchers.VoucherUnit;
import dev.medley.core.units.Nearest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns documents about vouchers into programmes, contracts, and commands for the desk.
final class VoucherBinder {

    private final Names names;
    private final Problems problems;

    VoucherBinder(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /// Everything, as far as it is right.
    ///
    /// @param companies of tenants that documents state, by tenant; empty where none are stated
    /// @param fleet whose pools contracts pay for, or null where no document states it
    VoucherInputs bind(VoucherItems items, Map<String, String> companies, @Nullable Fleet fleet) {
        var programmes = new TreeMap<String, Programme>();
        var contracts = new TreeMap<String, Contract>();
        var contractBinder = new ContractBinder(names, problems);
        items.programmes()
                .forEach(
                        (name, item) -> {
                            var spec = fields(item);
                            if (spec != null) {
                                programmes.put(name, ProgrammeBinder.bind(name, spec));
                            }
                        });
        var payers = new TreeSet<>(companies.values());
        items.contracts()
                .forEach(
                        (name, item) -> {
                            var spec = fields(item);
                            if (spec != null) {
                                known(spec, "buyer", payers, "company of a tenant");
                                pools(spec, fleet);
                                contracts.put(name, contractBinder.bind(name, spec));
                            }
                        });
        var commands = new ArrayList<VoucherCommand>();
        items.vouchers()
                .forEach(
                        (name, item) -> {
                            var spec = fields(item);
                            if (spec != null) {
                                known(spec, "company", payers, "company of a tenant");
                                mention(spec, "contract", items.contracts().keySet());
                                mention(spec, "programme", items.programmes().keySet());
                                var programme = programmes.get(spec.text("programme", ""));
                                if (programme != null) {
                                    commands.addAll(commands(name, spec, programme.unit()));
                                }
                            }
                        });
        return new VoucherInputs(
                List.copyOf(programmes.values()),
                List.copyOf(contracts.values()),
                commands,
                new TreeMap<>(companies));
    }

    private @Nullable Fields fields(PartReader.Item item) {
        return item instanceof PartReader.Item.Whole whole
                ? new Fields(whole.spec(), List.of("spec"), whole.place().file(), problems)
                : null;
    }

    /// Where nothing of the kind is stated at all, every name will do.
    private static void known(Fields spec, String field, Collection<String> known, String what) {
        var name = spec.text(field);
        if (name != null && !known.isEmpty() && !known.contains(name)) {
            spec.wrong(field, "is no " + what, Nearest.advice(name, known));
        }
    }

    private static void mention(Fields spec, String field, Collection<String> known) {
        var name = spec.text(field);
        if (name != null && !known.contains(name)) {
            spec.wrong(field, "is no document of that kind", Nearest.advice(name, known));
        }
    }

    private static void pools(Fields spec, @Nullable Fleet fleet) {
        if (fleet == null) {
            return;
        }
        var ids = fleet.pools().stream().map(pool -> pool.id()).toList();
        for (var item : spec.items("pools")) {
            if (!ids.contains(item.text())) {
                spec.wrong(
                        "pools", item, "is no pool of the fleet", Nearest.advice(item.text(), ids));
            }
        }
    }

    private static List<VoucherCommand> commands(String id, Fields spec, VoucherUnit unit) {
        var commands = new ArrayList<VoucherCommand>();
        var contract = spec.text("contract", "");
        commands.add(
                new VoucherCommand.Apply(
                        id,
                        ContractBinder.day(spec, "applied"),
                        spec.text("programme", ""),
                        spec.text("company", ""),
                        contract,
                        ContractBinder.evidence(spec)));
        long granted = 0;
        if (spec.has("granted")) {
            var grant = grant(id, spec.inside("granted"), unit);
            granted = grant.terms().amount();
            commands.add(grant);
        }
        if (spec.has("reserved")) {
            var reserved = spec.inside("reserved");
            if (contract.isEmpty()) {
                spec.wrong("reserved", "is bound to no contract", "name it in contract");
            }
            var amount = ProgrammeBinder.amount(reserved, "amount", unit);
            commands.add(
                    new VoucherCommand.Reserve(
                            id,
                            ContractBinder.day(reserved, "on"),
                            contract,
                            amount == null ? granted : amount));
        }
        for (var fields : spec.each("consumed")) {
            commands.add(
                    new VoucherCommand.Consume(
                            id,
                            ContractBinder.day(fields, "on"),
                            ProgrammeBinder.texts(fields, "lines")));
        }
        ends(id, spec, unit, commands);
        return commands;
    }

    private static VoucherCommand.Grant grant(String id, Fields fields, VoucherUnit unit) {
        var on = ContractBinder.day(fields, "on");
        var from = fields.day("from");
        var amount = ProgrammeBinder.amount(fields, "amount", unit);
        return new VoucherCommand.Grant(
                id,
                on,
                new Voucher.Terms(
                        amount == null ? 0 : amount,
                        from == null ? on : from,
                        ContractBinder.day(fields, "until"),
                        fields.day("claimUntil"),
                        fields.has("share")
                                ? (Long) ProgrammeBinder.millionths(fields, "share")
                                : null));
    }

    private static void ends(
            String id, Fields spec, VoucherUnit unit, List<VoucherCommand> commands) {
        if (spec.has("settled")) {
            commands.add(new VoucherCommand.Settle(id, ContractBinder.day(spec, "settled")));
        }
        if (spec.has("claimed")) {
            commands.add(
                    new VoucherCommand.Claim(
                            id, ContractBinder.day(spec, "claimed"), new TreeMap<>()));
        }
        if (spec.has("paid")) {
            var paid = spec.inside("paid");
            commands.add(
                    new VoucherCommand.Pay(
                            id,
                            ContractBinder.day(paid, "on"),
                            ProgrammeBinder.amount(paid, "amount", unit)));
        }
        if (spec.has("rejected")) {
            commands.add(new VoucherCommand.Reject(id, ContractBinder.day(spec, "rejected")));
        }
        if (spec.has("clawedBack")) {
            commands.add(new VoucherCommand.ClawBack(id, ContractBinder.day(spec, "clawedBack")));
        }
    }
}
