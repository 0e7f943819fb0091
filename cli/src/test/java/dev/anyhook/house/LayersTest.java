package dev.anyhook.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows of the house: root from signing from providers, root from spi from receiver, and nothing back. */
class LayersTest {
    private static final List<String> PROVIDERS =
            List.of("dev.anyhook.diffio..", "dev.anyhook.nexio..", "dev.anyhook.sivi..");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(House.LIBRARIES.stream().map(House::classes).toList());

    @Test
    void everyLibraryWasRead() {
        assertThat(CLASSES.size()).isGreaterThan(100);
        assertThat(CLASSES.contain("dev.anyhook.inbox.jdbc.JdbcInbox")).isTrue();
    }

    @Test
    void theRootKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage("dev.anyhook")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.anyhook.*..")
                .check(CLASSES);
    }

    @Test
    void signingKnowsOnlyTheRoot() {
        noClasses()
                .that()
                .resideInAPackage("dev.anyhook.signing")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.anyhook.spi..", "dev.anyhook.receiver..", "dev.anyhook.http..")
                .check(CLASSES);
    }

    @Test
    void theSpiKnowsOnlyTheRoot() {
        noClasses()
                .that()
                .resideInAPackage("dev.anyhook.spi")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.anyhook.signing..", "dev.anyhook.receiver..", "dev.anyhook.http..")
                .check(CLASSES);
    }

    @Test
    void providersKnowNeitherReceiverNorSimulatorsNorEachOther() {
        for (String provider : PROVIDERS) {
            noClasses()
                    .that()
                    .resideInAPackage(provider)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PROVIDERS.stream()
                            .filter(other -> !other.equals(provider))
                            .toArray(String[]::new))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.anyhook.receiver..", "dev.anyhook.http..", "dev.anyhook.simulators..")
                    .check(CLASSES);
        }
    }

    @Test
    void theDurableInboxKnowsOnlyTheCore() {
        noClasses()
                .that()
                .resideInAPackage("dev.anyhook.inbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.anyhook.http..", "dev.anyhook.simulators..", "dev.anyhook.testkit..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(PROVIDERS.toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void simulatorsShareNothingWithWhatTheyTest() {
        noClasses()
                .that()
                .resideInAPackage("dev.anyhook.simulators..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.anyhook", "dev.anyhook.signing..", "dev.anyhook.spi..", "dev.anyhook.receiver..")
                .check(CLASSES);
    }

    @Test
    void verificationReadsNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.anyhook",
                        "dev.anyhook.signing",
                        "dev.anyhook.diffio",
                        "dev.anyhook.nexio",
                        "dev.anyhook.sivi")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class)
                .check(CLASSES);
    }

    @Test
    void verificationLogsNothing() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.anyhook",
                        "dev.anyhook.signing",
                        "dev.anyhook.diffio",
                        "dev.anyhook.nexio",
                        "dev.anyhook.sivi")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void librariesPrintNothing() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.anyhook.testkit..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.anyhook..")
                .and()
                .resideOutsideOfPackage("dev.anyhook.testkit..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(PrintStream.class)
                .check(CLASSES);
    }

    @Test
    void eachProviderModuleHasOnePublicType() {
        for (String provider : List.of("provider-diffio", "provider-nexio", "provider-sivi")) {
            JavaClasses module = new ClassFileImporter().importPath(House.classes(provider));

            assertThat(module.stream()
                            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                            .map(type -> type.getSimpleName()))
                    .as("public types of %s", provider)
                    .hasSize(1)
                    .allMatch(name -> name.endsWith("Webhooks"));
        }
    }

    @Test
    void onlyTheTestkitHasProtectedMethods() {
        methods()
                .that()
                .areProtected()
                .and()
                .areNotFinal()
                .should()
                .beDeclaredInClassesThat()
                .resideInAnyPackage("dev.anyhook.testkit")
                .orShould()
                .beDeclaredInClassesThat()
                .arePackagePrivate()
                .orShould()
                .beDeclaredInClassesThat()
                .areAnonymousClasses()
                .check(CLASSES);
    }
}
