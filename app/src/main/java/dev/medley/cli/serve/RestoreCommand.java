package dev.medley.cli.serve;

import dev.medley.cli.input.JournalOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Json;
import dev.medley.journal.Backup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `medley restore`: a journal of a copy.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a journal of a copy that `medley backup` wrote.",
            "Its checksums are verified first; a journal that has entries is never overwritten."
        })
public final class RestoreCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private JournalOption journal = new JournalOption();

    @Option(names = "--from", paramLabel = "FILE", required = true, description = "The copy.")
    private Path from = Path.of("");

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Override
    public Integer call() {
        var line = spec.commandLine();
        if (journal.isDatabase()) {
            line.getErr()
                    .println(
                            "medley: --journal: PostgreSQL copies its databases itself;"
                                    + " use pg_restore.");
            return Exit.BAD_INPUT;
        }
        try {
            var copied = Backup.restore(from, journal.data());
            if (json) {
                json(line.getOut(), copied, journal.data());
            } else {
                line.getOut()
                        .printf(
                                "Entries %,d to %,d are in %s now; start the server there.%n",
                                copied.first(), copied.last(), journal.data());
            }
            return 0;
        } catch (IOException refused) {
            line.getErr().println("medley: " + refused.getMessage());
            return Exit.BAD_INPUT;
        }
    }

    static void json(PrintWriter out, Backup.Copied copied, Path to) {
        Json.print(
                out,
                object -> {
                    object.text("to", to.toString());
                    object.number("first", copied.first());
                    object.number("last", copied.last());
                    object.number("bytes", copied.bytes());
                });
    }
}
