package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Model;
import dev.medley.core.fit.Parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/// The parameters of the serving model: what they are, what is believed of them before any row is
/// seen, and how firmly.
///
/// Priors come from micro-benchmarks (matrix products, memory streams, all-reduce) and from what
/// engines are known to do; spreads say how far such a figure may be from what a served model sees.
final class ServingParameters {

    static final String PREFIX = "serving.";

    private static final String EXPERTS = ".experts";

    private ServingParameters() {}

    /// All parameters, with offsets for the families, chips, engines and versions named.
    static List<Parameter> of(
            SortedSet<String> families,
            SortedSet<String> chips,
            SortedSet<String> software,
            List<Model> models,
            SortedSet<String> kin) {
        var list = new ArrayList<Parameter>();
        products(list);
        streams(list);
        host(list);
        links(list);
        memory(list);
        for (var engine : Engine.values()) {
            add(list, "overhead." + engine.id(), 1, 0.4, "host-side cost of this engine");
            add(list, "cache." + engine.id(), 1, 0.2, "reading the cache with this engine");
        }
        for (var family : families) {
            add(list, "family." + family, 1, 0.2, "arithmetic of this family");
            add(list, "cache." + family, 1, 0.2, "reading the cache in this family");
            add(list, "link." + family, 1, 0.3, "links of this family");
        }
        for (var chip : chips) {
            add(list, "chip." + chip, 1, 0.12, "arithmetic of this chip in its family");
        }
        for (var version : software) {
            add(list, "software." + version, 1, 0.09, "rate with this engine version");
        }
        offsets(list, models);
        for (var name : kin) {
            add(list, name.substring(PREFIX.length()), 1, 0.12, "rate of the two together");
        }
        return list;
    }

    /// What is left of engines, makers and models once physics has spoken: kernels fit some
    /// architectures better than others. Small spreads, so that few rows say little.
    private static void offsets(List<Parameter> list, List<Model> models) {
        var engines = new TreeSet<String>();
        for (var engine : Engine.values()) {
            engines.add(engineName(engine));
        }
        for (var engine : engines) {
            add(list, "engine." + engine, 1, 0.1, "rate of this engine");
            add(list, "engine." + engine + EXPERTS, 1, 0.1, "the same with experts");
        }
        var makers = new TreeSet<String>();
        var names = new TreeSet<String>();
        for (var model : models) {
            makers.add(maker(model).substring(PREFIX.length()));
            names.add(model(model).substring(PREFIX.length()));
        }
        makers.forEach(name -> add(list, name, 1, 0.12, "rate of this maker's models"));
        names.forEach(name -> add(list, name, 1, 0.1, "rate of this model"));
    }

    /// Name of the offset of an engine with this kind of model.
    static String engine(Engine engine, Model model) {
        return PREFIX + "engine." + engineName(engine) + (model.isMoe() ? EXPERTS : "");
    }

    /// Name of the offset of an engine's or a family's attention to cached tokens.
    static String cache(String whose) {
        return PREFIX + "cache." + whose;
    }

    /// Name of the offset of a maker's models of this kind.
    static String maker(Model model) {
        var maker = model.maker().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return PREFIX + "maker." + maker + (model.isMoe() ? EXPERTS : "");
    }

    /// Name of the offset of a model.
    static String model(Model model) {
        return PREFIX + "model." + model.id();
    }

    /// Name of the offset of a family with a model: kernels are tuned for one on the other.
    static String familyModel(Device device, Model model) {
        return PREFIX + "kin." + device.family() + "." + model.id();
    }

    /// Name of the offset of a family with an engine version: releases favour families.
    static String familySoftware(Device device, String software) {
        return PREFIX + "kin." + device.family() + "." + software;
    }

    private static String engineName(Engine engine) {
        return engine == Engine.TENSORRT_LLM_COMPILED ? Engine.TENSORRT_LLM.id() : engine.id();
    }

