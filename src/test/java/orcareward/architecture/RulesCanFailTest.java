package orcareward.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule fails on a small wrong program, compiled here with the class files of this Java, and passes its right twin. */
class RulesCanFailTest {
    private static final Pattern PACKAGE = Pattern.compile("package ([a-z.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record) (\\w+)");
    private static final String PLATFORM = """
            package javafx.application; public class Platform { public static void runLater(Runnable r) {} }""";

    @TempDir
    Path folder;

    @Test
    void aPackageThatIsNotOnTheMapFails() throws IOException {
        assertFails(ArchitectureRules.EVERY_PACKAGE_IS_ON_THE_MAP, "package orcareward.misc; class Helper {}");
        assertFails(ArchitectureRules.EVERY_PACKAGE_IS_ON_THE_MAP, "package orcareward.data.parquet; class Helper {}");
        assertHolds(ArchitectureRules.EVERY_PACKAGE_IS_ON_THE_MAP, "package orcareward.data; class Helper {}");
    }

    @Test
    void theCommandLineMayNotReachIntoTheEngine() throws IOException {
        String tensor = "package orcareward.engine.tensor; public class Thing { public static int count() { return 1; } }";
        assertFails(ArchitectureRules.PACKAGES_USE_WHAT_THE_MAP_ALLOWS, tensor,
                "package orcareward.cli; class Shortcut { int n = orcareward.engine.tensor.Thing.count(); }");
        assertHolds(ArchitectureRules.PACKAGES_USE_WHAT_THE_MAP_ALLOWS, tensor,
                "package orcareward.recipe; class Task { int n = orcareward.engine.tensor.Thing.count(); }");
    }

    @Test
    void anArrayOrATypeArgumentIsAUseToo() throws IOException {
        String recipe = "package orcareward.recipe; public class Thing {}";
        assertFails(ArchitectureRules.PACKAGES_USE_WHAT_THE_MAP_ALLOWS, recipe,
                "package orcareward.config; class A { orcareward.recipe.Thing[] all; }");
        assertFails(ArchitectureRules.PACKAGES_USE_WHAT_THE_MAP_ALLOWS, recipe,
                "package orcareward.config; class A { java.util.List<orcareward.recipe.Thing> all; }");
    }

    @Test
    void onlyTokenizeMayUseItsTemplates() throws IOException {
        String jinja = "package orcareward.tokenize.jinja; public class Template {}";
        assertFails(ArchitectureRules.PACKAGES_USE_WHAT_THE_MAP_ALLOWS, jinja,
                "package orcareward.recipe; class A { orcareward.tokenize.jinja.Template t; }");
        assertHolds(ArchitectureRules.PACKAGES_USE_WHAT_THE_MAP_ALLOWS, jinja,
                "package orcareward.tokenize; class A { orcareward.tokenize.jinja.Template t; }");
    }

    @Test
    void tabsDoNotSeeEachOther() throws IOException {
        String other = "package orcareward.ui.train; public class TrainTab {}";
        assertFails(ArchitectureRules.PACKAGES_USE_WHAT_THE_MAP_ALLOWS, other,
                "package orcareward.ui.score; class ScoreTab { orcareward.ui.train.TrainTab t; }");
        assertHolds(ArchitectureRules.PACKAGES_USE_WHAT_THE_MAP_ALLOWS, other,
                "package orcareward.ui.shell; class Window { orcareward.ui.train.TrainTab t; }");
    }

    @Test
    void djlOutsideEngineAndTokenizeFails() throws IOException {
        String djl = "package ai.djl.ndarray; public class NDArray {}";
        for (String wrong : List.of("recipe", "cli", "tokenize.jinja", "data")) {
            assertFails(ArchitectureRules.DJL_IN_ENGINE_AND_TOKENIZE_ALONE, djl,
                    "package orcareward." + wrong + "; class A { ai.djl.ndarray.NDArray a; }");
        }
        for (String right : List.of("engine.model", "tokenize")) {
            assertHolds(ArchitectureRules.DJL_IN_ENGINE_AND_TOKENIZE_ALONE, djl,
                    "package orcareward." + right + "; class A { ai.djl.ndarray.NDArray a; }");
        }
    }

