package dev.medley.core.rules;

import dev.medley.core.catalog.Confidence;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/// A case to be examined: a thing, an act, places and parties, and a day.
///
/// @param chip id of the chip, or null where the thing is none of the catalogue
/// @param packages how many of it
/// @param site id of the site it is for, or null
/// @param facts of the thing, the places and the parties
public record Question(
        @Nullable String chip,
        long packages,
        @Nullable String site,
        Act act,
        LocalDate date,
        Facts facts) {

    /// One package, for no site.
    public static Question of(@Nullable String chip, Act act, LocalDate date, Facts facts) {
        return new Question(chip, 1, null, act, date, facts);
    }

    /// The same with a place, unless it is "": then it stays unknown.
    public Question at(Variable place, String country) {
        return country.isEmpty()
                ? this
                : with(place, new Fact.Word(country, Confidence.HIGH, "stated"));
    }

    /// The same with one more fact.
    public Question with(Variable variable, Fact fact) {
        return new Question(chip, packages, site, act, date, facts.with(variable, fact));
    }

    /// The same on another day.
    public Question on(LocalDate day) {
        return new Question(chip, packages, site, act, day, facts);
    }

    /// The same for so many packages at a site.
    public Question of(long some, @Nullable String where) {
        return new Question(chip, some, where, act, date, facts);
    }
}
