package dev.medley.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;

/// The core must give the same answer for the same input: no clock, no dice, no I/O, no hash order.
class CorePurityTest {

    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.medley.core");

    @Test
    void readsNoClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .because("time enters the core as an argument, so that a simulation can replay it")
                .check(CORE);
    }

    @Test
    void rollsNoUnseededDice() {
        noClasses()
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(CORE);
    }

    @Test
    void iteratesInNoHashOrder() {
        noClasses()
                .should()
                .callConstructor(HashMap.class)
                .orShould()
                .callConstructor(HashSet.class)
                .check(CORE);
    }

    @Test
    void doesNoInputOrOutput() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.net..",
                        "java.nio..",
                        "java.sql..",
                        "java.util.concurrent..",
                        "org.slf4j..")
                .check(CORE);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.medley.core.(*)..").should().beFreeOfCycles().check(CORE);
    }
}
