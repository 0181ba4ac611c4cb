package dev.medley.cli.serve;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.control.Care;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.work.Work;
import dev.medley.files.Documents;
import dev.medley.files.ModelFiles;
import dev.medley.files.Problem;
import dev.medley.fitting.SharedFits;
import dev.medley.http.Face;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads what is sent to a server. Documents of other kinds may come along, and change nothing;
/// none of them makes the server read a file. Fits are made here, so that the loop need not wait.
final class ServedDocuments implements Face.Reader {

    private static final String NAME = "request";

    private final Catalog catalog;
    private final List<ChipOffer> columns;
    private final SharedFits fits;
    private final Function<Work, Care> care;
    private final Supplier<LocalDate> today;

    /// @param columns what the loop will want fits to, see [dev.medley.core.plan.Planner#columns]
    /// @param care what interrupting a work takes
    /// @param today the day that deadlines count from
    ServedDocuments(
            Catalog catalog,
            List<ChipOffer> columns,
            SharedFits fits,
            Function<Work, Care> care,
            Supplier<LocalDate> today) {
        this.catalog = catalog;
        this.columns = List.copyOf(columns);
        this.fits = fits;
        this.care = care;
        this.today = today;
    }

    @Override
    public Face.Reading read(byte[] text) {
        var setting = new Documents.Setting(catalog, today.get(), ModelFiles.NONE);
        return switch (Documents.read(isJson(text) ? NAME + ".json" : NAME, text, setting)) {
            case Documents.Loaded loaded -> {
                var works = loaded.portfolio().works();
                fits.prepare(works, columns);
                yield new Face.Reading.Works(
                        works.stream()
                                .map(work -> new Face.Submission(work, care.apply(work)))
                                .toList());
            }
            case Documents.Rejected rejected ->
                    new Face.Reading.Wrong(
                            rejected.problems().stream().map(ServedDocuments::mistake).toList());
        };
    }

    private static boolean isJson(byte[] text) {
        for (byte b : text) {
            if (b > ' ') {
                return b == '{';
            }
        }
        return false;
    }

    private static Face.Mistake mistake(Problem p) {
        return new Face.Mistake(p.line(), p.column(), p.field(), p.value(), p.rule(), p.toString());
    }
}
