package dev.medley.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The whole server is killed while people submit jobs and jobs run, its journal in SQLite or in
/// PostgreSQL, which is killed as well; afterwards every job that was acknowledged has run, once.
/// Hundreds of times with `-Dmedley.serveKills=300`, and with `-Dmedley.postgresKills=100`.
class KilledServeTest {

    private static final int KILLS = Integer.getInteger("medley.serveKills", 5);
    private static final int POSTGRES_KILLS = Integer.getInteger("medley.postgresKills", 3);
    private static final long SEED = Long.getLong("medley.seed", 42);
    private static final int JOBS_PER_LIFE = 9;
    private static final int PEOPLE = 3;
    private static final int MANY = 20;
    private static final int LONGEST_MS = 10_000;
    private static final int MOMENT_MS = 200;

    @TempDir private Path folder = Path.of("");

    @Test
    @Timeout(7_200)
    void losesNothingThatWasAcknowledgedAndRunsNothingTwice() throws Exception {
        var startup = startup(KILLS);
        var deeds = new Deeds(folder.resolve("marks"));
        var dice = new SplittableRandom(SEED);
        for (int life = 0; life < KILLS; life++) {
            var server = ServerProcess.start(startup, folder);
            var people = people(server, deeds, "sqlite-" + life);
            await(deeds, dice);
            server.kill();
            join(people);
        }
        try (var server = ServerProcess.start(startup, folder)) {
            deeds.await(server);
        }
        check(deeds.sums(), KILLS + " kills of the server");
    }

    /// By turns the server is killed, and the database under it, which the server outlives.
    @Test
    @Timeout(7_200)
    void losesNothingWhenThePostgresUnderItIsKilled() throws Exception {
        var startup = startup(POSTGRES_KILLS);
        var deeds = new Deeds(folder.resolve("marks"));
        var dice = new SplittableRandom(SEED);
        try (var postgres = KillablePostgres.start(folder.resolve("postgres"))) {
            String[] journal = {"--journal", postgres.url()};
            for (int life = 0; life < POSTGRES_KILLS; life++) {
                var server = ServerProcess.start(startup, folder, journal);
                var before = people(server, deeds, "before-" + life);
                await(deeds, dice);
                postgres.kill();
                Thread.sleep(dice.nextLong(500));
                postgres.startAgain();
                join(before);
                assertThat(server.isAlive()).isTrue();
                var after = people(server, deeds, "after-" + life);
                await(deeds, dice);
                server.kill();
                join(after);
            }
            try (var server = ServerProcess.start(startup, folder, journal)) {
                deeds.await(server);
            }
        }
        check(deeds.sums(), POSTGRES_KILLS + " kills of PostgreSQL, as many of the server");
    }

    private Startup startup(int kills) throws IOException, InterruptedException {
        return kills < MANY ? Startup.PLAIN : Startup.remembered(folder.resolve("startup"));
    }

    /// Until some more jobs were acknowledged, and a moment longer.
    private static void await(Deeds deeds, SplittableRandom dice) throws InterruptedException {
        int enough = deeds.acknowledged() + dice.nextInt(JOBS_PER_LIFE);
        for (int ms = 0; deeds.acknowledged() < enough && ms < LONGEST_MS; ms++) {
            Thread.sleep(1);
        }
        Thread.sleep(dice.nextLong(MOMENT_MS));
    }

    private static void check(Deeds.Sums sums, String what) {
        System.out.printf("%s: %s%n", what, sums);
        assertThat(sums.acknowledged()).as("seed %d", SEED).isPositive();
        assertThat(sums.lost()).as("seed %d", SEED).isZero();
        assertThat(sums.twice()).as("seed %d", SEED).isZero();
    }

    private static List<Thread> people(ServerProcess server, Deeds deeds, String prefix) {
        var people = new ArrayList<Thread>();
        for (int person = 0; person < PEOPLE; person++) {
            int number = person;
            people.add(Thread.startVirtualThread(() -> submit(server, deeds, prefix, number)));
        }
        return people;
    }

    private static void submit(ServerProcess server, Deeds deeds, String prefix, int person) {
        for (int job = person; job < JOBS_PER_LIFE; job += PEOPLE) {
            try {
                deeds.submit(server, prefix + "-" + job);
            } catch (IOException | InterruptedException killed) {
                return;
            }
        }
    }

    private static void join(List<Thread> people) throws InterruptedException {
        for (var person : people) {
            person.join();
        }
    }
}
