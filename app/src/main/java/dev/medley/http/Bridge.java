package dev.medley.http;

import dev.medley.core.control.Command;
import dev.medley.live.Desk;
import dev.medley.live.Live;
import dev.medley.live.Origin;
import dev.medley.live.Told;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/// Between the event loop and everything else: whatever is asked elsewhere is answered on the event
/// loop again.
final class Bridge {

    private final Live live;
    private final Context context;
    private final Aside aside;

    Bridge(Live live, Context context, Aside aside) {
        this.live = live;
        this.context = context;
        this.aside = aside;
    }

    <T> Future<T> ask(Function<Desk, T> question) {
        return here(live.ask(question));
    }

    Future<Told> tell(Origin origin, LongFunction<Command> command) {
        return here(live.tell(origin, command));
    }

    /// Documents, files, tokens.
    <T> Future<T> quick(Callable<T> task) {
        return here(aside.quick(task));
    }

    /// What computes for seconds.
    <T> Future<T> slow(Callable<T> task) {
        return here(aside.slow(task));
    }

    Future<Object> shared(String question, long freshS, Callable<Object> task) {
        return here(aside.shared(question, freshS, task));
    }

    /// What comes first: the answer, or something else after so many seconds.
    Future<Answer> within(int seconds, Future<Answer> answer, Supplier<Answer> otherwise) {
        var first = Promise.<Answer>promise();
        var timer = context.owner().timer(seconds, TimeUnit.SECONDS);
        timer.onSuccess(_ -> first.tryComplete(otherwise.get()));
        answer.onSuccess(first::tryComplete).onFailure(first::tryFail);
        answer.onComplete(_ -> timer.cancel());
        return first.future();
    }

    private <T> Future<T> here(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }
}
