package dev.medley.traces;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/// Points in time as traces write them.
public final class TraceTime {

    /// What may be written.
    public static final String RULE =
            "must be seconds, or a date with or without time and offset (2017-10-09 07:02:41)";

    private static final int DATE_LENGTH = 10;
    private static final double MOST_SECONDS = 1e11;
    private static final Set<String> NOTHING =
            new TreeSet<>(Set.of("", "none", "null", "nan", "nat", "n/a"));

    private TraceTime() {}

    /// Whether the text stands for a time that nobody knows.
    static boolean unknown(String text) {
        return NOTHING.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /// Seconds: the number itself, or those since 1970; dates without offset count as UTC. Empty if
    /// the text is no time.
    public static OptionalDouble seconds(String text) {
        var plain = text.strip();
        try {
            double value = Double.parseDouble(plain);
            return Math.abs(value) <= MOST_SECONDS
                    ? OptionalDouble.of(value)
                    : OptionalDouble.empty();
        } catch (NumberFormatException notANumber) {
            return date(plain);
        }
    }

    private static OptionalDouble date(String text) {
        try {
            if (text.length() == DATE_LENGTH) {
                var day = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC);
                return OptionalDouble.of((double) day.toEpochSecond());
            }
            var iso =
                    text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
                            ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                            : text;
            var moment =
                    switch (DateTimeFormatter.ISO_DATE_TIME.parseBest(
                            iso, OffsetDateTime::from, LocalDateTime::from)) {
                        case OffsetDateTime exact -> exact.toInstant();
                        case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
                        case Object other -> throw new IllegalStateException(other.toString());
                    };
            return OptionalDouble.of(moment.getEpochSecond() + moment.getNano() / 1e9);
        } catch (DateTimeException notADate) {
            return OptionalDouble.empty();
        }
    }
}
