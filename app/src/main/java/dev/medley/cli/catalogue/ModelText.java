package dev.medley.cli.catalogue;

import dev.medley.cli.terminal.Figures;
import dev.medley.cli.terminal.Json;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.catalog.Attention;
import dev.medley.core.catalog.FeedForward;
import dev.medley.core.catalog.Model;
import dev.medley.report.table.Table;

import java.io.PrintWriter;
import java.util.List;

/// Models for people and as JSON: `{"models":[...]}`.
final class ModelText {

    /// Bytes of one number of the KV cache in 16 bit.
    private static final double KV_BYTES = 2;

    private ModelText() {}

    static void print(PrintWriter out, List<Model> models) {
        var table =
                Table.of(
                        "model",
                        "maker",
                        "#params b",
                        "#active b",
                        "#layers",
                        "#hidden",
                        "attention",
                        "#experts",
                        "#KV bytes/token",
                        "#tokens",
                        "trust");
        for (var model : models) {
            table.row(
                    model.id(),
                    model.maker(),
                    billions(model.params()),
                    billions(model.activeParams()),
                    Figures.plain(model.layers()),
                    Figures.plain(model.hidden()),
                    attention(model),
                    experts(model),
                    Figures.plain(kvBytes(model)),
                    Figures.plain(model.maxTokens()),
                    Figures.name(model.provenance().confidence()));
        }
        table.print(out, Screen.colour());
        out.println();
        out.println("KV bytes are per token in 16 bit, over all layers that see everything.");
    }

    private static String billions(double params) {
        return Figures.plain(Math.round(params / 1e7) / 100.0);
    }

    /// Cache that a token leaves in 16 bit when every attention layer keeps it.
    private static double kvBytes(Model model) {
        return model.kvWidth() * model.attentionLayers() * KV_BYTES;
    }

    private static String attention(Model model) {
        return switch (model.attention()) {
            case Attention.Grouped g ->
                    g.heads() + "/" + g.kvHeads() + "x" + g.headDim() + window(g);
            case Attention.Latent l -> l.heads() + " latent " + l.kvRank() + "+" + l.ropeDim();
        };
    }

    private static String window(Attention.Grouped grouped) {
        var window = grouped.window();
        return window == null ? "" : " window " + window.tokens();
    }

    private static String experts(Model model) {
        return switch (model.feedForward()) {
            case FeedForward.Dense _ -> Figures.UNKNOWN;
            case FeedForward.Experts e -> e.perToken() + " of " + e.experts();
        };
    }

    static void print(PrintWriter out, Model model) {
        out.println((model.maker().isEmpty() ? "" : model.maker() + " ") + model.id());
        if (!model.aliases().isEmpty()) {
            out.println("Also called " + String.join(", ", model.aliases()) + ".");
        }
        out.println();
        var table = Table.of("figure", "#value");
        table.row("parameters, billions", billions(model.params()));
        table.row("parameters counted from the architecture", billions(model.countedParams()));
        table.row("active per token, billions", billions(model.activeParams()));
        table.row("layers", Figures.plain(model.layers()));
        table.row("layers with a KV cache", Figures.plain(model.attentionLayers()));
        table.row("hidden width", Figures.plain(model.hidden()));
        table.row("vocabulary", Figures.plain(model.vocabulary()));
        table.row("tied embeddings", model.tiedEmbeddings() ? "yes" : "no");
        attention(table, model.attention());
        feedForward(table, model.feedForward());
        table.row("KV bytes per token, 16 bit", Figures.plain(kvBytes(model)));
        table.row("longest context, tokens", Figures.plain(model.maxTokens()));
        table.print(out, Screen.colour());
        out.println();
        var provenance = model.provenance();
        var date = provenance.date().isEmpty() ? "" : " (" + provenance.date() + ")";
        var trust = Figures.name(provenance.confidence());
        out.println("source: " + provenance.source() + date + "; confidence " + trust);
        if (!provenance.note().isEmpty()) {
            out.println("note: " + provenance.note());
        }
    }

