package dev.medley.core.sim;

/// How likely it is that something goes wrong, each in 0 to 1.
///
/// @param news what executors saw, on its way to the controller
/// @param effects starts, stops and questions, on their way to executors
/// @param refused the executor refuses a start
/// @param failed a run fails by itself before it is through
/// @param crashed the controller dies over a command
/// @param noise half width of true rates around predicted ones, as a share
/// @param untilMs afterwards all messages arrive at once, and nothing is refused, fails or dies
public record Chances(
        Messages news,
        Messages effects,
        double refused,
        double failed,
        double crashed,
        double noise,
        long untilMs) {

    /// What may become of a message.
    ///
    /// @param lost it never arrives
    /// @param late it takes up to ten minutes
    /// @param repeated it arrives once more, up to ten minutes later
    public record Messages(double lost, double late, double repeated) {
        public static final Messages SAFE = new Messages(0, 0, 0);

        boolean safe() {
            return equals(SAFE);
        }
    }

    public static final Chances NONE =
            new Chances(Messages.SAFE, Messages.SAFE, 0, 0, 0, 0, Long.MAX_VALUE);

    Chances withNews(Messages other) {
        return new Chances(other, effects, refused, failed, crashed, noise, untilMs);
    }

    Chances withEffects(Messages other) {
        return new Chances(news, other, refused, failed, crashed, noise, untilMs);
    }

    Chances withoutRefusals() {
        return new Chances(news, effects, 0, failed, crashed, noise, untilMs);
    }

    Chances withoutFailures() {
        return new Chances(news, effects, refused, 0, crashed, noise, untilMs);
    }

    Chances withoutCrashes() {
        return new Chances(news, effects, refused, failed, 0, noise, untilMs);
    }

    public Chances withNoise(double other) {
        return new Chances(news, effects, refused, failed, crashed, other, untilMs);
    }
}
