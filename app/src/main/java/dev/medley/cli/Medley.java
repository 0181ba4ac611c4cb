package dev.medley.cli;

import dev.medley.catalogue.CatalogueException;
import dev.medley.cli.calibrate.CalibrateCommand;
import dev.medley.cli.calibrate.ValidateCommand;
import dev.medley.cli.catalogue.ChipsCommand;
import dev.medley.cli.catalogue.CompareCommand;
import dev.medley.cli.catalogue.ModelsCommand;
import dev.medley.cli.machine.DevicesCommand;
import dev.medley.cli.machine.DoctorCommand;
import dev.medley.cli.planning.EfficiencyCommand;
import dev.medley.cli.planning.ExampleCommand;
import dev.medley.cli.planning.FitCommand;
import dev.medley.cli.planning.PlanCommand;
import dev.medley.cli.planning.RunwayCommand;
import dev.medley.cli.port.PortCommand;
import dev.medley.cli.remote.CancelCommand;
import dev.medley.cli.remote.CordonCommand;
import dev.medley.cli.remote.DrainCommand;
import dev.medley.cli.remote.ListCommand;
import dev.medley.cli.remote.LogsCommand;
import dev.medley.cli.remote.RemoveNodeCommand;
import dev.medley.cli.remote.SubmitCommand;
import dev.medley.cli.remote.TenantsCommand;
import dev.medley.cli.remote.TokensCommand;
import dev.medley.cli.remote.TopCommand;
import dev.medley.cli.remote.UncordonCommand;
import dev.medley.cli.remote.WhatifCommand;
import dev.medley.cli.remote.WhyCommand;
import dev.medley.cli.rules.RulesCommand;
import dev.medley.cli.serve.BackupCommand;
import dev.medley.cli.serve.ReplayCommand;
import dev.medley.cli.serve.RestoreCommand;
import dev.medley.cli.serve.ServeCommand;
import dev.medley.cli.simulate.SimulateCommand;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Release;
import dev.medley.cli.vouchers.VouchersCommand;
import dev.medley.live.NotDurable;
import dev.medley.telemetry.ServerLog;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

/// The root of the command line.
@Command(
        name = "medley",
        mixinStandardHelpOptions = true,
        version = "medley " + Release.VERSION,
        description = "Runs AI work on a fleet of unlike chips, and explains every yes and no.",
        subcommands = {
            ChipsCommand.class,
            DevicesCommand.class,
            DoctorCommand.class,
            ModelsCommand.class,
            CompareCommand.class,
            FitCommand.class,
            PlanCommand.class,
            EfficiencyCommand.class,
            ServeCommand.class,
            SimulateCommand.class,
            RulesCommand.class,
            PortCommand.class,
            VouchersCommand.class,
            SubmitCommand.class,
            ListCommand.class,
            WhyCommand.class,
            CancelCommand.class,
            LogsCommand.class,
            TopCommand.class,
            WhatifCommand.class,
            CordonCommand.class,
            UncordonCommand.class,
            DrainCommand.class,
            RemoveNodeCommand.class,
            TenantsCommand.class,
            TokensCommand.class,
            RunwayCommand.class,
            ReplayCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ExampleCommand.class,
            CalibrateCommand.class,
            ValidateCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the answer is no (infeasible, blocked by rules, not found)",
            "2:bad input",
            "3:a fault of Medley or of the machine"
        })
public final class Medley implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        // Only a server logs; for anything else not even the library is loaded.
        if (args.length == 0 || !args[0].equals("serve")) {
            ServerLog.silence();
        }
        System.exit(commandLine().execute(args));
    }

    /// The whole command line, with exit codes and error texts as users meet them.
    public static CommandLine commandLine() {
        var line = new CommandLine(new Medley());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(Medley::report);
        return line;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Which command? One of these:");
    }

    /// A catalogue that cannot be read is bad input; a journal that cannot be written is the
    /// machine's. A fault is said in one line; `MEDLEY_TRACE=1` shows where it came from.
    private static int report(Exception fault, CommandLine line, CommandLine.ParseResult parsed) {
        if (fault instanceof CatalogueException) {
            line.getErr().println(fault.getMessage());
            return Exit.BAD_INPUT;
        }
        var cause = fault instanceof CompletionException ? fault.getCause() : fault;
        if (cause instanceof NotDurable) {
            line.getErr().println("medley: " + cause.getMessage());
            return Exit.FAULT;
        }
        line.getErr()
                .println("medley: " + fault.getClass().getSimpleName() + ": " + fault.getMessage());
        if (System.getenv("MEDLEY_TRACE") != null) {
            fault.printStackTrace(line.getErr());
        } else {
            line.getErr().println("This is a fault of Medley; MEDLEY_TRACE=1 shows where.");
        }
        return Exit.FAULT;
    }
}
