package dev.drydock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds packages to what their package-info says they know. */
@AnalyzeClasses(packages = "dev.drydock", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.drydock.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesKnowOnlyWhatTheyMay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("text")
            .definedBy("dev.drydock.text..")
            .layer("files")
            .definedBy("dev.drydock.files..")
            .layer("dockerfile")
            .definedBy("dev.drydock.dockerfile..")
            .layer("lint")
            .definedBy("dev.drydock.lint..")
            .layer("yaml")
            .definedBy("dev.drydock.yaml..")
            .layer("engine")
            .definedBy("dev.drydock.engine..")
            .layer("content")
            .definedBy("dev.drydock.content..")
            .layer("sandbox")
            .definedBy("dev.drydock.sandbox..")
            .layer("grading")
            .definedBy("dev.drydock.grading..")
            .layer("database")
            .definedBy("dev.drydock.database..")
            .layer("submission")
            .definedBy("dev.drydock.submission..")
            .layer("people")
            .definedBy("dev.drydock.people..")
            .layer("reception")
            .definedBy("dev.drydock.reception..")
            .layer("worker")
            .definedBy("dev.drydock.worker..")
            .layer("web")
            .definedBy("dev.drydock.web..")
            .layer("learning")
            .definedBy("dev.drydock.learning..")
            .layer("api")
            .definedBy("dev.drydock.api..")
            .layer("server")
            .definedBy("dev.drydock.server..")
            .layer("cli")
            .definedBy("dev.drydock.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("server")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("api")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("learning")
            .mayOnlyBeAccessedByLayers("api", "server")
            .whereLayer("web")
            .mayOnlyBeAccessedByLayers("learning", "api", "server")
            .whereLayer("worker")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("reception")
            .mayOnlyBeAccessedByLayers("web", "learning", "api", "server")
            .whereLayer("people")
            .mayOnlyBeAccessedByLayers("web", "learning", "api", "server", "cli")
            .whereLayer("submission")
            .mayOnlyBeAccessedByLayers("reception", "worker", "web", "learning", "api", "server")
            .whereLayer("database")
            .mayOnlyBeAccessedByLayers("submission", "people", "worker", "server", "cli")
            .whereLayer("grading")
            .mayOnlyBeAccessedByLayers("submission", "reception", "worker", "learning", "api", "server", "cli")
            .whereLayer("sandbox")
            .mayOnlyBeAccessedByLayers("grading", "worker", "server", "cli")
            .whereLayer("content")
            .mayOnlyBeAccessedByLayers("grading", "submission", "reception", "worker", "web", "learning", "api", "cli")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("sandbox", "grading", "worker", "cli")
            .whereLayer("files")
            .mayOnlyBeAccessedByLayers("content", "engine", "sandbox", "grading", "database", "cli")
            .whereLayer("dockerfile")
            .mayOnlyBeAccessedByLayers("lint", "content", "grading", "cli")
            .whereLayer("lint")
            .mayOnlyBeAccessedByLayers("grading", "cli");

    @ArchTest
    static final ArchRule onlyEngineAndSandboxTalkToDocker = noClasses()
            .that()
            .resideOutsideOfPackages("dev.drydock.engine..", "dev.drydock.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.github.dockerjava..", "org.testcontainers..");

    @ArchTest
    static final ArchRule coreCompilesWithoutQuarkus = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.drydock.cli..",
                    "dev.drydock.server..",
                    "dev.drydock.web..",
                    "dev.drydock.learning..",
                    "dev.drydock.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..");

    @ArchTest
    static final ArchRule checksDoNotReachAroundTheObservations = noClasses()
            .that()
            .resideInAPackage("dev.drydock.grading.checks..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.drydock.engine.Engine")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("dev.drydock.sandbox..");
}
