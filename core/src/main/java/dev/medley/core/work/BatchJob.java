package dev.medley.core.work;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A command that takes declared devices; its owner says how fast it is where that is known.
///
/// @param devices devices it takes, all at once
/// @param rates relative speed by chip id, 1 for its owner's usual chip; empty means that every
///   allowed chip serves it alike
/// @param command what runs
/// @param hours expected hours at rate 1, or null when unknown
/// @param hoursToDeadline hours from the plan's date until it must be done, or null without one
public record BatchJob(
        Terms terms,
        int devices,
        SortedMap<String, Double> rates,
        List<String> command,
        @Nullable Double hours,
        @Nullable Double hoursToDeadline)
        implements Work {

    public BatchJob {
        rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
        command = List.copyOf(command);
    }

    @Override
    public BatchJob under(Terms other) {
        return new BatchJob(other, devices, rates, command, hours, hoursToDeadline);
    }
}
