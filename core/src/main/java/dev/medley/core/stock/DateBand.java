package dev.medley.core.stock;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// A day that is not certain: it is as likely before as after the middle, one time in ten before
/// the earliest, and one time in ten after the latest.
///
/// The density is even between neighbours of the three days, and falls off exponentially beyond the
/// outer ones from where it stands there. So quantiles and shares have closed forms.
///
/// EXAMPLE. Earliest 20 days before the middle, latest 60 days after it: the quantile of 70 % lies
/// 30 days after the middle, that of 99 % 60 + 0.25 x 60 x ln 10 = 94.5 days after it.
public record DateBand(LocalDate earliest, LocalDate middle, LocalDate latest) {

    private static final double OUTSIDE = 0.1;
    private static final double INSIDE = 0.4;

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
        double middleDay = days(from, middle);
        return u < 0.5
                ? middleDay - beyond(u, days(earliest, middle))
                : middleDay + beyond(1 - u, days(middle, latest));
    }

    /// Days between the middle and the quantile that is left with so much probability outside it.
    private static double beyond(double outside, double days) {
        return outside >= OUTSIDE
                ? days * (0.5 - outside) / INSIDE
                : days * (1 + OUTSIDE / INSIDE * StrictMath.log(OUTSIDE / outside));
    }

    /// How likely it is that the day has come by the end of the given one.
    double reached(LocalDate day) {
        double after = days(middle, day);
        if (after < 0) {
            return outside(-after, days(earliest, middle));
        }
        return 1 - outside(after, days(middle, latest));
    }

    private static double outside(double distance, double days) {
        if (days == 0) {
            return 0;
        }
        return distance <= days
                ? 0.5 - INSIDE * distance / days
                : OUTSIDE * StrictMath.exp((1 - distance / days) * INSIDE / OUTSIDE);
    }
}
