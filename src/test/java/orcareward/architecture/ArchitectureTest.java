package orcareward.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Our own classes keep to the map. */
@AnalyzeClasses(packages = {PackageMap.ROOT, PackageMap.DJL_INSIDE}, importOptions = {
        ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {
    @ArchTest
    static final ArchRule everyPackageIsOnTheMap = ArchitectureRules.EVERY_PACKAGE_IS_ON_THE_MAP;
    @ArchTest
    static final ArchRule packagesUseWhatTheMapAllows = ArchitectureRules.PACKAGES_USE_WHAT_THE_MAP_ALLOWS;
    @ArchTest
    static final ArchRule djlStaysInEngineAndTokenize = ArchitectureRules.DJL_IN_ENGINE_AND_TOKENIZE_ALONE;
    @ArchTest
    static final ArchRule theInsideOfDjlStaysInTensor = ArchitectureRules.THE_INSIDE_OF_DJL_IN_TENSOR_ALONE;
    @ArchTest
    static final ArchRule javaFxStaysInUi = ArchitectureRules.JAVAFX_IN_UI_ALONE;
    @ArchTest
    static final ArchRule viewModelsKnowNoScene = ArchitectureRules.VIEW_MODELS_KNOW_NO_SCENE;
    @ArchTest
    static final ArchRule theFxThreadIsEnteredInUiFx = ArchitectureRules.THE_FX_THREAD_IS_ENTERED_IN_UI_FX_ALONE;
    @ArchTest
    static final ArchRule thereAreNoCycles = ArchitectureRules.NO_CYCLES;
}