    private static void products(List<Parameter> list) {
        add(list, "product.16", 0.55, 0.25, "share of the achieved 16-bit peak in layers");
        add(list, "product.8", 0.55, 0.25, "the same for 8 bits");
        add(list, "product.4", 0.5, 0.25, "the same for 4 bits");
        add(list, "product.unpacked", 0.8, 0.2, "narrow weights widened before the product");
        add(list, "product.blocks", 0.5, 0.25, "8-bit weights with a scale per block, dense");
        add(list, "product.rows", 30, 0.5, "rows at which a 16-bit product is half efficient");
        add(list, "product.width", 200, 0.5, "shard width at which a product is half efficient");
        add(list, "product.watts", 1.2, 0.4, "exponent of power per FLOP below an SXM part's");
        add(list, "product.feeding", 0.2, 0.7, "exponent of bandwidth per FLOP over an H100's");
        add(list, "expert.product", 0.65, 0.25, "products of experts against dense ones");
        add(list, "expert.rows", 20, 0.6, "rows per expert at which they are half efficient");
        add(list, "expert.imbalance", 1.2, 0.2, "fullest expert device over the mean");
        add(list, "attention.prefill", 0.4, 0.4, "share of the 16-bit peak in prefill attention");
        add(list, "attention.decode", 0.35, 0.4, "the same in latent decode attention");
        add(list, "attention.softmax", 0.06, 0.5, "exponentials per 32-bit vector FLOP");
        add(list, "attention.imbalance", 1.15, 0.15, "fullest attention rank over the mean");
    }

    private static void streams(List<Parameter> list) {
        add(list, "stream.weights", 0.86, 0.1, "share of memory bandwidth when reading weights");
        add(list, "stream.cache", 0.66, 0.25, "the same when reading the KV cache");
        add(list, "stream.overlap", 2.5, 0.3, "exponent that joins products and weight reads");
        add(list, "stream.shared", 8, 0.5, "bytes x hidden per token and layer on each device");
        add(list, "stream.split", 20, 0.5, "the same, shared among devices");
        add(list, "stream.logits", 5, 0.5, "passes over the logits of each sampled token");
    }

    private static void host(List<Parameter> list) {
        add(list, "host.step", 1.5e-3, 0.5, "seconds per iteration");
        add(list, "host.layer", 12e-6, 0.5, "seconds per layer");
        add(list, "host.expertLayer", 20e-6, 0.25, "seconds per layer with experts, on top");
        add(list, "host.sequence", 8e-6, 0.6, "seconds per sequence in flight");
        add(list, "host.mixedLayer", 50e-6, 1, "seconds per layer of a step that prompts join");
        add(list, "host.slot", 1e-6, 0.8, "seconds per slot of a compiled engine, used or not");
        add(list, "host.request", 1.3e-3, 0.8, "seconds per request over HTTP");
        add(list, "host.slow", 1.65, 0.25, "host-side cost on Grace hosts");
    }

    private static void links(List<Parameter> list) {
        add(list, "reduce.bandwidth", 0.6, 0.25, "share of link bandwidth in all-reduce");
        add(list, "reduce.latency", 15e-6, 0.2, "seconds per all-reduce");
        add(list, "reduce.ramp", 2e6, 0.5, "bytes lost until an all-reduce among four is at speed");
        add(list, "exchange.bandwidth", 0.3, 0.4, "share of link bandwidth in expert exchange");
        add(list, "exchange.latency", 50e-6, 0.5, "seconds per expert exchange");
    }

    private static void memory(List<Parameter> list) {
        add(list, "memory.usable", 0.965, 0.01, "share of GiB that programs can have");
        add(list, "memory.workspace", 2.2e9, 0.3, "bytes of runtime and graphs per device");
        add(list, "memory.activations", 1.2, 0.3, "copies of the widest activation kept");
        add(list, "memory.progress", 0.88, 0.1, "part of the answer that a sequence reserves");
        add(list, "memory.slotLogits", 3, 0.5, "copies of each slot's logits, compiled engines");
        add(list, "limit.loose", 0.57, 0.2, "share of a loose TPOT limit used on average");
        add(list, "limit.tight", 0.78, 0.1, "the same when answers must be quick (< 150 ms)");
        add(list, "tuned", 1.06, 0.12, "rate of benchmark submissions over plain runs");
    }

    private static void add(
            List<Parameter> list, String name, double prior, double spread, String meaning) {
        list.add(new Parameter(PREFIX + name, prior, spread, meaning));
    }
}
