package dev.medley.process;

import dev.medley.core.control.Effect;
import dev.medley.core.control.Observation;
import dev.medley.core.work.BatchJob;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A server's executor in a process of its own, to be killed at any moment.
final class Hand {

    private Hand() {}

    /// A job that notes that it began, takes some time and ends with a code of its own.
    static BatchJob job(int number) {
        return Runs.script(
                "job-" + number,
                "echo $$ >>\"$MEDLEY_CHECKPOINT_DIR/begun\"; sleep 0.%02d; exit %d"
                        .formatted(number * 7 % 100, code(number)));
    }

    static int code(int number) {
        return number * 3 % 5;
    }

    /// Whether somebody has the job stopped as soon as it is started.
    static boolean isStopped(int number) {
        return number % 6 == 5;
    }

    static void start(LocalExecutor executor, int number) {
        var start = Runs.start(job(number), "cpu");
        executor.perform(start, "here");
        if (isStopped(number)) {
            executor.perform(new Effect.Stop(start.run(), false, 5_000), "here");
        }
    }

    /// Starts jobs 0 to below N, the way a server that starts again reminds its executor.
    ///
    /// @param args folder, and how many jobs there are
    public static void main(String[] args) throws InterruptedException {
        var executor = new LocalExecutor(Runs.settings(Path.of(args[0])));
        executor.open(Hand::say);
        System.out.println("open");
        for (int i = Integer.parseInt(args[1]) - 1; i >= 0; i--) {
            start(executor, i);
        }
        new CountDownLatch(1).await();
    }

    private static void say(Observation seen) {
        if (seen instanceof Observation.Ended ended) {
            System.out.println(ended.run() + " " + ended.how());
        }
    }
}
