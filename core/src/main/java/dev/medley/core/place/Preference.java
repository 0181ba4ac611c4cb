package dev.medley.core.place;

/// Which of all places that fit is best. An opinion rests on rooms alone, so that equal nodes are
/// judged once and opinions can be remembered.
public interface Preference {

    /// How bad it is to leave a node like this, in thousandths of a device; or whatever else `cost`
    /// compares.
    double potential(Room room);

    /// What a seat costs; the place of least cost wins, and among equals the first node.
    ///
    /// @param before potential of the node as it is
    /// @param after its potential with the member on it
    /// @param pool number of the node's pool
    double cost(double before, double after, Member member, int pool);

    /// What is taken off the cost of a seat on a device that nobody has touched.
    default double opening(Member member) {
        return 0;
    }

    /// Whether, among a node's devices of equal cost, the fullest is taken instead of the first.
    default boolean fullestDevice() {
        return false;
    }

    /// Which of so many nodes of equal cost is taken; the first, unless dice decide.
    default int pick(int equals) {
        return 0;
    }

    /// Whether `pick` wants to be asked.
    default boolean picks() {
        return false;
    }

    /// Looks at the cluster anew; says whether the opinion changed.
    default boolean revise(Cluster cluster) {
        return false;
    }
}
