package dev.medley.core.rules;

import dev.medley.core.catalog.Confidence;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Tenant;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Questions about a fleet as it stands: what its owner does with each pool, and what tenants are
/// given of it.
public final class Placements {

    private final Circumstances circumstances;
    private final List<Act> acts;
    private final LocalDate date;

    /// @param acts that are asked about
    public Placements(Circumstances circumstances, List<Act> acts, LocalDate date) {
        this.circumstances = circumstances;
        this.acts = List.copyOf(acts);
        this.date = date;
    }

    /// A question, and what it is about.
    ///
    /// @param tenant who is given something, or null where the owner acts
    public record Case(Pool pool, @Nullable Tenant tenant, Question question) {}

    /// What the owner does with the pool.
    public List<Case> ofOwner(Pool pool) {
        var cases = new ArrayList<Case>();
        for (var act : acts) {
            if (!act.concernsTenant()) {
                var question =
                        ask(pool, act)
                                .at(Variable.TO, pool.site().country())
                                .at(Variable.HQ, circumstances.headquarters())
                                .at(Variable.PARENT_HQ, circumstances.ultimateParent());
                cases.add(new Case(pool, null, withOwner(question)));
            }
        }
        return cases;
    }

    private Question withOwner(Question question) {
        var listed = circumstances.listedOwner();
        return listed == null
                ? question
                : question.with(
                        Variable.LISTED_OWNER,
                        new Fact.Flag(listed, Confidence.HIGH, "stated by the operator"));
    }

    /// What the tenant is given of the pool. A tenant that belongs to the operator shares its
    /// headquarters unless it states its own, and is handed nothing over.
    public List<Case> ofTenant(Pool pool, Tenant tenant) {
        var cases = new ArrayList<Case>();
        var headquarters = headquarters(tenant);
        var country = pool.site().country();
        for (var act : acts) {
            if (!act.concernsTenant() || (act == Act.TRANSFER && tenant.internal())) {
                continue;
            }
            cases.add(
                    new Case(
                            pool,
                            tenant,
                            ask(pool, act)
                                    .at(Variable.FROM, country)
                                    .at(Variable.TO, act == Act.TRANSFER ? country : headquarters)
                                    .at(Variable.HQ, headquarters)
                                    .at(Variable.PARENT_HQ, parent(tenant))));
        }
        return cases;
    }

    private String headquarters(Tenant tenant) {
        return tenant.headquarters().isEmpty() && tenant.internal()
                ? circumstances.headquarters()
                : tenant.headquarters();
    }

    private String parent(Tenant tenant) {
        var stated = circumstances.parents().getOrDefault(tenant.name(), "");
        return stated.isEmpty() && tenant.internal() ? circumstances.ultimateParent() : stated;
    }

    /// Whatever differs between two tenants that matters here.
    String likeness(Tenant tenant) {
        return "%s %s %s".formatted(headquarters(tenant), parent(tenant), tenant.internal());
    }

    private Question ask(Pool pool, Act act) {
        var site = circumstances.sites().get(pool.site().id());
        var question =
                Question.of(pool.chip().id(), act, date, ChipFacts.of(pool.chip(), circumstances))
                        .of(
                                Math.ceilDiv(pool.wholeDevices(), pool.chip().devicesPerPackage()),
                                pool.site().id());
        var funded = site == null ? null : site.stateFunded();
        return funded == null
                ? question
                : question.with(
                        Variable.STATE_FUNDED,
                        new Fact.Flag(funded, Confidence.HIGH, "stated by the operator"));
    }
}
