package dev.medley.core.ledger.vouchers;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Programmes and contracts by their ids: facts that vouchers refer to.
public final class Papers {

    private final TreeMap<String, Programme> programmes = new TreeMap<>();
    private final TreeMap<String, Contract> contracts = new TreeMap<>();
    private final TreeMap<String, Contract.UsageLine> lines = new TreeMap<>();
    private final TreeMap<String, Contract> contractOfLine = new TreeMap<>();
    private final TreeMap<String, Contract.Invoice> invoiceOfLine = new TreeMap<>();

    /// Ids must be unique; a line is on one invoice at most, the first that names it.
    public Papers(Collection<Programme> programmes, Collection<Contract> contracts) {
        programmes.forEach(programme -> once(this.programmes, programme.id(), programme));
        for (var contract : contracts) {
            once(this.contracts, contract.id(), contract);
            for (var line : contract.usage()) {
                once(lines, line.id(), line);
                contractOfLine.put(line.id(), contract);
            }
        }
        for (var contract : contracts) {
            for (var invoice : contract.invoices()) {
                for (var line : invoice.lines()) {
                    if (contract.equals(contractOfLine.get(line))) {
                        invoiceOfLine.putIfAbsent(line, invoice);
                    }
                }
            }
        }
    }

    private static <T> void once(Map<String, T> all, String id, T one) {
        if (all.putIfAbsent(id, one) != null) {
            throw new IllegalArgumentException("There are two papers with the id '" + id + "'.");
        }
    }

    public @Nullable Programme programme(String id) {
        return programmes.get(id);
    }

    public @Nullable Contract contract(String id) {
        return contracts.get(id);
    }

    public Contract.@Nullable UsageLine line(String id) {
        return lines.get(id);
    }

    public @Nullable Contract contractOf(String line) {
        return contractOfLine.get(line);
    }

    public Contract.@Nullable Invoice invoiceOf(String line) {
        return invoiceOfLine.get(line);
    }

    public SortedMap<String, Programme> programmes() {
        return Collections.unmodifiableSortedMap(programmes);
    }

    public SortedMap<String, Contract> contracts() {
        return Collections.unmodifiableSortedMap(contracts);
    }
}
