package dev.medley.core.ledger.vouchers;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Papers that stand behind a voucher, and those that a claim still lacks.
public final class Evidence {

    private Evidence() {}

    /// References by kind: those of the contract, of the voucher, and of invoices and certificates.
    public static SortedMap<String, String> of(Papers papers, Voucher voucher) {
        var all = new TreeMap<String, String>();
        var contract = papers.contract(voucher.contract());
        if (contract != null) {
            all.putAll(contract.evidence());
        }
        all.putAll(voucher.evidence());
        var invoices = new TreeSet<String>();
        var certificates = new TreeSet<String>();
        boolean invoiced = !voucher.uses().isEmpty();
        boolean delivered = invoiced;
        for (var use : voucher.uses()) {
            var invoice = papers.invoiceOf(use.line());
            invoiced &= invoice != null;
            delivered &= invoice != null && !invoice.delivery().isEmpty();
            if (invoice != null) {
                invoices.add(invoice.number());
                certificates.add(invoice.delivery());
            }
        }
        if (invoiced) {
            all.put(Programme.INVOICE, String.join(" ", invoices));
        }
        if (delivered) {
            all.put(Programme.DELIVERY, String.join(" ", certificates));
        }
        return all;
    }

    /// Kinds of papers that a claim needs and does not have.
    public static List<String> missing(
            Papers papers, Voucher voucher, @Nullable Programme programme) {
        var there = of(papers, voucher);
        var missing = new ArrayList<String>();
        var needed = new TreeSet<String>();
        needed.add(Programme.INVOICE);
        needed.add(Programme.DELIVERY);
        if (programme != null) {
            needed.addAll(programme.evidence());
        }
        for (var kind : needed) {
            if (there.getOrDefault(kind, "").isBlank()) {
                missing.add(kind);
            }
        }
        return missing;
    }
}
