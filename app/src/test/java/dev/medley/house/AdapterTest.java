package dev.medley.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/// Adapters stand side by side around the core and the one loop; only the command line puts them
/// together.
class AdapterTest {

    @Test
    void noAdapterImportsAnother() {
        var app =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.medley");
        slices().matching("dev.medley.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAPackage("dev.medley.cli.."), resideInAPackage("dev.medley.."))
                .ignoreDependency(
                        resideInAPackage("dev.medley.."), resideInAPackage("dev.medley.core.."))
                .ignoreDependency(
                        resideInAPackage("dev.medley.."), resideInAPackage("dev.medley.live.."))
                .check(app);
        noClasses()
                .that()
                .resideInAPackage("dev.medley.live..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.medley..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "dev.medley.core..", "dev.medley.live.."))))
                .check(app);
    }

    /// Commands of one kind stand in one package; what they read and say stands below them.
    @Test
    void kindsOfCommandsDoNotGoRoundInCircles() {
        var app =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.medley.cli");
        slices().matching("dev.medley.cli.(*)..").should().beFreeOfCycles().check(app);
        noClasses()
                .that()
                .resideInAPackage("dev.medley.cli.*..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.medley.cli"))
                .check(app);
    }
}