    @Test
    void theInsideOfDjlOutsideTensorFails() throws IOException {
        String inside = "package ai.djl.pytorch.jni; public class Bridge {}";
        assertFails(ArchitectureRules.THE_INSIDE_OF_DJL_IN_TENSOR_ALONE, inside,
                "package orcareward.engine.model; class A { ai.djl.pytorch.jni.Bridge b; }");
        assertHolds(ArchitectureRules.THE_INSIDE_OF_DJL_IN_TENSOR_ALONE, inside,
                "package orcareward.engine.tensor; class A { ai.djl.pytorch.jni.Bridge b; }");
    }

    @Test
    void javaFxOutsideUiFails() throws IOException {
        String property = "package javafx.beans; public class Property {}";
        assertFails(ArchitectureRules.JAVAFX_IN_UI_ALONE, property,
                "package orcareward.recipe; class A { javafx.beans.Property p; }");
        assertHolds(ArchitectureRules.JAVAFX_IN_UI_ALONE, property,
                "package orcareward.ui.train; class A { javafx.beans.Property p; }");
    }

    @Test
    void aSceneNodeInAViewModelFails() throws IOException {
        String button = "package javafx.scene.control; public class Button {}";
        assertFails(ArchitectureRules.VIEW_MODELS_KNOW_NO_SCENE, button,
                "package orcareward.ui.train; class TrainViewModel { javafx.scene.control.Button b; }");
        assertHolds(ArchitectureRules.VIEW_MODELS_KNOW_NO_SCENE, button,
                "package orcareward.ui.train; class TrainView { javafx.scene.control.Button b; }");
    }

    @Test
    void runLaterOutsideUiFxFailsAsACallAndAsAMethodReference() throws IOException {
        String call = "{ javafx.application.Platform.runLater(() -> {}); }";
        String reference = "java.util.function.Consumer<Runnable> run = javafx.application.Platform::runLater;";
        for (String use : List.of(call, reference)) {
            assertFails(ArchitectureRules.THE_FX_THREAD_IS_ENTERED_IN_UI_FX_ALONE, PLATFORM,
                    "package orcareward.ui.train; class A { " + use + " }");
            assertHolds(ArchitectureRules.THE_FX_THREAD_IS_ENTERED_IN_UI_FX_ALONE, PLATFORM,
                    "package orcareward.ui.fx; class A { " + use + " }");
        }
    }

    @Test
    void aCycleFails() throws IOException {
        assertFails(ArchitectureRules.NO_CYCLES, "package orcareward.config; public class A { orcareward.data.B b; }",
                "package orcareward.data; public class B { orcareward.config.A a; }");
        assertHolds(ArchitectureRules.NO_CYCLES, "package orcareward.config; public class A {}",
                "package orcareward.data; public class B { orcareward.config.A a; }");
    }

    private void assertFails(ArchRule rule, String... sources) throws IOException {
        assertThat(rule.evaluate(compile(sources)).hasViolation()).as("%s on %s", rule.getDescription(), sources)
                .isTrue();
    }

    private void assertHolds(ArchRule rule, String... sources) throws IOException {
        assertThat(rule.evaluate(compile(sources)).getFailureReport().getDetails()).isEmpty();
    }

    /** Class files of the sources alone: on this class path there is nothing else, so that stand-ins may have JavaFX's names. */
    private JavaClasses compile(String... sources) throws IOException {
        Path out = Files.createTempDirectory(folder, "classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<JavaFileObject> files = Stream.of(sources).map(RulesCanFailTest::file).toList();
        boolean compiled = compiler.getTask(messages, null, null,
                List.of("-d", out.toString(), "-classpath", out.toString(), "-proc:none"), null, files).call();
        assertThat(compiled).as(messages.toString()).isTrue();
        return new ClassFileImporter().importPath(out);
    }

    private static JavaFileObject file(String source) {
        String name = find(PACKAGE, source).replace('.', '/') + "/" + find(TYPE, source) + ".java";
        return new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    private static String find(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        assertThat(matcher.find()).as(source).isTrue();
        return matcher.group(1);
    }
}
