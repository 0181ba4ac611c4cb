package dev.medley.core.units;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/// When something must be done: a date, or a time from the plan's date on.
public final class Deadline {

    private static final String EXAMPLE = "write for example '90d' or 2026-12-31";

    private Deadline() {}

    /// Reads a calendar date (ISO 8601).
    public static Parsed<LocalDate> parseDate(String text) {
        try {
            var stripped = text.strip();
            return stripped.matches("\\d{4}-\\d{2}-\\d{2}")
                    ? Parsed.value(LocalDate.parse(stripped))
                    : Parsed.wrong("must be a date", "write for example 2026-12-31");
        } catch (DateTimeParseException e) {
            return Parsed.wrong("is no date in the calendar", "write for example 2026-12-31");
        }
    }

    /// Hours from the start of the plan's date until the deadline; a date counts until its end.
    public static Parsed<Double> parseHours(String text, LocalDate planDate) {
        if (!text.strip().matches("\\d+-\\d+-\\d+.*")) {
            return switch (Dimension.TIME.parsePositive(text)) {
                case Parsed.Value<Double>(Double seconds) -> Parsed.value(seconds / 3600);
                case Parsed.Wrong<Double>(String rule, String advice) ->
                        Parsed.wrong(rule, advice.startsWith("maybe") ? advice : EXAMPLE);
            };
        }
        return parseDate(text)
                .then(
                        date ->
                                date.isBefore(planDate)
                                        ? Parsed.wrong(
                                                "lies before the plan's date " + planDate,
                                                "take the work out, or give a later deadline")
                                        : Parsed.value(
                                                24.0
                                                        * (ChronoUnit.DAYS.between(planDate, date)
                                                                + 1)));
    }

    /// Hours from the start of the plan's date until something may begin; a date counts from its
    /// beginning, and 0 stands for dates that are past.
    public static Parsed<Double> parseStartHours(String text, LocalDate planDate) {
        if (!text.strip().matches("\\d+-\\d+-\\d+.*")) {
            return parseHours(text, planDate);
        }
        return parseDate(text).then(date -> Parsed.value(Math.max(0, hoursUntil(date, planDate))));
    }

    /// Hours from the start of one day until the start of another; negative when that is past.
    public static double hoursUntil(LocalDate date, LocalDate planDate) {
        return 24.0 * ChronoUnit.DAYS.between(planDate, date);
    }
}
