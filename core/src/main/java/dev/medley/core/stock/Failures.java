package dev.medley.core.stock;

/// How devices fail.
///
/// @param perDeviceYear failures per device and year
/// @param repairDays days until a device that failed is back, repaired or replaced
/// @param lost share of failures after which no device comes back
public record Failures(double perDeviceYear, double repairDays, double lost) {

    public static final Failures NONE = new Failures(0, 7, 0);

    static final double DAYS_PER_YEAR = 365.25;

    public Failures {
        if (!(perDeviceYear >= 0 && repairDays >= 0 && lost >= 0 && lost <= 1)) {
            throw new IllegalArgumentException(
                    """
                    Failures (%s per device-year, %s days, %s lost) must not be negative.
                    No more than all of them can be lost.\
                    """
                            .formatted(perDeviceYear, repairDays, lost));
        }
    }

    double perDeviceDay() {
        return perDeviceYear / DAYS_PER_YEAR;
    }

    /// Share of devices that are expected to be up so many days after all of them were, for every
    /// day up to the last. Without losses it settles at 1 / (1 + failures per day x days of
    /// repair); where nothing comes back it is exp(-failures per day x days).
    double[] up(int lastDay) {
        double[] up = new double[lastDay + 1];
        double failing = -StrictMath.expm1(-perDeviceDay());
        int repair = (int) Math.max(1, Math.round(repairDays));
        up[0] = 1;
        for (int day = 1; day <= lastDay; day++) {
            double back = day > repair ? (1 - lost) * failing * up[day - repair - 1] : 0;
            up[day] = up[day - 1] * (1 - failing) + back;
        }
        return up;
    }
}
