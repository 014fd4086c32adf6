package orcareward.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The map and the bans as rules. Packages that don't exist yet are no fault. */
final class ArchitectureRules {
    private static final PackageMap MAP = new PackageMap();

    static final ArchRule EVERY_PACKAGE_IS_ON_THE_MAP = classes()
            .should(new ArchCondition<>("be in a package of the map") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    events.add(new SimpleConditionEvent(item, MAP.knows(item.getPackageName()),
                            item.getName() + ": the package " + item.getPackageName() + " is not on the map"));
                }
            });

    static final ArchRule PACKAGES_USE_WHAT_THE_MAP_ALLOWS = classes()
            .should(new ArchCondition<>("use what the map allows") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                        String to = dependency.getTargetClass().getBaseComponentType().getPackageName();
                        boolean ours = to.equals(PackageMap.ROOT) || to.startsWith(PackageMap.ROOT + ".");
                        if (ours && !MAP.allows(item.getPackageName(), to)) {
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                        }
                    }
                }
            });

    static final ArchRule DJL_IN_ENGINE_AND_TOKENIZE_ALONE = noClasses()
            .that(resideInAPackage("orcareward..").and(describe("outside engine and tokenize",
                    c -> !c.getPackageName().startsWith("orcareward.engine.")
                            && !c.getPackageName().equals("orcareward.tokenize"))))
            .should().dependOnClassesThat().resideInAPackage("ai.djl..").allowEmptyShould(true);

    static final ArchRule THE_INSIDE_OF_DJL_IN_TENSOR_ALONE = noClasses()
            .that(resideInAPackage("orcareward..").and(describe("outside engine.tensor",
                    c -> !c.getPackageName().equals("orcareward.engine.tensor"))))
            .should().dependOnClassesThat().resideInAPackage(PackageMap.DJL_INSIDE).allowEmptyShould(true);

    static final ArchRule JAVAFX_IN_UI_ALONE = noClasses().that().resideOutsideOfPackage("orcareward.ui..").should()
            .dependOnClassesThat(resideInAnyPackage("javafx..", "com.sun.javafx..", "org.controlsfx..", "atlantafx.."))
            .allowEmptyShould(true);

    static final ArchRule VIEW_MODELS_KNOW_NO_SCENE = noClasses().that().haveSimpleNameEndingWith("ViewModel").should()
            .dependOnClassesThat().resideInAnyPackage("javafx.scene..", "javafx.stage..").allowEmptyShould(true);

    // accessTargetWhere sees the method reference Platform::runLater too, which callMethod does not.
    static final ArchRule THE_FX_THREAD_IS_ENTERED_IN_UI_FX_ALONE = noClasses().that()
            .resideOutsideOfPackage("orcareward.ui.fx").should()
            .accessTargetWhere(describe("Platform.runLater", access -> access.getName().equals("runLater")
                    && access.getTargetOwner().getName().equals("javafx.application.Platform")))
            .allowEmptyShould(true);

    static final ArchRule NO_CYCLES = slices().matching("orcareward.(**)").should().beFreeOfCycles()
            .allowEmptyShould(true);

    private ArchitectureRules() {
    }
}
