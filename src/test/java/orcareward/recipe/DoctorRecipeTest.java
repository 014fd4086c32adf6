package orcareward.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orcareward.engine.tensor.EngineProbe;
import orcareward.recipe.DoctorReport.Check;
import orcareward.recipe.DoctorReport.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorRecipeTest {
    private static final EngineProbe.Findings LOADED = new EngineProbe.Findings("0.35.1", "2.7.1", "/natives", 2,
            List.of(new EngineProbe.Device("CPU", 0), new EngineProbe.Device("NVIDIA H100", 80L << 30)), null);

    @TempDir
    Path home;

    @Test
    void engineAndDevicesAreNamedWithVersionThreadsAndMemory() {
        DoctorReport report = doctor(LOADED, Map.of("OMP_WAIT_POLICY", "passive", "HF_HOME", home.toString()));
        assertThat(check(report, "engine").value()).isEqualTo("DJL 0.35.1, libtorch 2.7.1");
        assertThat(check(report, "processors").value()).endsWith("the engine uses 2 threads");
        assertThat(report.checks()).contains(Check.ok("device", "CPU"), Check.ok("device", "NVIDIA H100, 80.0 GiB"));
        assertThat(check(report, "OMP_WAIT_POLICY").status()).isEqualTo(Status.OK);
        assertThat(check(report, "Hugging Face cache").value()).startsWith(home.resolve("hub").toString());
        assertThat(report.anythingMissing()).isFalse();
    }

    @Test
    void anEngineThatDoesNotLoadIsMissingAndHasARemedy() {
        DoctorReport report = doctor(new EngineProbe.Findings("", "", "", 0, List.of(), "a symbol is undefined"),
                Map.of());
        assertThat(check(report, "engine")).satisfies(engine -> {
            assertThat(engine.status()).isEqualTo(Status.MISSING);
            assertThat(engine.value()).contains("a symbol is undefined");
            assertThat(engine.remedy()).contains(home.resolve(".djl.ai").toString());
        });
        assertThat(report.anythingMissing()).isTrue();
    }

    @Test
    void aVariableThatTheLauncherSetsIsAWarningWhenAbsent() {
        assertThat(check(doctor(LOADED, Map.of()), "ONEDNN_PRIMITIVE_CACHE_CAPACITY")).satisfies(variable -> {
            assertThat(variable.status()).isEqualTo(Status.WARNING);
            assertThat(variable.remedy()).contains("./orca");
        });
    }

    @Test
    void threadsThatSpinAreAWarning() {
        for (Map<String, String> environment : List.of(Map.<String, String>of(),
                Map.of("OMP_WAIT_POLICY", "active"))) {
            assertThat(check(doctor(LOADED, environment), "OMP_WAIT_POLICY")).satisfies(variable -> {
                assertThat(variable.status()).isEqualTo(Status.WARNING);
                assertThat(variable.remedy()).contains("./orca").contains("passive");
            });
        }
        assertThat(check(doctor(LOADED, Map.of("OMP_NUM_THREADS", "3")), "OMP_NUM_THREADS").value()).isEqualTo("3");
        assertThat(check(doctor(LOADED, Map.of()), "OMP_NUM_THREADS").value()).isEqualTo("not set");
    }

    @Test
    void moreThreadsThanProcessorsAreAWarning() {
        assertThat(DoctorRecipe.processors(2, 2)).isEqualTo(Check.ok("processors", "2, the engine uses 2 threads"));
        assertThat(DoctorRecipe.processors(0, 2)).isEqualTo(Check.ok("processors", "2"));
        assertThat(DoctorRecipe.processors(32, 2)).satisfies(check -> {
            assertThat(check.status()).isEqualTo(Status.WARNING);
            assertThat(check.remedy()).contains("cpu_threads").contains("2");
        });
    }

    @Test
    void cachesShowTheirSize() throws IOException {
        Path cache = Files.createDirectories(home.resolve(".djl.ai/pytorch"));
        Files.write(cache.resolve("natives.so"), new byte[3 << 20]);
        assertThat(check(doctor(LOADED, Map.of()), "engine cache").value()).endsWith(".djl.ai, 1 files, 3.0 MiB");
        Files.write(Files.createDirectories(home.resolve("user/cache/tokenized")).resolve("a.tokens"),
                new byte[1 << 20]);
        assertThat(check(doctor(LOADED, Map.of()), "token ids").value()).endsWith("tokenized, 1 files, 1.0 MiB");
    }

    @Test
    void aUserFolderThatCantBeWrittenIsMissing() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        DoctorReport report = new DoctorRecipe("1.0", () -> LOADED,
                new DoctorRecipe.Places(Map.of(), home, home, file.resolve("user"), file.resolve("user/logs"))).run();
        assertThat(check(report, "user folder").status()).isEqualTo(Status.MISSING);
        assertThat(check(report, "user folder").remedy()).contains("ORCA_HOME");
    }

    private DoctorReport doctor(EngineProbe.Findings findings, Map<String, String> environment) {
        return new DoctorRecipe("1.0", () -> findings,
                new DoctorRecipe.Places(environment, home, home, home.resolve("user"), home.resolve("user/logs")))
                .run();
    }

    private static Check check(DoctorReport report, String name) {
        return report.checks().stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
    }
}
