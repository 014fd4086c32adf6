package orcareward.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import orcareward.ui.chart.ChartGroup;
import orcareward.ui.chart.ChartImage;
import orcareward.ui.chart.ChartTable;
import orcareward.ui.chart.MetricChart;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Navigator;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.Texts;

/** Every chart as a picture, all their data as a table. */
final class ExportMenu extends MenuButton {
    private static final FileDialogs.Kind PNG = new FileDialogs.Kind("PNG", "*.png");
    private static final FileDialogs.Kind SVG = new FileDialogs.Kind("SVG", "*.svg");
    private static final FileDialogs.Kind CSV = new FileDialogs.Kind("CSV", "*.csv");

    private final Background background;
    private final FileDialogs dialogs;
    private final Navigator navigator;

    ExportMenu(ChartGroup group, List<MetricChart> charts, Background background, FileDialogs dialogs,
            Navigator navigator) {
        super(Texts.get("train.export"));
        this.background = background;
        this.dialogs = dialogs;
        this.navigator = navigator;
        setTooltip(new Tooltip(Texts.get("train.export.tooltip")));
        setMinWidth(USE_PREF_SIZE);
        for (MetricChart chart : charts) {
            String title = chart.titleProperty().get();
            getItems().add(new Menu(title, null,
                    item(Texts.get("train.export.png"), () -> picture(chart, title, PNG)),
                    item(Texts.get("train.export.svg"), () -> picture(chart, title, SVG))));
        }
        getItems().addAll(new SeparatorMenuItem(),
                item(Texts.get("train.export.all"), () -> allPictures(charts)),
                item(Texts.get("train.export.csv"), () -> data(group)));
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(event -> action.run());
        return item;
    }

    private static String fileName(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private void picture(MetricChart chart, String title, FileDialogs.Kind kind) {
        String ending = kind == PNG ? ".png" : ".svg";
        dialogs.save(Texts.get("train.export"), null, fileName(title) + ending, kind).ifPresent(file -> {
            ChartImage image = chart.image();
            write(file, () -> {
                if (kind == PNG) {
                    image.writePng(file);
                } else {
                    image.writeSvg(file);
                }
            });
        });
    }

    private void allPictures(List<MetricChart> charts) {
        dialogs.folder(Texts.get("train.export.all"), null).ifPresent(folder -> {
            List<ChartImage> images = charts.stream().map(MetricChart::image).toList();
            List<String> names = charts.stream().map(chart -> fileName(chart.titleProperty().get())).toList();
            write(folder, () -> {
                for (int i = 0; i < images.size(); i++) {
                    images.get(i).writePng(folder.resolve(names.get(i) + ".png"));
                    images.get(i).writeSvg(folder.resolve(names.get(i) + ".svg"));
                }
            });
        });
    }

    private void data(ChartGroup group) {
        dialogs.save(Texts.get("train.export.csv"), null, "curves.csv", CSV).ifPresent(file -> {
            ChartTable table = group.table();
            write(file, () -> table.writeCsv(file));
        });
    }

    private void write(Path where, Writing writing) {
        background.run(Texts.get("train.export"), progress -> {
            writing.run();
            return where;
        }, done -> navigator.notify(Texts.format("train.export.done", done.toString())),
                failure -> navigator.notify(Texts.format("train.export.failed", ProblemView.lines(failure))));
    }

    /** Writes files. */
    @FunctionalInterface
    private interface Writing {
        void run() throws Exception;
    }
}
