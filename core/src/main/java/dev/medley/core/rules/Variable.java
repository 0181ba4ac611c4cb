package dev.medley.core.rules;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// What predicates of rules speak about.
public enum Variable {
    TPP(Kind.NUMBER, "TPP", ""),
    PD(Kind.NUMBER, "PD", ""),
    DIE_AREA(Kind.NUMBER, "die area", "mm2"),
    DRAM_BANDWIDTH(Kind.NUMBER, "memory", "GB/s"),
    IO_BANDWIDTH(Kind.NUMBER, "I/O", "GB/s"),
    /// Bandwidth of a stack of memory over the area of its package.
    HBM_DENSITY(Kind.NUMBER, "HBM density", "GB/s/mm2"),
    PROCESS_NM(Kind.NUMBER, "process node", "nm"),
    TRANSISTORS_BILLION(Kind.NUMBER, "transistors", "bn"),
    DC_DESIGNED(Kind.FLAG, "for data centres", ""),
    STATE_FUNDED(Kind.FLAG, "state-funded data centre", ""),
    LISTED_OWNER(Kind.FLAG, "owned 50 % or more by listed parties", ""),
    MILITARY_END_USE(Kind.FLAG, "military or weapons end use", ""),
    SUPERCOMPUTER_END_USE(Kind.FLAG, "supercomputer end use", ""),
    ADVANCED_FAB_END_USE(Kind.FLAG, "advanced fab end use", ""),
    FROM(Kind.PLACE, "from", ""),
    TO(Kind.PLACE, "to", ""),
    HQ(Kind.PLACE, "headquarters", ""),
    PARENT_HQ(Kind.PLACE, "ultimate parent's headquarters", ""),
    DESIGNER_HQ(Kind.PLACE, "designer's headquarters", ""),
    CHIP(Kind.WORD, "chip", ""),
    /// `ic` for an integrated circuit, `hbm` for a stack of memory.
    ITEM(Kind.WORD, "item", ""),
    VENDOR_ECCN(Kind.WORD, "vendor's ECCN", "");

    /// What kind of value it takes.
    public enum Kind {
        NUMBER,
        FLAG,
        PLACE,
        WORD
    }

    private final Kind kind;
    private final String label;
    private final String unit;

    Variable(Kind kind, String label, String unit) {
        this.kind = kind;
        this.label = label;
        this.unit = unit;
    }

    public Kind kind() {
        return kind;
    }

    /// For people: `memory`.
    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }

    /// As rule files write it: `dram_bandwidth`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static @Nullable Variable of(String word) {
        for (var variable : values()) {
            if (variable.word().equals(word)) {
                return variable;
            }
        }
        return null;
    }

    /// End uses that nobody stated are taken not to be there, and said to be taken so: no number
    /// could tell them.
    boolean isEndUse() {
        return switch (this) {
            case MILITARY_END_USE, SUPERCOMPUTER_END_USE, ADVANCED_FAB_END_USE -> true;
            case TPP,
                    PD,
                    DIE_AREA,
                    DRAM_BANDWIDTH,
                    IO_BANDWIDTH,
                    HBM_DENSITY,
                    PROCESS_NM,
                    TRANSISTORS_BILLION,
                    DC_DESIGNED,
                    STATE_FUNDED,
                    LISTED_OWNER,
                    FROM,
                    TO,
                    HQ,
                    PARENT_HQ,
                    DESIGNER_HQ,
                    CHIP,
                    ITEM,
                    VENDOR_ECCN ->
                    false;
        };
    }
}
