package dev.medley.core.ledger;

import dev.medley.core.fit.Reason;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Double-entry books: an ordered list of entries to which only balanced postings are added, and
/// what they sum up to.
///
/// A posting is taken whole or not at all. It is refused when its legs do not cancel out in every
/// commodity, when it is written already, when it lies before the last entry, or when a balance
/// would leave the range of 64 bits.
public final class Books {

    private final List<Entry> entries = new ArrayList<>();
    private final TreeSet<String> ids = new TreeSet<>();
    private final TreeMap<Account, SortedMap<Commodity, Long>> balances = new TreeMap<>();

    /// A posting with its place in the books.
    ///
    /// @param number from 1, without gaps
    public record Entry(long number, Posting posting) {}

    /// What came of a posting.
    public sealed interface Answer {
        record Posted(Entry entry) implements Answer {}

        /// Nothing was written.
        ///
        /// @param reasons never empty
        record Refused(List<Reason> reasons) implements Answer {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /// Writes a posting, or says why not and changes nothing.
    public Answer post(Posting posting) {
        var reasons = new ArrayList<Reason>();
        head(posting, reasons);
        for (var leg : posting.legs()) {
            if (leg.amount() == 0) {
                reasons.add(new Reason("empty-leg", "%s gets nothing".formatted(leg.account())));
            }
        }
        balanced(posting, reasons);
        var after = reasons.isEmpty() ? after(posting, reasons) : balances;
        if (!reasons.isEmpty()) {
            return new Answer.Refused(reasons);
        }
        var entry = new Entry(entries.size() + 1L, posting);
        entries.add(entry);
        ids.add(posting.id());
        balances.putAll(after);
        return new Answer.Posted(entry);
    }

    private void head(Posting posting, List<Reason> reasons) {
        if (posting.id().isBlank()) {
            reasons.add(new Reason("no-id", "the posting has no id"));
        }
        if (ids.contains(posting.id())) {
            reasons.add(new Reason("posted-already", "'%s' is written".formatted(posting.id())));
        }
        var last = last();
        if (posting.at().isBefore(last)) {
            reasons.add(
                    new Reason(
                            "out-of-order",
                            "%s lies before the last entry (%s)".formatted(posting.at(), last)));
        }
        if (posting.legs().size() < 2) {
            reasons.add(new Reason("one-sided", "a posting has two legs or more"));
        }
    }

    /// When the last entry happened.
    public Instant last() {
        return entries.isEmpty() ? Instant.MIN : entries.getLast().posting().at();
    }

    private static void balanced(Posting posting, List<Reason> reasons) {
        var sums = new TreeMap<Commodity, Long>();
        try {
            for (var leg : posting.legs()) {
                sums.merge(leg.commodity(), leg.amount(), Math::addExact);
            }
        } catch (ArithmeticException _) {
            reasons.add(new Reason("out-of-range", "its amounts leave the range of 64 bits"));
            return;
        }
        sums.forEach(
                (commodity, sum) -> {
                    if (sum != 0) {
                        reasons.add(
                                new Reason(
                                        "unbalanced",
                                        "its legs in %s sum to %d, not 0"
                                                .formatted(commodity, sum)));
                    }
                });
    }

    /// Balances of the accounts it touches, after it.
    private Map<Account, SortedMap<Commodity, Long>> after(Posting posting, List<Reason> reasons) {
        var after = new TreeMap<Account, SortedMap<Commodity, Long>>();
        try {
            for (var leg : posting.legs()) {
                after.computeIfAbsent(
                                leg.account(),
                                a -> new TreeMap<>(balances.getOrDefault(a, new TreeMap<>())))
                        .merge(leg.commodity(), leg.amount(), Math::addExact);
            }
        } catch (ArithmeticException _) {
            reasons.add(new Reason("out-of-range", "a balance would leave the range of 64 bits"));
        }
        return after;
    }

    /// All entries in their order.
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    public long balance(Account account, Commodity commodity) {
        return balances.getOrDefault(account, new TreeMap<>()).getOrDefault(commodity, 0L);
    }

    /// Every account's balance in every commodity it ever had; 0 where it has none left.
    public SortedMap<Account, SortedMap<Commodity, Long>> balances() {
        var all = new TreeMap<Account, SortedMap<Commodity, Long>>();
        balances.forEach((account, of) -> all.put(account, Collections.unmodifiableSortedMap(of)));
        return Collections.unmodifiableSortedMap(all);
    }

    /// Sums over all accounts, taken from the entries anew. All are 0 unless the books are broken.
    public SortedMap<Commodity, Long> trialBalance() {
        var sums = new TreeMap<Commodity, Long>();
        for (var entry : entries) {
            for (var leg : entry.posting().legs()) {
                sums.merge(leg.commodity(), leg.amount(), Math::addExact);
            }
        }
        return sums;
    }
}
