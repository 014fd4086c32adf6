package orcareward.recipe;

/** How an evaluation's page looks, in light and dark. */
final class ReportStyle {
    static final String CSS = """
            :root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--muted:#59636e;--line:#d1d9e0;--chosen:#0969da;--rejected:#bc4c00}
            @media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--muted:#9198a1;--line:#3d444d;--chosen:#58a6ff;--rejected:#f0883e}}
            body{margin:0;background:var(--bg);color:var(--fg);font:14px/1.5 system-ui,sans-serif}
            main{max-width:1280px;margin:0 auto;padding:24px}
            h1{font-size:24px;overflow-wrap:anywhere}h2{font-size:18px;margin-top:32px}
            .muted,.t,th{color:var(--muted)}.muted,th{font-size:12px}
            .cards,.pictures{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(220px,1fr))}
            .pictures{grid-template-columns:repeat(auto-fit,minmax(360px,1fr))}
            .card,figure,.side,details{border:1px solid var(--line);border-radius:6px;padding:12px;margin:0}
            .figure{font-size:24px;font-weight:600;font-variant-numeric:tabular-nums}
            figcaption{font-weight:600}svg{width:100%;height:auto}
            table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
            th,td{text-align:right;padding:4px 8px;border-bottom:1px solid var(--line);white-space:nowrap}
            th:first-child,td:first-child,.rows th:last-child,.rows td:last-child{text-align:left;white-space:normal;overflow-wrap:anywhere}
            details{margin-bottom:8px}summary{cursor:pointer}.text{white-space:pre-wrap;overflow-wrap:anywhere}
            .sides{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(320px,1fr))}
            .side.chosen b{color:var(--chosen)}.side.rejected b{color:var(--rejected)}
            .key{display:inline-block;width:10px;height:10px}.key.chosen{background:var(--chosen)}.key.rejected{background:var(--rejected)}
            svg .t{font-size:10px;fill:var(--muted)}svg .g{stroke:var(--line);stroke-width:.5}
            svg .chosen,svg .plain{fill:var(--chosen);fill-opacity:.45}svg .rejected{fill:var(--rejected);fill-opacity:.45}
            svg .right{fill:var(--chosen);fill-opacity:.35}svg .wrong{fill:var(--rejected);fill-opacity:.8}
            svg .zero{stroke:var(--muted);stroke-dasharray:4 3}svg .curve{stroke:var(--chosen);stroke-width:1.5}svg .point{fill:var(--chosen)}
            """;

    private ReportStyle() {
    }
}
