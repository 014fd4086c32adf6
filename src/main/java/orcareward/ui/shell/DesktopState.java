package orcareward.ui.shell;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orcareward.files.AtomicFiles;
import org.jspecify.annotations.Nullable;

/**
 * What the window remembers from one start to the next ({@code desktop.json} in the user's folder).
 *
 * @param x left edge on the screen; null before the first end
 * @param y upper edge
 * @param width of the window, in pixels
 * @param height of the window
 * @param maximized whether it filled the screen
 * @param theme light, dark, or the system's
 * @param railCollapsed whether the rail shows icons alone
 * @param lastConfig the configuration file that was open
 * @param recent configuration files, the newest first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DesktopState(@Nullable Double x, @Nullable Double y, double width, double height, boolean maximized,
        ThemeChoice theme, boolean railCollapsed, @Nullable String lastConfig, List<String> recent) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    private static final int MOST_RECENT = 10;

    /** Missing parts of an older file become what they are at the first start. */
    public DesktopState {
        width = width < 1 ? 1280 : width;
        height = height < 1 ? 800 : height;
        theme = theme == null ? ThemeChoice.SYSTEM : theme;
        recent = recent == null ? List.of() : List.copyOf(recent);
    }

    /** Light, dark, or as the system has it. */
    public enum ThemeChoice {
        /** Follows the system. */
        SYSTEM,
        /** Always light. */
        LIGHT,
        /** Always dark. */
        DARK
    }

    /** At the first start. */
    static DesktopState first() {
        return new DesktopState(null, null, 1280, 800, false, ThemeChoice.SYSTEM, false, null, List.of());
    }

    /** What was kept; empty when there is nothing, which is the first start. A file that can't be read counts as none: it holds nothing that is worth a question. */
    static Optional<DesktopState> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(MAPPER.readValue(Files.readAllBytes(file), DesktopState.class));
        } catch (IOException e) {
            return Optional.of(first());
        }
    }

    /** Keeps it. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFiles.write(file, out -> out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this)));
    }

    DesktopState withBounds(double newX, double newY, double newWidth, double newHeight) {
        return new DesktopState(newX, newY, newWidth, newHeight, false, theme, railCollapsed, lastConfig, recent);
    }

    DesktopState withMaximized(boolean now) {
        return new DesktopState(x, y, width, height, now, theme, railCollapsed, lastConfig, recent);
    }

    DesktopState withTheme(ThemeChoice newTheme) {
        return new DesktopState(x, y, width, height, maximized, newTheme, railCollapsed, lastConfig, recent);
    }

    DesktopState withRailCollapsed(boolean collapsed) {
        return new DesktopState(x, y, width, height, maximized, theme, collapsed, lastConfig, recent);
    }

    /** With a configuration file as the last one opened. */
    DesktopState withConfig(Path file) {
        String name = file.toAbsolutePath().toString();
        List<String> files = new ArrayList<>(recent);
        files.remove(name);
        files.addFirst(name);
        return new DesktopState(x, y, width, height, maximized, theme, railCollapsed, name,
                files.subList(0, Math.min(MOST_RECENT, files.size())));
    }
}
