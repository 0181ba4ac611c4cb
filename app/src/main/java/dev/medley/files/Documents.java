package dev.medley.files;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.fleet.Fleet;
import dev.medley.core.ledger.vouchers.VoucherInputs;
import dev.medley.core.rules.RuleInputs;
import dev.medley.core.stock.Stock;
import dev.medley.core.work.Policy;
import dev.medley.core.work.Portfolio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Reads documents from files and folders.
///
/// GOALS. Every problem of every document is told at once, in the same order each time, with its
/// place; no input breaks the reader or takes more than a gigabyte; 16,000 works take seconds.
///
/// ALGORITHM. 1. Find the files. 2. Cut them into parts of whole documents, which workers turn into
/// nodes with places, hold against the schema of their kind, and bind to works where nothing is
/// missing but other documents. 3. Gather the parts in the order of the files; bind policy, fleet
/// and tenants; check names given twice and names nobody bears.
public final class Documents {

    private Documents() {}

    /// What came of a reading.
    public sealed interface Outcome {}

    /// Everything is right.
    ///
    /// @param fleet [Fleet#none] when no document states one
    /// @param rules what documents say about rules on chips
    /// @param vouchers what documents say about vouchers
    /// @param stock what becomes of the fleet; its pools are the fleet's and those only planned
    public record Loaded(
            Fleet fleet, Portfolio portfolio, RuleInputs rules, VoucherInputs vouchers, Stock stock)
            implements Outcome {}

    /// Something is wrong.
    ///
    /// @param problems the first of them by file and place, at most [Problems#SHOWN], never empty
    /// @param total how many there are
    public record Rejected(List<Problem> problems, long total) implements Outcome {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    /// What documents are read against.
    ///
    /// @param planDate day that deadlines count from
    /// @param modelFiles reads a config.json that a work names as its model
    public record Setting(Catalog catalog, LocalDate planDate, ModelFiles modelFiles) {}

    /// Of nobody who has anything to say.
    public static Loaded none() {
        var policy = Policy.defaults(PolicyBinder.USUAL_CURRENCY);
        var fleet = Fleet.none(policy.currency());
        return new Loaded(
                fleet,
                new Portfolio(List.of(), List.of(), policy),
                RuleInputs.NONE,
                VoucherInputs.NONE,
                Stock.still(List.of()));
    }

    /// Reads files, and folders with all that is below them.
    public static Outcome read(List<Path> paths, Setting setting) {
        var problems = new Problems();
        var files = new Inputs(problems).find(paths);
        var where = paths.isEmpty() ? "" : paths.getFirst().toString();
        return read(setting, problems, where, reading -> reading.readAll(files));
    }

    /// The text of files, and of those in folders, by the name that problems call them.
    public static SortedMap<String, String> texts(List<Path> paths) throws IOException {
        var texts = new TreeMap<String, String>();
        for (var file : new Inputs(new Problems()).find(paths).entrySet()) {
            texts.put(file.getValue(), Files.readString(file.getKey()));
        }
        return Collections.unmodifiableSortedMap(texts);
    }

    /// Reads documents that came from elsewhere.
    ///
    /// @param name what problems call it; JSON if it ends so, else YAML
    public static Outcome read(String name, byte[] text, Setting setting) {
        return read(setting, new Problems(), name, reading -> reading.readText(name, text));
    }

    /// The same of several, by what problems call them.
    public static Outcome read(SortedMap<String, String> texts, Setting setting) {
        var where = texts.isEmpty() ? "" : texts.firstKey();
        return read(setting, new Problems(), where, reading -> reading.readTexts(texts));
    }

    private static Outcome read(
            Setting setting, Problems problems, String where, Consumer<Reading> how) {
        var names = new Names(setting.catalog(), setting.modelFiles());
        var gathering = new Gathering(names, setting.planDate(), problems);
        var binder = new WorkBinder(names, setting.planDate());
        try (var reading = new Reading(binder, gathering, problems)) {
            how.accept(reading);
        }
        if (gathering.namesProgrammes()) {
            gathering.ship(ShippedProgrammes.read(binder));
        }
        if (gathering.documents() == 0 && problems.isEmpty()) {
            var advice = "write documents that begin with apiVersion: " + Kind.API_VERSION;
            problems.add(new Problem(where, 0, 0, "", "", "holds no documents", advice));
        }
        return gathering.outcome();
    }
}
