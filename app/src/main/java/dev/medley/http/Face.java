package dev.medley.http;

import dev.medley.core.control.Care;
import dev.medley.core.ledger.UsageMeter;
import dev.medley.core.work.Work;
import dev.medley.live.Entry;
import dev.medley.live.Live;
import dev.medley.live.Tokens;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the server shows and does, in plain functions: it knows neither files nor executors.
///
/// @param live the loop
/// @param reader takes documents apart
/// @param answers what takes longer than a look at the state
/// @param logs where runs write
/// @param history what was decided before the server came up; [History#NONE] if nobody tells
/// @param tokens who may speak
/// @param metrics text in the format of Prometheus
public record Face(
        About about,
        Live live,
        Reader reader,
        Answers answers,
        Logs logs,
        History history,
        Tokens tokens,
        Supplier<String> metrics) {

    /// What the server says of itself.
    ///
    /// @param startedMs on the server's clock
    /// @param speed of that clock, 1 unless time is simulated
    /// @param currency of all money
    /// @param simulated ids of pools that do not exist
    public record About(
            String version,
            long startedMs,
            double speed,
            boolean demo,
            String currency,
            Set<String> simulated) {
        public About {
            simulated = Set.copyOf(simulated);
        }
    }

    /// Takes documents apart.
    public interface Reader {

        /// Reads YAML or JSON documents.
        Reading read(byte[] text);
    }

    /// What documents say, or what is wrong with them.
    public sealed interface Reading {

        /// All of it is right.
        ///
        /// @param works never empty
        record Works(List<Submission> works) implements Reading {
            public Works {
                works = List.copyOf(works);
            }
        }

        record Wrong(List<Mistake> mistakes) implements Reading {
            public Wrong {
                mistakes = List.copyOf(mistakes);
            }
        }
    }

    /// A work with what interrupting it takes.
    public record Submission(Work work, Care care) {}

    /// Something wrong with what was sent.
    ///
    /// @param line counted from 1, or 0 where the whole is meant
    /// @param field path within the document, or ""
    /// @param value what stands there, or ""
    /// @param rule what it breaks
    /// @param text the whole as a sentence, with what to do
    public record Mistake(
            int line, int column, String field, String value, String rule, String text) {}

    /// What takes a while. Each answer is an object that Jackson can write. They are called on
    /// threads of their own, several at a time.
    public interface Answers {

        /// How works would fit, and what a market round would give them.
        Object preview(List<Submission> works) throws IOException;

        /// What would change if the works came now.
        ///
        /// @param tenant whose works the answer may name; null for everybody's
        Object whatif(List<Submission> works, @Nullable String tenant) throws IOException;

        /// The same work under other policies.
        Object plan() throws IOException;

        /// How long the stock lasts.
        ///
        /// @param doing told how far it is, on whichever thread
        Object runway(int months, Consumer<Step> doing) throws IOException;

        /// What vouchers bear, of what documents say was used and of what was metered.
        ///
        /// @param uses what was metered, day by day
        Object vouchers(List<UsageMeter.DayUse> uses) throws IOException;
    }

    /// How far something is that takes long.
    ///
    /// @param doing what, in words
    /// @param of 0 while nobody knows
    public record Step(String doing, int done, int of) {}

    /// Where runs write.
    public interface Logs {

        /// Where a run writes a stream, `stdout` or `stderr`; null if it is not kept.
        @Nullable Path path(String run, String stream);
    }

    /// What was decided before the server came up.
    public interface History {

        History NONE = _ -> {};

        /// Hands over entries, oldest first, up to the latest; it may begin late.
        void each(Consumer<Entry> to) throws IOException;
    }
}
