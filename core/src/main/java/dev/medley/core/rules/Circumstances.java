package dev.medley.core.rules;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What only the operator can know: whose fleet it is, what evidence there is of chips, and what
/// was granted or received.
///
/// @param headquarters country of the owner's headquarters, or "" when not stated
/// @param ultimateParent country of its ultimate parent's headquarters, or "" when not stated
/// @param ruleStates how rule sets bind whose state is for the operator to say, by id
/// @param listedOwner whether listed parties own half of the owner or more; null is unknown
/// @param designs whether chips are designed or marketed for data centres, by chip id
/// @param classes vendors' own classes, by chip id
/// @param letters that the operator received
/// @param sites what is known of sites, by id
/// @param parents countries of tenants' ultimate parents, by tenant
public record Circumstances(
        String headquarters,
        String ultimateParent,
        SortedMap<String, RuleState> ruleStates,
        @Nullable Boolean listedOwner,
        SortedMap<String, Design> designs,
        SortedMap<String, Eccn> classes,
        List<Letter> letters,
        List<Licence> licences,
        SortedMap<String, SiteFacts> sites,
        SortedMap<String, String> parents) {

    /// Nothing is stated.
    public static final Circumstances NONE =
            new Circumstances(
                    "",
                    "",
                    new TreeMap<>(),
                    null,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    List.of(),
                    List.of(),
                    new TreeMap<>(),
                    new TreeMap<>());

    public Circumstances {
        ruleStates = Collections.unmodifiableSortedMap(new TreeMap<>(ruleStates));
        designs = Collections.unmodifiableSortedMap(new TreeMap<>(designs));
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
        letters = List.copyOf(letters);
        licences = List.copyOf(licences);
        sites = Collections.unmodifiableSortedMap(new TreeMap<>(sites));
        parents = Collections.unmodifiableSortedMap(new TreeMap<>(parents));
    }

    /// How a rule set binds from a day on.
    public record RuleState(Status status, LocalDate since, String evidence) {}

    /// Whether a chip is designed or marketed for data centres, and how one knows.
    public record Design(boolean forDataCentres, String evidence) {}

    /// A vendor's own export control class of a chip.
    public record Eccn(String code, String evidence) {}

    /// A letter that binds the operator.
    ///
    /// @param rule id of the rule set that has its numbers
    /// @param chips ids it names; empty means all that meet the numbers
    public record Letter(String rule, LocalDate received, List<String> chips, String evidence) {
        public Letter {
            chips = List.copyOf(chips);
        }

        boolean covers(String ruleId, @Nullable String chip, LocalDate date) {
            return rule.equalsIgnoreCase(ruleId)
                    && !received.isAfter(date)
                    && (chips.isEmpty() || (chip != null && chips.contains(chip)));
        }
    }

    /// A licence held.
    ///
    /// @param packages how many it is for
    /// @param used how many of them are used up
    /// @param from country it is from, or "" for any
    /// @param to country it is to, or "" for any
    public record Licence(
            String number,
            String chip,
            long packages,
            long used,
            LocalDate expires,
            String from,
            String to) {

        public Licence {
            if (used < 0 || used > packages) {
                throw new IllegalArgumentException(
                        "The used (%d) of licence '%s' must lie between 0 and its packages (%d)."
                                .formatted(used, number, packages));
            }
        }

        public long left() {
            return packages - used;
        }

        /// The same with so many more used up.
        public Licence use(long more) {
            return new Licence(number, chip, packages, used + more, expires, from, to);
        }
    }

    /// What is known of a site.
    ///
    /// @param stateFunded whether it is a state-funded data centre; null is unknown
    /// @param validatedEndUser the authorisation under which it takes items, or "" without one
    public record SiteFacts(@Nullable Boolean stateFunded, String validatedEndUser) {}

    /// The letter received by then that covers the chip, or null.
    public @Nullable Letter letter(String ruleId, @Nullable String chip, LocalDate date) {
        for (var letter : letters) {
            if (letter.covers(ruleId, chip, date)) {
                return letter;
            }
        }
        return null;
    }

    /// The same once what the answer is about was delivered: the licence that covers it has so much
    /// less left.
    public Circumstances after(Answer answer) {
        if (answer.coverage() == null) {
            return this;
        }
        var covering = new Coverage(this, answer.question()).licence();
        var left = new ArrayList<Licence>();
        for (var licence : licences) {
            left.add(
                    licence.equals(covering) ? licence.use(answer.question().packages()) : licence);
        }
        return new Circumstances(
                headquarters,
                ultimateParent,
                ruleStates,
                listedOwner,
                designs,
                classes,
                letters,
                left,
                sites,
                parents);
    }
}
