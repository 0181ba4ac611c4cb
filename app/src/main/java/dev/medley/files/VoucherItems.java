package dev.medley.files;

import java.util.LinkedHashMap;
import java.util.Map;

/// Documents about vouchers, each kind by name, in the order of the files.
record VoucherItems(
        Map<String, PartReader.Item> programmes,
        Map<String, PartReader.Item> contracts,
        Map<String, PartReader.Item> vouchers) {

    VoucherItems() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    boolean isEmpty() {
        return programmes.isEmpty() && contracts.isEmpty() && vouchers.isEmpty();
    }
}
