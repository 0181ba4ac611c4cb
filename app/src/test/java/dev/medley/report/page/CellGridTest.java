package dev.medley.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.TreeSet;

class CellGridTest {

    @Test
    void givesEveryCellAPlaceOfItsOwnInsideThePicture() {
        for (int domain : new int[] {0, 1, 4, 7, 8, 13, 16, 72, 127, 384, 1000}) {
            for (int cells : new int[] {1, 5, 8, 100, 1536, 2001}) {
                var grid = CellGrid.of(cells, domain);
                var places = new TreeSet<Long>();
                for (int cell = 0; cell < cells; cell++) {
                    places.add(grid.x(cell) * 1_000_000L + grid.y(cell));
                    assertThat(grid.x(cell)).isBetween(0, CellGrid.WIDTH - CellGrid.CELL);
                    assertThat(grid.y(cell)).isBetween(0, grid.height() - CellGrid.CELL);
                }
                assertThat(places).as("%d cells in domains of %d", cells, domain).hasSize(cells);
            }
        }
    }

    @Test
    void setsLargeDomainsSideBySide() {
        var grid = CellGrid.of(1536, 384);
        assertThat(grid.across()).isEqualTo(4);
        assertThat(grid.y(0)).isEqualTo(grid.y(384)).isEqualTo(grid.y(1152));
    }

    @Test
    void drawsNoPathForNothing() {
        assertThat(CellGrid.of(8, 8).path(3, 3)).isEmpty();
    }
}
