package dev.medley.http;

import io.vertx.core.Context;
import io.vertx.core.Future;

import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// Takes tokens that an issuer of OpenID Connect signed. Its keys are fetched when they are first
/// needed, again when they are old, and when a token names one that is new. All but the fetching is
/// on the event loop.
final class Vouching implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.medley.http");

    /// Keys this old are fetched anew beside their use: what an issuer took back is out by then.
    private static final long OLD_NANOS = TimeUnit.MINUTES.toNanos(5);

    /// Keys this old are believed no more, should the issuer not answer.
    private static final long TOO_OLD_NANOS = TimeUnit.HOURS.toNanos(1);

    /// From one attempt to the next, however many unknown keys are named.
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Vouched vouched;
    private final Issuer issuer;
    private final Context context;
    private Issuer.Known known = Issuer.Known.NOTHING;
    private long fetchedNanos;
    private long triedNanos;
    private boolean tried;
    private @Nullable Future<Issuer.Known> fetching;

    /// @param tenants of this server
    Vouching(Oidc oidc, Set<String> tenants, Context context) {
        this.vouched = new Vouched(oidc, tenants);
        this.issuer = new Issuer(oidc.issuer(), oidc.page() != null);
        this.context = context;
    }

    /// Looks whether the issuer is one; that it does not answer yet is no error.
    ///
    /// @throws IOException if what it says makes no sense
    void begin() throws IOException {
        try {
            var found = issuer.ask().join();
            context.runOnContext(_ -> fetched(found));
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Issuer.Senseless senseless) {
                throw new IOException("OpenID Connect: " + senseless.getMessage(), senseless);
            }
            warn(failure);
        }
    }

    /// Whether a token looks like one of these: Medley's own have no dots.
    static boolean isOne(String token) {
        return token.chars().filter(c -> c == '.').count() == 2;
    }

    /// Who bears a token, and until when.
    Future<Vouched.Outcome.Good> caller(String token) {
        long age = System.nanoTime() - fetchedNanos;
        if (known.keys().isEmpty() || age > TOO_OLD_NANOS) {
            return fetch().compose(found -> look(token, found.keys(), false));
        }
        if (age > OLD_NANOS && mayTry()) {
            fetch();
        }
        return look(token, known.keys(), true);
    }

    private Future<Vouched.Outcome.Good> look(String token, List<JsonWebKey> with, boolean again) {
        return switch (vouched.look(token, with)) {
            case Vouched.Outcome.Good good -> Future.succeededFuture(good);
            case Vouched.Outcome.Stranger(var why) ->
                    Future.failedFuture(Problem.forbidden(why).thrown());
            case Vouched.Outcome.Unknown(var bad) ->
                    again && bad.fresh() && mayTry()
                            ? fetch().compose(found -> look(token, found.keys(), false))
                            : Future.failedFuture(
                                    Problem.unauthorised(
                                                    "This token is not taken: %s."
                                                            .formatted(bad.why()))
                                            .thrown());
        };
    }

    /// Where people sign in, as far as the issuer has ever said so; asks it where it has not.
    Future<Issuer.Entrance> entrance() {
        var there = known.entrance();
        if (there != null) {
            return Future.succeededFuture(there);
        }
        return fetch().transform(
                        found -> {
                            var then = found.succeeded() ? found.result().entrance() : null;
                            return then == null
                                    ? Future.failedFuture(silent())
                                    : Future.succeededFuture(then);
                        });
    }

    private static Problem.Refusal silent() {
        return Problem.busy(
                        "The issuer does not answer just now; ask again later, or use a token of"
                                + " this server's.")
                .thrown();
    }

    /// The same without asking.
    Issuer.@Nullable Entrance entranceKnown() {
        return known.entrance();
    }

    // --- keys -----------------------------------------------------------------------------------

    private boolean mayTry() {
        return fetching != null || !tried || System.nanoTime() - triedNanos > AGAIN_NANOS;
    }

    private Future<Issuer.Known> fetch() {
        var running = fetching;
        if (running != null) {
            return running;
        }
        if (!mayTry()) {
            return Future.failedFuture(unreachable());
        }
        tried = true;
        triedNanos = System.nanoTime();
        var begun =
                Future.fromCompletionStage(issuer.ask(), context)
                        .andThen(
                                found -> {
                                    fetching = null;
                                    if (found.succeeded()) {
                                        fetched(found.result());
                                    } else {
                                        warn(found.cause());
                                    }
                                })
                        .recover(_ -> Future.failedFuture(unreachable()));
        fetching = begun.isComplete() ? null : begun;
        return begun;
    }

    private void fetched(Issuer.Known found) {
        known = found;
        fetchedNanos = System.nanoTime();
    }

    private static Problem.Refusal unreachable() {
        return Problem.busy(
                        "The issuer of this token gives out no keys just now, so it cannot be"
                                + " checked; ask again later, or use a token of this server's.")
                .thrown();
    }

    private static void warn(Throwable failure) {
        var cause = failure instanceof CompletionException e ? e.getCause() : failure;
        LOG.log(
                Level.WARNING,
                "event=issuer-silent text="
                        + (cause == null ? failure.getMessage() : cause.getMessage()));
    }

    @Override
    public void close() {
        issuer.close();
    }
}
