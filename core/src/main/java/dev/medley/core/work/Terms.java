package dev.medley.core.work;

import dev.medley.core.fleet.Needs;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What every work says about itself.
///
/// @param name unique among all work of a plan
/// @param tenant name of the tenant that owns it
/// @param priority its class
/// @param weight multiplies its value; 1 unless its owner ranks it
/// @param stacks stacks its code runs on; empty means any
/// @param allowedChips chips (ids or families) it may use; empty means any
/// @param forbiddenChips chips (ids or families) it must not use
/// @param allowedSites sites it may use; empty means any
/// @param forbiddenSites sites it must not use
/// @param outlook when it may start, and where its code will run later
/// @param launch how it is started and stopped
/// @param needs what it asks of nodes beside each device that it holds; null for nothing
public record Terms(
        String name,
        String tenant,
        Priority priority,
        double weight,
        List<String> stacks,
        List<String> allowedChips,
        List<String> forbiddenChips,
        List<String> allowedSites,
        List<String> forbiddenSites,
        Outlook outlook,
        Launch launch,
        @Nullable Needs needs) {

    /// Work that asks nothing of nodes but devices.
    public Terms(
            String name,
            String tenant,
            Priority priority,
            double weight,
            List<String> stacks,
            List<String> allowedChips,
            List<String> forbiddenChips,
            List<String> allowedSites,
            List<String> forbiddenSites,
            Outlook outlook,
            Launch launch) {
        this(
                name,
                tenant,
                priority,
                weight,
                stacks,
                allowedChips,
                forbiddenChips,
                allowedSites,
                forbiddenSites,
                outlook,
                launch,
                null);
    }

    /// Work whose owner does not say how it is started.
    public Terms(
            String name,
            String tenant,
            Priority priority,
            double weight,
            List<String> stacks,
            List<String> allowedChips,
            List<String> forbiddenChips,
            List<String> allowedSites,
            List<String> forbiddenSites,
            Outlook outlook) {
        this(
                name,
                tenant,
                priority,
                weight,
                stacks,
                allowedChips,
                forbiddenChips,
                allowedSites,
                forbiddenSites,
                outlook,
                Launch.DEFAULT);
    }

    /// Work that may start at once and is to be ported nowhere.
    public Terms(
            String name,
            String tenant,
            Priority priority,
            double weight,
            List<String> stacks,
            List<String> allowedChips,
            List<String> forbiddenChips,
            List<String> allowedSites,
            List<String> forbiddenSites) {
        this(
                name,
                tenant,
                priority,
                weight,
                stacks,
                allowedChips,
                forbiddenChips,
                allowedSites,
                forbiddenSites,
                Outlook.NONE);
    }

    /// Terms of work that is nobody's and may run anywhere: a measure for others.
    public static Terms nobodys(String name) {
        return new Terms(
                name,
                "-",
                Priority.STANDARD,
                1,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /// The same terms under another name.
    public Terms named(String other) {
        return with(other, tenant, outlook, needs);
    }

    /// The same terms with another outlook.
    public Terms seeing(Outlook other) {
        return with(name, tenant, other, needs);
    }

    public Terms {
        // Rounds look ten thousand works' tenants up: equal names are best the same object.
        tenant = tenant.intern();
        stacks = List.copyOf(stacks);
        allowedChips = List.copyOf(allowedChips);
        forbiddenChips = List.copyOf(forbiddenChips);
        allowedSites = List.copyOf(allowedSites);
        forbiddenSites = List.copyOf(forbiddenSites);
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "The weight (%s) of work '%s' must be positive and finite."
                            .formatted(weight, name));
        }
    }

    /// The same terms of work that belongs to this tenant.
    public Terms ownedBy(String owner) {
        return with(name, owner, outlook, needs);
    }

    private Terms with(
            String otherName,
            String otherTenant,
            Outlook otherOutlook,
            @Nullable Needs otherNeeds) {
        return new Terms(
                otherName,
                otherTenant,
                priority,
                weight,
                stacks,
                allowedChips,
                forbiddenChips,
                allowedSites,
                forbiddenSites,
                otherOutlook,
                launch,
                otherNeeds);
    }

    /// The same terms of work that asks this of nodes beside each device.
    public Terms needing(@Nullable Needs some) {
        return with(name, tenant, outlook, some == null || some.isNone() ? null : some);
    }

    /// Whether it asks anything of nodes beside devices.
    public boolean needsMore() {
        return needs != null || launch.memoryBytes() != null;
    }

    /// What it asks of a node for so many devices of it. A work that may hold only so much memory
    /// and does not say what it needs is given as much as it may hold.
    public Needs beside(int devices) {
        var limit = launch.memoryBytes();
        if (needs == null) {
            return limit == null ? Needs.NONE : new Needs(0, limit);
        }
        var some = needs.times(devices);
        return needs.memoryBytes() > 0 || limit == null ? some : new Needs(some.cpuMilli(), limit);
    }
}