    private static void attention(Table table, Attention attention) {
        table.row("heads", Figures.plain(attention.heads()));
        switch (attention) {
            case Attention.Grouped g -> {
                table.row("key/value heads", Figures.plain(g.kvHeads()));
                table.row("width of a head", Figures.plain(g.headDim()));
                var window = g.window();
                if (window != null) {
                    table.row("window, tokens", Figures.plain(window.tokens()));
                    table.row("layers that see everything", Figures.plain(window.fullLayers()));
                }
            }
            case Attention.Latent l -> {
                table.row("latent width", Figures.plain(l.kvRank()));
                table.row("width with position", Figures.plain(l.ropeDim()));
                table.row("width without position", Figures.plain(l.nopeDim()));
                table.row("width of a value", Figures.plain(l.valueDim()));
                table.row("latent width of queries", Figures.plain(l.queryRank()));
            }
        }
    }

    private static void feedForward(Table table, FeedForward feedForward) {
        switch (feedForward) {
            case FeedForward.Dense d -> {
                table.row("inner width", Figures.plain(d.width()));
                table.row("gated", d.gated() ? "yes" : "no");
            }
            case FeedForward.Experts e -> {
                table.row("experts", Figures.plain(e.experts()));
                table.row("experts per token", Figures.plain(e.perToken()));
                table.row("inner width of an expert", Figures.plain(e.width()));
                if (e.latent() > 0) {
                    table.row("width that experts work in", Figures.plain(e.latent()));
                }
                table.row("inner width of shared experts", Figures.plain(e.sharedWidth()));
                table.row("layers with experts", Figures.plain(e.moeLayers()));
                table.row("inner width of dense layers", Figures.plain(e.denseWidth()));
                table.row("gated", e.gated() ? "yes" : "no");
            }
        }
    }

    static void json(PrintWriter out, List<Model> models) {
        Json.print(out, json -> json.blocks("models", models, model -> json(json, model)));
    }

    private static void json(Json json, Model model) {
        json.text("id", model.id());
        json.text("maker", model.maker());
        json.texts("aliases", model.aliases());
        json.number("params", model.params());
        json.number("countedParams", model.countedParams());
        json.number("activeParams", model.activeParams());
        json.number("layers", model.layers());
        json.number("attentionLayers", model.attentionLayers());
        json.number("hidden", model.hidden());
        json.number("vocabulary", model.vocabulary());
        json.flag("tiedEmbeddings", model.tiedEmbeddings());
        json.block("attention", block -> attention(block, model.attention()));
        json.block("feedForward", block -> feedForward(block, model.feedForward()));
        json.number("kvBytesPerToken", kvBytes(model));
        json.number("maxTokens", model.maxTokens());
        Figures.provenance(json, model.provenance());
    }

    private static void attention(Json json, Attention attention) {
        switch (attention) {
            case Attention.Grouped g -> {
                json.text("kind", "grouped");
                json.number("heads", g.heads());
                json.number("kvHeads", g.kvHeads());
                json.number("headDim", g.headDim());
                var window = g.window();
                if (window != null) {
                    json.number("windowTokens", window.tokens());
                    json.number("fullLayers", window.fullLayers());
                }
            }
            case Attention.Latent l -> {
                json.text("kind", "latent");
                json.number("heads", l.heads());
                json.number("kvRank", l.kvRank());
                json.number("queryRank", l.queryRank());
                json.number("ropeDim", l.ropeDim());
                json.number("nopeDim", l.nopeDim());
                json.number("valueDim", l.valueDim());
            }
        }
    }

    private static void feedForward(Json json, FeedForward feedForward) {
        switch (feedForward) {
            case FeedForward.Dense d -> {
                json.text("kind", "dense");
                json.number("width", d.width());
                json.flag("gated", d.gated());
            }
            case FeedForward.Experts e -> {
                json.text("kind", "experts");
                json.number("experts", e.experts());
                json.number("perToken", e.perToken());
                json.number("width", e.width());
                json.number("sharedWidth", e.sharedWidth());
                json.number("moeLayers", e.moeLayers());
                json.number("denseWidth", e.denseWidth());
                json.flag("gated", e.gated());
            }
        }
    }
}
