package dev.medley.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

class TableTest {

    @Test
    void alignsTextLeftAndFiguresRight() {
        var table = new Table().left("chip").right("devices");
        table.row("h800", "64").row("ascend-910c", "1,536");
        assertThat(print(table, false))
                .isEqualTo(
                        """
                        chip         devices
                        h800              64
                        ascend-910c    1,536
                        """);
    }

    @Test
    void countsIdeographsAsTwoColumns() {
        var table = new Table().left("work").right("n");
        table.row("对话服务", "1").row("ＡＢ", "2").row("chat", "3").row("e\u0301te\u0301", "4");
        assertThat(print(table, false).lines().map(TextWidth::of)).containsOnly(11);
    }

    @Test
    void cutsWideTextBetweenCharacters() {
        assertThat(TextWidth.cut("对话服务", 8)).isEqualTo("对话服务");
        assertThat(TextWidth.cut("对话服务", 6)).isEqualTo("对话…");
        assertThat(TextWidth.cut("conversation", 6)).isEqualTo("conve…");
    }

    @Test
    void limitsColumnsThatAskForIt() {
        var table = new Table().left("work", 6).left("tenant");
        table.row("a-long-name", "x");
        assertThat(print(table, false)).isEqualTo("work    tenant\na-lon…  x\n");
    }

    @Test
    void leavesOutColumnsWithoutText() {
        var table = new Table().left("work").right("TTFT").right("rate");
        table.row("job", "", "12");
        assertThat(print(table, false)).isEqualTo("work  rate\njob     12\n");
    }

    @Test
    void endsNoLineInSpaces() {
        var table = new Table().left("work").left("remark");
        table.row("job", "").row("other", "waits");
        assertThat(print(table, false).lines()).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void keepsNamesFromSteeringTheTerminal() {
        var table = new Table().left("work");
        table.row("\u001b[2Jgone").row("two\nlines").row("\u202Edesrever");
        assertThat(print(table, false)).doesNotContain("\u001b", "\u202E").hasLineCount(4);
    }

    @Test
    void paintsOnlyWhereColoursAreWanted() {
        var table = new Table().left("state");
        table.row(List.of(new Table.Cell("late", Ink.WARN))).note("by 3 h", Ink.DIM);
        assertThat(print(table, true)).contains("\u001b[33mlate\u001b[0m");
        assertThat(print(table, false)).isEqualTo("state\nlate\n  by 3 h\n");
    }

    @Test
    void refusesRowsThatDoNotFit() {
        assertThatThrownBy(() -> new Table().left("one").row("a", "b"))
                .hasMessageContaining("2 cells")
                .hasMessageContaining("1 columns");
    }

    private static String print(Table table, boolean colour) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        table.print(out, colour);
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
