package dev.medley.cli.serve;

import dev.medley.cli.input.JournalOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Json;
import dev.medley.cli.terminal.Progress;
import dev.medley.journal.Archive;
import dev.medley.journal.Journals;
import dev.medley.journal.Redeciding;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/// `medley replay`: decides again what a server decided, and says where it would be another.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Decides every command of a journal again and compares the bytes of what comes of it.",
            "The journal is only read, also while a server writes it.",
            "Exit code 1: something would be decided otherwise, or the journal is damaged."
        })
public final class ReplayCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private JournalOption journal = new JournalOption();

    @Option(
            names = "--to",
            paramLabel = "N",
            defaultValue = "9223372036854775807",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "Only up to entry N.")
    private long to = Long.MAX_VALUE;

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Override
    public Integer call() {
        var line = spec.commandLine();
        try (var archive = Journals.read(journal.where())) {
            return replay(archive);
        } catch (IOException unreadable) {
            line.getErr().println("medley: " + unreadable.getMessage());
            return Exit.BAD_INPUT;
        }
    }

    private int replay(Archive archive) {
        var line = spec.commandLine();
        var progress = new Progress(line.getErr());
        try {
            long last = Math.min(to, archive.last());
            var outcome =
                    Redeciding.run(
                            archive,
                            epoch -> EpochGround.of(epoch, line),
                            to,
                            number -> progress.say("deciding again", number, last));
            say(outcome);
            return outcome.difference() == null ? 0 : Exit.NO;
        } catch (IOException damaged) {
            line.getErr().println("medley: " + damaged.getMessage());
            return Exit.NO;
        }
    }

    private void say(Redeciding.Outcome outcome) {
        var out = spec.commandLine().getOut();
        var difference = outcome.difference();
        if (json) {
            Json.print(
                    out,
                    object -> {
                        object.number("after", outcome.after());
                        object.number("entries", outcome.entries());
                        object.flag("same", difference == null);
                        if (difference != null) {
                            object.number("entry", difference.number());
                            object.text("kept", difference.kept());
                            object.text("again", difference.again());
                        }
                    });
        } else if (difference == null) {
            out.printf(
                    "%,d entries after entry %,d were decided again: every byte is the same.%n",
                    outcome.entries(), outcome.after());
        } else {
            out.printf(
                    "Entry %d would be decided otherwise.%n  kept:  %s%n  again: %s%n",
                    difference.number(), difference.kept(), difference.again());
        }
    }
}
