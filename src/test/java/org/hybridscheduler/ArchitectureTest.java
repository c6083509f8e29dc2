package org.hybridscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridscheduler.architecture.ArchitectureRules;
import org.hybridscheduler.architecture.ModuleMap;
import org.hybridscheduler.architecture.fixtures.alpha.Counting;
import org.hybridscheduler.architecture.fixtures.alpha.Neighbour;
import org.hybridscheduler.architecture.fixtures.alpha.Spanning;
import org.hybridscheduler.architecture.fixtures.alpha.Stored;
import org.hybridscheduler.architecture.fixtures.alpha.Visitor;
import org.hybridscheduler.architecture.fixtures.failover.Provider;
import org.hybridscheduler.architecture.fixtures.history.Queries;
import org.hybridscheduler.architecture.fixtures.homeless.Stray;
import org.hybridscheduler.architecture.fixtures.impure.Clocked;
import org.hybridscheduler.architecture.fixtures.impure.Dicing;
import org.hybridscheduler.architecture.fixtures.impure.Injected;
import org.hybridscheduler.architecture.fixtures.impure.Learner;
import org.hybridscheduler.architecture.fixtures.impure.Sleeping;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Holds the packages to docs/architecture; what each rule means and why stands with the rule. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java");

    private static final JavaClasses APPLICATION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.hybridscheduler");
    private static final ModuleMap MODULES = ModuleMap.of(APPLICATION);

    private final ArchitectureRules rules = new ArchitectureRules(MODULES);

    @Test
    void modules_areNamedAfterTheirPackages() {
        assertThat(MODULES.marks()).isNotEmpty().allSatisfy((home, mark) -> assertThat(home).isEqualTo(
                mark.name().equals("root") ? "org.hybridscheduler" : "org.hybridscheduler." + mark.name()));
    }

    /** A package-info without an annotation leaves no class file: this one looks at the sources. */
    @Test
    void packages_haveAPackageInfo() throws IOException {
        assertThat(packages()).isNotEmpty()
                .allSatisfy(home -> assertThat(home.resolve("package-info.java")).exists());
    }

    @Test
    void classes_belongToAModule() {
        rules.everyClassBelongsToAModule().check(APPLICATION);
    }

    @Test
    void modules_useOnlyWhatTheyName() {
        rules.modulesUseOnlyWhatTheyName().check(APPLICATION);
    }

    @Test
    void modules_formNoCycle() {
        rules.modulesFormNoCycle().check(APPLICATION);
    }

    @Test
    void pureModules_useOnlyTheJdkAndEachOther() {
        rules.pureModulesUseOnlyTheJdkAndEachOther().check(APPLICATION);
    }

    @Test
    void pureModules_takeTimeAndChanceFromOutside() {
        rules.pureModulesTakeTimeAndChanceFromOutside().check(APPLICATION);
    }

    @Test
    void failoverProvider_usesOnlyTheCacheApi() {
        rules.failoverProviderUsesOnlyTheCacheApi().check(APPLICATION);
    }

    @Test
    void jpa_isUsedOnlyByHistory() {
        rules.onlyHistoryUsesJpa().check(APPLICATION);
    }

    @Test
    void metricsApi_isUsedOnlyByObservability() {
        rules.onlyObservabilityUsesTheMetricsApi().check(APPLICATION);
    }

    @Test
    void tracingApi_isUsedOnlyByObservability() {
        rules.onlyObservabilityUsesTheTracingApi().check(APPLICATION);
    }

    @Test
    void queries_areMeasured() {
        assertThat(APPLICATION.stream().filter(type -> type.getAllFields().stream()
                .anyMatch(field -> field.getRawType().isEquivalentTo(EntityManager.class)))).isNotEmpty();
        rules.everyQueryIsMeasured().check(APPLICATION);
    }

    @Test
    void consoleAndObservability_areUsedByNobody() {
        rules.nobodyUses("console").check(APPLICATION);
        rules.nobodyUses("observability").check(APPLICATION);
    }

    private static Set<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent)
                    .collect(Collectors.toSet());
        }
    }

    /** A rule that never failed may be one that cannot: each reports exactly the offenders among the fixtures. */
    @Nested
    class SeenToFail {

        private final JavaClasses fixtures =
                new ClassFileImporter().importPackages("org.hybridscheduler.architecture.fixtures");
        private final ArchitectureRules rules = new ArchitectureRules(ModuleMap.of(fixtures));

        @Test
        void classWithoutModule_isReported() {
            assertThat(offenders(rules.everyClassBelongsToAModule())).containsExactly(name(Stray.class));
        }

        @Test
        void useOfAModuleNotNamed_isReported() {
            assertThat(offenders(rules.modulesUseOnlyWhatTheyName()))
                    .containsExactlyInAnyOrder(names(Neighbour.class, Injected.class));
        }

        @Test
        void cycle_isReported() {
            assertThat(rules.modulesFormNoCycle().evaluate(fixtures).getFailureReport().getDetails())
                    .singleElement().asString().contains("Slice alpha", "Slice beta");
        }

        @Test
        void libraryAndImpureModuleInAPureOne_areReported() {
            ArchRule rule = rules.pureModulesUseOnlyTheJdkAndEachOther();

            assertThat(offenders(rule)).containsExactlyInAnyOrder(names(Injected.class, Learner.class));
            assertThat(details(rule)).anyMatch(text -> text.endsWith("jakarta.inject.Inject"))
                    .anyMatch(text -> text.endsWith("org.tribuo.Model"))
                    .anyMatch(text -> text.endsWith("console.Page"));
        }

        @Test
        void clockSleepAndChanceInAPureModule_areReported() {
            ArchRule rule = rules.pureModulesTakeTimeAndChanceFromOutside();

            assertThat(offenders(rule))
                    .containsExactlyInAnyOrder(names(Clocked.class, Dicing.class, Sleeping.class));
            assertThat(Stream.of("Thread.sleep(", "System.currentTimeMillis(", "System.nanoTime(", "Clock.systemUTC(",
                    "Instant.now(", "LocalDate.now(", "Math.random(", "java.util.Random.<init>("))
                    .allSatisfy(call -> assertThat(details(rule)).anyMatch(text -> text.contains(call)));
        }

        @Test
        void anythingButTheCacheApiInTheFailoverProvider_isReported() {
            assertThat(offenders(rules.failoverProviderUsesOnlyTheCacheApi())).containsExactly(name(Provider.class));
        }

        @Test
        void jpaOutsideOfHistory_isReported() {
            assertThat(offenders(rules.onlyHistoryUsesJpa())).containsExactly(name(Stored.class));
        }

        @Test
        void metricsApiOutsideOfObservability_isReported() {
            assertThat(offenders(rules.onlyObservabilityUsesTheMetricsApi())).containsExactly(name(Counting.class));
        }

        @Test
        void tracingApiOutsideOfObservability_isReported() {
            assertThat(offenders(rules.onlyObservabilityUsesTheTracingApi())).containsExactly(name(Spanning.class));
        }

        @Test
        void queryThatNobodyTimes_isReported() {
            assertThat(details(rules.everyQueryIsMeasured())).containsExactly(name(Queries.class)
                    + " does not mark untimed");
        }

        @Test
        void useOfTheConsole_isReported() {
            assertThat(offenders(rules.nobodyUses("console")))
                    .containsExactlyInAnyOrder(names(Visitor.class, Injected.class));
        }

        private List<String> details(ArchRule rule) {
            return rule.evaluate(fixtures).getFailureReport().getDetails();
        }

        private Set<String> offenders(ArchRule rule) {
            return details(rule).stream().map(text -> text.substring(0, text.indexOf(' ')))
                    .collect(Collectors.toSet());
        }

        private static String[] names(Class<?>... types) {
            return Arrays.stream(types).map(SeenToFail::name).toArray(String[]::new);
        }

        private static String name(Class<?> type) {
            return type.getName();
        }
    }
}
