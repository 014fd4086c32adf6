package orcareward.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.converter.ColorConverter;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Window;

/** A region that draws with colours from the style sheet, and again when they change. */
abstract class ThemedRegion extends Region {
    private static final List<String> OTHERS = List.of("background", "text", "muted", "grid", "danger");
    private static final List<CssMetaData<ThemedRegion, Color>> COLORS = Stream
            .concat(OTHERS.stream(), Stream.of(Ink.values()).map(ThemedRegion::styleName)).map(ThemedRegion::meta)
            .toList();
    private static final List<CssMetaData<? extends Styleable, ?>> ALL = Stream
            .<CssMetaData<? extends Styleable, ?>>concat(Region.getClassCssMetaData().stream(), COLORS.stream())
            .toList();

    private final List<SimpleStyleableObjectProperty<Color>> colors = new ArrayList<>();

    ThemedRegion() {
        for (CssMetaData<ThemedRegion, Color> meta : COLORS) {
            SimpleStyleableObjectProperty<Color> color = new SimpleStyleableObjectProperty<>(meta, this,
                    meta.getProperty(), Color.GRAY);
            color.addListener(ignored -> redraw());
            colors.add(color);
        }
    }

    /** Asks to be drawn again in the next pulse. */
    abstract void redraw();

    /** Device pixels side by side in one of ours, on the screen where this is shown. */
    final double resolution() {
        Window window = getScene() == null ? null : getScene().getWindow();
        return window == null ? 1 : Math.max(1, window.getRenderScaleX());
    }

    /** Today's colours. */
    final Palette palette() {
        List<Color> now = colors.stream().map(SimpleStyleableObjectProperty::get).toList();
        return new Palette(now.get(0), now.get(1), now.get(2), now.get(3), now.get(4),
                now.subList(OTHERS.size(), now.size()));
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return ALL;
    }

    @Override
    public String getUserAgentStylesheet() {
        return ChartStyles.url();
    }

    /** {@code RUN_1} is {@code run-1} in the style sheet. */
    static String styleName(Ink ink) {
        return ink.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static CssMetaData<ThemedRegion, Color> meta(String name) {
        int index = OTHERS.contains(name)
                ? OTHERS.indexOf(name)
                : OTHERS.size() + Ink.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')).ordinal();
        return new CssMetaData<>("-chart-" + name, ColorConverter.getInstance(), Color.GRAY) {
            @Override
            public boolean isSettable(ThemedRegion region) {
                return !region.colors.get(index).isBound();
            }

            @Override
            public StyleableProperty<Color> getStyleableProperty(ThemedRegion region) {
                return region.colors.get(index);
            }
        };
    }
}
