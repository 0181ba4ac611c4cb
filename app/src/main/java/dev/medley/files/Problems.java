package dev.medley.files;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Collects problems: keeps the first of them, counts the rest.
public final class Problems {

    /// Problems shown; nobody reads more before mending these.
    public static final int SHOWN = 50;

    private final List<Problem> kept = new ArrayList<>();
    private long total;

    void add(Problem problem) {
        total++;
        if (kept.size() < SHOWN) {
            kept.add(problem);
        }
    }

    /// Counts problems that nobody put into words.
    void count(int more) {
        total += more;
    }

    void addAll(Problems others) {
        others.kept.forEach(this::add);
        total += others.total - others.kept.size();
    }

    boolean isEmpty() {
        return total == 0;
    }

    long total() {
        return total;
    }

    List<Problem> sorted() {
        return kept.stream().sorted(Problem.ORDER).toList();
    }

    /// Prints one line each, at most fifty, then how many more there are.
    public static void print(Documents.Rejected rejected, PrintWriter out) {
        rejected.problems().forEach(out::println);
        long more = rejected.total() - rejected.problems().size();
        if (more > 0) {
            out.printf("and %d more%n", more);
        }
        out.flush();
    }
}
