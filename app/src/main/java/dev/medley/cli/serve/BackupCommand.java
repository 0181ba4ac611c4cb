package dev.medley.cli.serve;

import dev.medley.cli.input.JournalOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.journal.Backup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `medley backup`: a copy of the journal as one file, while the server runs.
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies a server's journal into one file, while the server runs or not.",
            "The copy is checked before it gets its name."
        })
public final class BackupCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private JournalOption journal = new JournalOption();

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "The file to write; there must be none of that name.")
    private Path to = Path.of("");

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Override
    public Integer call() {
        var line = spec.commandLine();
        if (journal.isDatabase()) {
            line.getErr()
                    .println(
                            "medley: --journal: PostgreSQL copies its databases itself;"
                                    + " use pg_dump, and pg_restore to get them back.");
            return Exit.BAD_INPUT;
        }
        try {
            say(Backup.make(journal.data(), to));
            return 0;
        } catch (IOException refused) {
            line.getErr().println("medley: " + refused.getMessage());
            return Exit.BAD_INPUT;
        }
    }

    private void say(Backup.Copied copied) {
        var out = spec.commandLine().getOut();
        if (json) {
            RestoreCommand.json(out, copied, to);
        } else {
            out.printf(
                    "Entries %,d to %,d are in %s (%,d bytes), and their checksums are right.%n",
                    copied.first(), copied.last(), to, copied.bytes());
        }
    }
}
