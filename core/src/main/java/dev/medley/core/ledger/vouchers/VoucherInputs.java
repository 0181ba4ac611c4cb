package dev.medley.core.ledger.vouchers;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What documents say about vouchers.
///
/// @param programmes those that come with Medley, under those of the documents
/// @param companies whose contracts pay for a tenant, by tenant; absent is the tenant itself
public record VoucherInputs(
        List<Programme> programmes,
        List<Contract> contracts,
        List<VoucherCommand> commands,
        SortedMap<String, String> companies) {

    public static final VoucherInputs NONE =
            new VoucherInputs(List.of(), List.of(), List.of(), new TreeMap<>());

    public VoucherInputs {
        programmes = List.copyOf(programmes);
        contracts = List.copyOf(contracts);
        commands = List.copyOf(commands);
        companies = Collections.unmodifiableSortedMap(new TreeMap<>(companies));
    }

    /// The company that pays for a tenant.
    public String company(String tenant) {
        return companies.getOrDefault(tenant, tenant);
    }

    public Papers papers() {
        return new Papers(programmes, contracts);
    }
}
