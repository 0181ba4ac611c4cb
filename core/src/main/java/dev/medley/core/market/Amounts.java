package dev.medley.core.market;

/// Checks of the market's integers. All of them stay below 2^52, so that the sums in the algorithms
/// (kept in doubles) are exact and no result is a matter of rounding.
final class Amounts {
    static final long LARGEST = 1L << 52;

    private Amounts() {}

    static void check(String what, long amount) {
        if (amount < 0 || amount > LARGEST) {
            throw outside(what, amount);
        }
    }

    static void check(String what, String of, long amount) {
        if (amount < 0 || amount > LARGEST) {
            throw outside("%s '%s'".formatted(what, of), amount);
        }
    }

    private static IllegalArgumentException outside(String what, long amount) {
        return new IllegalArgumentException(
                """
                The %s (%d) must lie between 0 and 2^52.
                Maybe a coarser unit is needed.\
                """
                        .formatted(what, amount));
    }

    static void checkPositive(String what, double number) {
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    """
                    The %s (%s) must be a positive number.
                    Leave out what shall have no weight.\
                    """
                            .formatted(what, number));
        }
    }

    static void checkName(String kind, String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException(
                    "The id ('%s') of a %s must not be blank.%nGive each %s a name of its own."
                            .formatted(id, kind, kind));
        }
    }
}
