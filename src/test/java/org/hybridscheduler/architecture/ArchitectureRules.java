package org.hybridscheduler.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hybridscheduler.Module;
import org.hybridscheduler.architecture.ModuleMap.Mark;
import org.hybridscheduler.history.control.DatabaseQuery;

/** The rules of the architecture, each with its reason. They go by the names of modules, wherever these lie. */
public final class ArchitectureRules {

    private final ModuleMap modules;

    public ArchitectureRules(ModuleMap modules) {
        this.modules = modules;
    }

    public ArchRule everyClassBelongsToAModule() {
        return each("belong to a module", type -> modules.of(type).isPresent()
                ? Stream.empty() : Stream.of(type.getName() + " is in a package without a module mark"))
                .because("no rule holds for a class that is in no module; package-info carries the mark");
    }

    public ArchRule modulesUseOnlyWhatTheyName() {
        return each("use only modules that theirs names", type -> uses(type,
                target -> modules.of(target).isPresent() && modules.of(type).isPresent()
                        && !modules.of(type).get().mayUse(modules.of(target).get())))
                .because("a new neighbour is a decision: it is written down on the package-info or not taken");
    }

    public ArchRule modulesFormNoCycle() {
        return slices().assignedFrom(new ByModule()).should().beFreeOfCycles().allowEmptyShould(true)
                .because("modules that need each other are one module");
    }

    public ArchRule pureModulesUseOnlyTheJdkAndEachOther() {
        return each("use only the JDK and pure modules, if theirs is pure", type -> isPure(type)
                ? uses(type, target -> !isJdk(target) && !isPure(target))
                : Stream.empty())
                .because("the core is to be tested and reused without a container");
    }

    public ArchRule pureModulesTakeTimeAndChanceFromOutside() {
        return each("not sleep, read the clock or roll dice, if their module is pure", type -> isPure(type)
                ? type.getAccessesFromSelf().stream().filter(ImpureCalls::contains).map(JavaAccess::getDescription)
                        .map(call -> type.getName() + " is impure: " + call)
                : Stream.empty())
                .because("the same specification and seed must give the same bytes, twice");
    }

    public ArchRule failoverProviderUsesOnlyTheCacheApi() {
        return each("use only the JDK and javax.cache, if in caching.failover", type -> isIn("caching.failover", type)
                ? uses(type, target -> !isJdk(target) && !isUnder("javax.management", target)
                        && !isUnder("javax.cache", target) && !isIn("caching.failover", target))
                : Stream.empty())
                .because("it is a library that could leave this project by moving one package");
    }

    public ArchRule onlyHistoryUsesJpa() {
        return onlyModuleUses("history", "jakarta.persistence",
                "an entity that leaves history carries lazy loading and its schema to whoever meets it");
    }

    public ArchRule onlyObservabilityUsesTheMetricsApi() {
        return onlyModuleUses("observability", "org.eclipse.microprofile.metrics",
                "the platform moves on to OpenTelemetry; one adapter is then to be replaced");
    }

    public ArchRule onlyObservabilityUsesTheTracingApi() {
        return onlyModuleUses("observability", "io.opentelemetry",
                "others tell of their work through a port and do not care who listens");
    }

    public ArchRule everyQueryIsMeasured() {
        return each("mark each public method as a query, if it is given an EntityManager", type -> usesEntityManager(type)
                && !isQuery(type)
                ? type.getMethods().stream().filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(method -> !method.isAnnotatedWith(DatabaseQuery.class))
                        .map(method -> type.getName() + " does not mark " + method.getName())
                : Stream.empty())
                .because("a query that nobody times is missed when the database is slow");
    }

    private static boolean usesEntityManager(JavaClass type) {
        return type.getFields().stream().anyMatch(field -> field.getRawType().isEquivalentTo(EntityManager.class));
    }

    private static boolean isQuery(JavaClass type) {
        return type.isAnnotatedWith(DatabaseQuery.class);
    }

    public ArchRule nobodyUses(String module) {
        return each("not use " + module, type -> isIn(module, type)
                ? Stream.empty() : uses(type, target -> isIn(module, target)))
                .because(module + " looks at the others and can be taken away without their notice");
    }

    private ArchRule onlyModuleUses(String module, String library, String reason) {
        return each("use " + library + " only in " + module, type -> isIn(module, type)
                ? Stream.empty() : uses(type, target -> isUnder(library, target))).because(reason);
    }

    private static ArchRule each(String description, Function<JavaClass, Stream<String>> violations) {
        return classes().should(new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                violations.apply(type).forEach(text -> events.add(SimpleConditionEvent.violated(type, text)));
            }
        }).allowEmptyShould(true);
    }

    private static Stream<String> uses(JavaClass type, Predicate<JavaClass> forbidden) {
        return type.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> !target.isEquivalentTo(Module.class))
                .filter(forbidden).map(JavaClass::getName).distinct()
                .map(target -> type.getName() + " uses " + target);
    }

    private boolean isPure(JavaClass type) {
        return modules.of(type).map(Mark::pure).orElse(false);
    }

    private boolean isIn(String module, JavaClass type) {
        return modules.of(type).map(Mark::name).filter(module::equals).isPresent();
    }

    private static boolean isJdk(JavaClass type) {
        return type.isPrimitive() || isUnder("java", type);
    }

    private static boolean isUnder(String parent, JavaClass type) {
        return (type.getPackageName() + ".").startsWith(parent + ".");
    }

    private final class ByModule implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return modules.of(type).map(mark -> SliceIdentifier.of(List.of(mark.name())))
                    .orElseGet(SliceIdentifier::ignore);
        }

        @Override
        public String getDescription() {
            return "modules";
        }
    }
}
