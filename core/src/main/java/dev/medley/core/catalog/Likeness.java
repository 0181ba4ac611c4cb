package dev.medley.core.catalog;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/// How alike two names look, from 0 to 1: half the share of equal words, half the share of letters
/// that need no edit. A name wholly inside another counts as alike.
public final class Likeness {

    /// Longer names are cut: nobody asks for them, and the distance costs their product.
    private static final int LONGEST = 80;

    private Likeness() {}

    /// From 0, nothing in common, to 1, the same name.
    public static double of(String one, String other) {
        var a = cut(NameIndex.key(one));
        var b = cut(NameIndex.key(other));
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        double letters = 1 - (double) distance(a, b) / Math.max(a.length(), b.length());
        double words = sharedWords(one, other);
        boolean inside = Math.min(a.length(), b.length()) >= 3 && (a.contains(b) || b.contains(a));
        return Math.max(inside ? 0.6 : 0, Math.max(letters * 0.9, (letters + words) / 2));
    }

    private static String cut(String key) {
        return key.length() <= LONGEST ? key : key.substring(0, LONGEST);
    }

    private static double sharedWords(String one, String other) {
        var a = words(one);
        var b = words(other);
        var both = new TreeSet<>(a);
        both.retainAll(b);
        var either = new TreeSet<>(a);
        either.addAll(b);
        return either.isEmpty() ? 0 : (double) both.size() / either.size();
    }

    /// Runs of letters and runs of digits: "h20-96gb" holds h, 20, 96, gb.
    private static SortedSet<String> words(String name) {
        var words = new TreeSet<String>();
        var word = new StringBuilder();
        boolean digits = false;
        for (char c : cut(name.toLowerCase(Locale.ROOT)).toCharArray()) {
            boolean digit = Character.isDigit(c);
            if (!word.isEmpty() && (!Character.isLetterOrDigit(c) || digit != digits)) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
                digits = digit;
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /// Edits that turn one string into the other: insert, delete, replace, swap neighbours.
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
