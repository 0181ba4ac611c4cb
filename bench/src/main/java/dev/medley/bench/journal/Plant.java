package dev.medley.bench.journal;

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
import java.util.stream.IntStream;

/// One pool of nodes with eight devices each, and batch jobs of one device.
record Plant(Setup setup, List<Node> nodes) {

    static final Fitting FITTING = (work, offer) -> BatchFit.fit((BatchJob) work, offer);

    private static final int PER_NODE = 8;

    static Plant of(int nodes) {
        var catalog = CatalogFiles.load(null, CatalogFiles.Part.values());
        var chip = catalog.chip("nvidia-h800-sxm").orThrow();
        var site = new Site("home", "CN", 0.4, 1.2);
        int devices = nodes * PER_NODE;
        var setup =
                new Setup(
                        List.of(
                                new Pool(
                                        "pool", site, chip, "cuda", devices, PER_NODE, PER_NODE,
                                        10)),
                        List.of(),
                        List.of(Tenant.named("us")),
                        chip,
                        catalog.model("llama3.1-8b").orThrow(),
                        new PlanInput.Goals(0, 0, 0, 0, 0),
                        Setup.Timing.DEFAULT);
        return new Plant(
                setup,
                IntStream.range(0, nodes)
                        .mapToObj(n -> new Node("n" + n, "pool", PER_NODE, 0, 0, List.of()))
                        .toList());
    }

    static Command submit(String name, long atMs) {
        var terms =
                new Terms(
                        name,
                        "us",
                        Priority.STANDARD,
                        1,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        var job =
                new BatchJob(
                        terms,
                        1,
                        new TreeMap<>(),
                        List.of("python", "-m", "score", "--shard", name),
                        1.0,
                        null);
        return new Command.Submit(atMs, job, Care.DEFAULT);
    }
}
