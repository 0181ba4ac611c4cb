package dev.medley.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words of chip names that tell no two chips apart, and the memory size that may stand in a name.
final class ChipNames implements NameIndex.Rules<Chip> {

    private static final List<String> NOISE =
            List.of(
                    "nvidia",
                    "geforce",
                    "amd",
                    "instinct",
                    "intel",
                    "habana",
                    "huawei",
                    "google",
                    "cloud",
                    "aws",
                    "amazon",
                    "baidu",
                    "kunlunxin",
                    "alibaba",
                    "thead",
                    "cambricon",
                    "metax",
                    "hygon",
                    "biren",
                    "iluvatar",
                    "enflame",
                    "tencent",
                    "gpu",
                    "gpus",
                    "npu",
                    "dcu",
                    "mlu",
                    "accelerator",
                    "tensor",
                    "core",
                    "hbm",
                    "hbm2",
                    "hbm2e",
                    "hbm3",
                    "hbm3e",
                    "gddr6",
                    "gddr6x",
                    "gddr7",
                    "oam",
                    "chip",
                    "card",
                    "the");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private static final Pattern MEMORY =
            Pattern.compile("(?<![a-z0-9])(\\d{1,4})\\s?(?:gb|gib|g)(?![a-z0-9])");

    /// A name may give GiB where the catalogue has 10^9 bytes, or round.
    private static final double MEMORY_SLACK = 0.08;

    @Override
    public String kind() {
        return "chip";
    }

    @Override
    public String reduce(String name) {
        var words = new ArrayList<String>();
        var rest = MEMORY.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ");
        var matcher = WORD.matcher(rest);
        while (matcher.find()) {
            if (!NOISE.contains(matcher.group())) {
                words.add(matcher.group());
            }
        }
        return String.join("", words);
    }

    @Override
    public boolean agrees(Chip chip, String name) {
        Matcher memory = MEMORY.matcher(name.toLowerCase(Locale.ROOT));
        if (!memory.find()) {
            return true;
        }
        double said = Integer.parseInt(memory.group(1));
        var known = chip.memoryGb();
        return known == null || Math.abs(said - known) <= MEMORY_SLACK * known;
    }
}
