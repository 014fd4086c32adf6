package orcareward.ui.chart;

import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import orcareward.files.AtomicFiles;

/** A chart as it was at one moment, to be written to files on any thread. */
public final class ChartImage {
    private static final double LEAST_WIDTH = 640;
    private static final double LEAST_HEIGHT = 320;
    /** Pixels of a PNG for one of the screen's. */
    private static final int SHARPNESS = 2;

    private final int width;
    private final int height;
    private final int[] pixels;
    private final String svg;

    private ChartImage(int width, int height, int[] pixels, String svg) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        this.svg = svg;
    }

    static ChartImage of(Sheet sheet, Palette palette, String font, double wantedWidth, double wantedHeight) {
        double width = Math.ceil(Math.max(LEAST_WIDTH, wantedWidth));
        double height = Math.ceil(Math.max(LEAST_HEIGHT, wantedHeight));
        SvgSurface vector = new SvgSurface(width, height);
        sheet.paint(vector, palette, width, height);
        Canvas canvas = new Canvas(width * SHARPNESS, height * SHARPNESS);
        canvas.getGraphicsContext2D().scale(SHARPNESS, SHARPNESS);
        sheet.paint(new CanvasSurface(canvas.getGraphicsContext2D(), font, SHARPNESS), palette, width, height);
        WritableImage image = canvas.snapshot(new SnapshotParameters(), null);
        int columns = (int) image.getWidth();
        int rows = (int) image.getHeight();
        int[] pixels = new int[columns * rows];
        image.getPixelReader().getPixels(0, 0, columns, rows, PixelFormat.getIntArgbInstance(), pixels, 0, columns);
        return new ChartImage(columns, rows, pixels, vector.finish());
    }

    /** Writes it as a PNG with two pixels for one of the screen's, whole or not at all. */
    public void writePng(Path file) throws IOException {
        AtomicFiles.write(file, out -> Png.write(out, width, height, pixels));
    }

    /** Writes it as an SVG: lines and letters, no pixels; whole or not at all. */
    public void writeSvg(Path file) throws IOException {
        AtomicFiles.writeString(file, svg);
    }

    /** The SVG's text. */
    String svg() {
        return svg;
    }
}
