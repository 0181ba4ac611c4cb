package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.rules.Act;
import dev.medley.core.rules.RulePolicy;
import dev.medley.core.rules.Status;
import dev.medley.core.rules.Treatment;
import dev.medley.core.rules.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/// What documents say about rules: read, or refused with its place.
class ComplianceTest {

    private static final String FLEET =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Fleet
            metadata: {name: straits}
            spec:
              currency: USD
              sites: [{name: johor, country: MY, powerPricePerKwh: 0.1, pue: 1.3}]
              pools: [{name: pool, site: johor, chip: %1$s, devices: 8, costPerDeviceHour: 1}]
              compliance:
                headquarters: SG
                ultimateParent: CN
                listedOwner: false
                ruleStates: [{rule: R11, status: suspended, since: 2026-11-10, evidence: memo}]
                dataCentreDesigned: [{chip: %1$s, designed: true, evidence: data sheet}]
                eccns: [{chip: %1$s, eccn: 3A090.a, evidence: letter}]
                letters: [{rule: R8, received: 2025-04-14, chips: [%1$s], evidence: file 3}]
                licences: [{number: L-1, chip: %1$s, packages: 10, used: 4, expires: 2027-01-31, to: MY}]
                sites: [{site: johor, stateFunded: false, validatedEndUser: VEU-1}]
            """
                    .formatted(Reader.catalog().chips().getFirst().id());

    private static final String POLICY =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Policy
            metadata: {name: careful}
            spec:
              rules:
                block: [licence-test-met]
                warn: [unknown, attention]
                acts: [use, transfer]
            """;

    private static final String LIST =
            """
            apiVersion: medley.dev/v1alpha1
            kind: PurchaseList
            metadata: {name: spring}
            spec:
              items:
                - {chip: %s, packages: 4, from: US, to: MY, date: 2026-03-02}
            """
                    .formatted(Reader.catalog().chips().getFirst().id());

    @TempDir private Path folder = Path.of("");

    @Test
    void readsWhatOnlyTheOperatorKnows() throws IOException {
        var rules = new Reader(folder).write("f.yaml", FLEET).loaded().rules();
        var known = rules.circumstances();

        assertThat(rules.policy()).isNull();
        assertThat(known.headquarters()).isEqualTo("SG");
        assertThat(known.ultimateParent()).isEqualTo("CN");
        assertThat(known.listedOwner()).isFalse();
        assertThat(known.ruleStates().get("R11"))
                .extracting(state -> state.status())
                .isEqualTo(Status.SUSPENDED);
        assertThat(known.licences().getFirst().left()).isEqualTo(6);
        assertThat(known.letters().getFirst().chips()).hasSize(1);
        assertThat(known.designs()).hasSize(1);
        assertThat(known.classes()).hasSize(1);
        assertThat(known.sites().get("johor"))
                .extracting(site -> site.validatedEndUser())
                .isEqualTo("VEU-1");
    }

    @Test
    void readsWhatVerdictsLeadTo() throws IOException {
        var policy = new Reader(folder).write("p.yaml", POLICY).loaded().rules().policy();

        assertThat(policy).isNotNull();
        assertThat(policy)
                .extracting(
                        p -> p.of(Verdict.UNKNOWN),
                        p -> p.of(Verdict.LICENCE_TEST_MET),
                        p -> p.of(Verdict.LETTER_EQUIVALENT),
                        RulePolicy::acts)
                .containsExactly(
                        Treatment.WARN,
                        Treatment.BLOCK,
                        Treatment.BLOCK,
                        java.util.List.of(Act.TRANSFER, Act.USE));
    }

    @Test
    void purchasesGoToTheOwnerUnlessTheySayOtherwise() throws IOException {
        var reader = new Reader(folder).write("f.yaml", FLEET).write("l.yaml", LIST);
        var purchase = reader.loaded().rules().purchases().getFirst();

        assertThat(purchase.headquarters()).isEqualTo("SG");
        assertThat(purchase.ultimateParent()).isEqualTo("CN");
        assertThat(purchase.date()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(purchase.act()).isEqualTo(Act.EXPORT);
        assertThat(purchase.toOwner()).isTrue();
        var others = LIST.replace("to: MY", "to: MY, headquarters: MY");
        var other = reader.write("l.yaml", others).loaded().rules().purchases().getFirst();
        assertThat(other.toOwner()).isFalse();
        assertThat(other.ultimateParent()).as("unknown of another party").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    used: 4 | used: 11 | spec.compliance.licences[0].used: 11 is more than the licence is for (10)
                    expires: 2027-01-31 | expires: 2027-02-31 | spec.compliance.licences[0].expires: '2027-02-31' is no day of the calendar
                    expires: 2027-01-31, | '' | spec.compliance.licences[0].expires: is missing
                    status: suspended | status: bill | must be one of in-force, suspended, not-enforced
                    headquarters: SG | headquarters: Singapore | spec.compliance.headquarters: 'Singapore'
                    site: johor, state | site: penang, state | spec.compliance.sites[0].site: 'penang' is no site of this fleet
                    eccn: 3A090.a | eccn: three | spec.compliance.eccns[0].eccn: 'three'
                    listedOwner | listedowner | spec.compliance.listedowner: is no field of
                    """)
    void refusesComplianceThatCannotBe(String right, String wrong, String message)
            throws IOException {
        assertThat(FLEET).contains(right);
        assertThat(new Reader(folder).write("f.yaml", FLEET.replace(right, wrong)).problems())
                .anyMatch(problem -> problem.startsWith("f.yaml:") && problem.contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [licence-test-met] | [forbidden] | must be one of clear-by-numbers
                    [unknown, attention] | [licence-test-met] | spec.rules.warn[0]: 'licence-test-met' is named under block as well
                    [use, transfer] | [use, sell] | must be one of export, reexport
                    warn: | warns: | spec.rules.warns: is no field of
                    """)
    void refusesPoliciesThatCannotBe(String right, String wrong, String message)
            throws IOException {
        assertThat(new Reader(folder).write("p.yaml", POLICY.replace(right, wrong)).problems())
                .anyMatch(problem -> problem.contains(message));
    }
}
