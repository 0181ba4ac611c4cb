package dev.medley.cli.serve;

import dev.medley.cli.input.ModelConfigs;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.control.Care;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.work.Work;
import dev.medley.files.Documents;
import dev.medley.files.Problem;
import dev.medley.fitting.SharedFits;
import dev.medley.http.Face;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads what is sent to a server. Documents of other kinds may come along, and change nothing;
/// none of them makes the server read a file: a model's config.json is sent along, or refused. Fits
/// are made here, so that the loop need not wait.
final class ServedDocuments implements Face.Reader {

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
        var sent = Sent.of(text);
        var setting = new Documents.Setting(catalog, today.get(), ModelConfigs.of(sent.files()));
        return switch (Documents.read(sent.name(), sent.documents(), setting)) {
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

    private static Face.Mistake mistake(Problem p) {
        return new Face.Mistake(p.line(), p.column(), p.field(), p.value(), p.rule(), p.toString());
    }
}
