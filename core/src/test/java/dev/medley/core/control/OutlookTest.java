package dev.medley.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.plan.Village;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.Port;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Terms;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Works that may start, or run elsewhere, only later.
class OutlookTest {

    private static final Outlook IN_THIRTY_HOURS = new Outlook(30, List.of());

    private static Terms terms(Outlook outlook) {
        return Village.terms("later", "us", Priority.STANDARD, "cuda").seeing(outlook);
    }

    private static Town town(String chip, Outlook outlook) {
        var village = new Village().pool(chip, 8, 1, 1).training(terms(outlook), 8, null);
        return Town.of(village).submit("later");
    }

    @Test
    void startsWhenItMay() {
        var town = town("a100", IN_THIRTY_HOURS).tick().after(29 * Town.HOUR).tick();
        assertThat(town.state.runs()).isEmpty();
        assertThat(town.after(Town.HOUR).tick().state.runs()).hasSize(1);
    }

    @Test
    void runsElsewhereWhenItsPortIsReady() {
        var port = new Port("cann", null, null, 30, new Port.Span(20, 60));
        var town = town("cann-a", new Outlook(0, List.of(port))).tick().after(29 * Town.HOUR);
        assertThat(town.tick().state.runs()).isEmpty();
        assertThat(town.after(Town.HOUR).tick().state.runs()).hasSize(1);
    }

    @Test
    void aChangeCountsFromWhenItIsMade() {
        var town = town("a100", new Outlook(100, List.of())).after(50 * Town.HOUR);
        var changed = town.work("later").under(terms(IN_THIRTY_HOURS));
        town.tell(new Command.Change(50 * Town.HOUR, changed));
        assertThat(town.after(29 * Town.HOUR).tick().state.runs()).isEmpty();
        assertThat(town.after(Town.HOUR).tick().state.runs()).hasSize(1);
    }

    @Test
    void saysHowManyDaysAreLeft() {
        var later = new Outlook(100, List.of());
        assertThat(later.after(23).hoursToStart()).isEqualTo(100);
        assertThat(later.after(49).hoursToStart()).isEqualTo(52);
        assertThat(later.after(100).hoursToStart()).isZero();
    }
}
