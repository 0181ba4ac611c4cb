package dev.medley.core.stock;

import dev.medley.core.units.Spread;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// A day that is not certain: it is as likely before as after the middle, one time in ten before
/// the earliest, and one time in ten after the latest.
///
/// How it lies between these days and beyond them is told by [Spread].
///
/// EXAMPLE. Earliest 20 days before the middle, latest 60 days after it: the quantile of 70 % lies
/// 30 days after the middle, that of 99 % 60 + 0.25 x 60 x ln 10 = 94.5 days after it.
public record DateBand(LocalDate earliest, LocalDate middle, LocalDate latest) {

    public DateBand {
        if (earliest.isAfter(middle) || middle.isAfter(latest)) {
            throw new IllegalArgumentException(
                    "The days of a band (%s, %s, %s) must not go backwards."
                            .formatted(earliest, middle, latest));
        }
    }

    static double days(LocalDate from, LocalDate to) {
        return (double) ChronoUnit.DAYS.between(from, to);
    }

    /// A day that is certain.
    public static DateBand on(LocalDate day) {
        return new DateBand(day, day, day);
    }

    /// Days from the given one to the quantile, 0 < u < 1.
    double quantile(double u, LocalDate from) {
        double side = u < 0.5 ? days(earliest, middle) : days(middle, latest);
        return days(from, middle) + side * Spread.at(u);
    }

    /// How likely it is that the day has come by the end of the given one.
    double reached(LocalDate day) {
        double after = days(middle, day);
        double side = after < 0 ? days(earliest, middle) : days(middle, latest);
        return side == 0 ? (after < 0 ? 0 : 1) : Spread.below(after / side);
    }
}
