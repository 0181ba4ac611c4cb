package dev.medley.live;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Setup;
import dev.medley.core.fit.BatchFit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fleet.Pool;
import dev.medley.core.fleet.Site;
import dev.medley.core.place.Node;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.Terms;

import java.util.List;
import java.util.TreeMap;

/// A pool of two nodes with eight devices each, and batch jobs for it.
public final class Workshop {

    public static final Fitting FITTING = (work, offer) -> BatchFit.fit((BatchJob) work, offer);

    public static final List<Node> NODES =
            List.of(
                    new Node("n0", "pool", 8, 0, 0, List.of()),
                    new Node("n1", "pool", 8, 0, 0, List.of()));

    private Workshop() {}

    public static Setup setup() {
        var catalog = CatalogFiles.load(null, CatalogFiles.Part.values());
        var chip = catalog.chip("nvidia-h800-sxm").orThrow();
        var site = new Site("home", "CN", 0.4, 1.2);
        return new Setup(
                List.of(new Pool("pool", site, chip, "cuda", 16, 8, 8, 10)),
                List.of(),
                List.of(Tenant.named("us"), Tenant.named("them")),
                chip,
                catalog.model("llama3.1-8b").orThrow(),
                new PlanInput.Goals(0, 0, 0, 0, 0),
                Setup.Timing.DEFAULT);
    }

    public static BatchJob job(String name, int devices, Priority priority) {
        var terms =
                new Terms(
                        name, "us", priority, 1, List.of(), List.of(), List.of(), List.of(),
                        List.of());
        return new BatchJob(terms, devices, new TreeMap<>(), List.of("true"), 1.0, null);
    }

    public static Command submit(String name, long atMs) {
        return new Command.Submit(atMs, job(name, 1, Priority.STANDARD), Care.DEFAULT);
    }
}
