package dev.medley.core.market;

/// A priority class. Classes are cleared in the order in which the market lists them, each under
/// the promise that the classes before it keep what they reached (less [Terms#floorSlack]).
///
/// @param guarantee the share, in 0 to 1, of what this class would reach alone on the whole fleet
///   that higher classes must leave to it; 0 promises nothing
public record PriorityClass(String id, double guarantee) {
    public PriorityClass {
        Amounts.checkName("class", id);
        if (!(guarantee >= 0 && guarantee <= 1)) {
            throw new IllegalArgumentException(
                    """
                    The guarantee (%s) of class '%s' must lie between 0 and 1.
                    Maybe it was given in per cent.\
                    """
                            .formatted(guarantee, id));
        }
    }

    public static PriorityClass of(String id) {
        return new PriorityClass(id, 0);
    }
}
