package dev.medley.core.plan.weeks;

import dev.medley.core.plan.Candidate;
import dev.medley.core.work.Work;

import java.util.List;

/// What one work asks of the weeks. Nobody writes to the arrays after construction.
sealed interface Ask {

    Work work();

    /// A job: some candidates, and how much of its work a week of each does.
    final class Job implements Ask {
        private final Work work;
        private final List<Candidate> candidates;
        private final double[] full;
        private final double[] due;
        private final double[] late;
        private final boolean[][] open;
        private final boolean runs;
        private final int runsAt;

        /// @param full share of the job's work that a full week of each candidate does; 0 where the
        ///   work never ends
        /// @param due per week, the part of it before the deadline
        /// @param late per week, what progress after the deadline counts
        /// @param open per week and pool, whether it may run there
        /// @param runs whether it runs when the weeks begin
        /// @param runsAt the candidate as which it runs then, or -1
        Job(
                Work work,
                List<Candidate> candidates,
                double[] full,
                double[] due,
                double[] late,
                boolean[][] open,
                boolean runs,
                int runsAt) {
            this.work = work;
            this.candidates = List.copyOf(candidates);
            this.full = full;
            this.due = due;
            this.late = late;
            this.open = open;
            this.runs = runs;
            this.runsAt = runsAt;
        }

        @Override
        public Work work() {
            return work;
        }

        List<Candidate> candidates() {
            return candidates;
        }

        double[] full() {
            return full;
        }

        double[] due() {
            return due;
        }

        double[] late() {
            return late;
        }

        boolean[][] open() {
            return open;
        }

        boolean runs() {
            return runs;
        }

        int runsAt() {
            return runsAt;
        }

        /// The largest part of a week for which the candidate has work.
        double share(int candidate) {
            return full[candidate] > 1 ? 1 / full[candidate] : 1;
        }

        /// Share of the job's work done in that time.
        double progress(int candidate) {
            return full[candidate] * share(candidate);
        }
    }

    /// A service: in each week the increments of its demand, each with its candidates.
    final class Service implements Ask {
        private final Work work;
        private final List<List<List<Candidate>>> lots;
        private final double[] demand;
        private final boolean[][] open;
        private final List<int[][]> places;
        private final boolean[] runsAt;
        private final boolean runs;

        /// @param lots per week; weeks of equal demand share a list
        /// @param demand requests per second, per week
        /// @param open per week and pool, whether it may run there
        /// @param places per week, lot and candidate, the number of its place: a pool and how the
        ///   model lies on its devices
        /// @param runsAt by place, whether it runs there when the weeks begin
        /// @param runs whether it runs then, at one of these places or another
        Service(
                Work work,
                List<List<List<Candidate>>> lots,
                double[] demand,
                boolean[][] open,
                List<int[][]> places,
                boolean[] runsAt,
                boolean runs) {
            this.work = work;
            this.lots = List.copyOf(lots);
            this.demand = demand;
            this.open = open;
            this.places = List.copyOf(places);
            this.runsAt = runsAt;
            this.runs = runs;
        }

        @Override
        public Work work() {
            return work;
        }

        List<List<List<Candidate>>> lots() {
            return lots;
        }

        double[] demand() {
            return demand;
        }

        boolean[][] open() {
            return open;
        }

        List<int[][]> places() {
            return places;
        }

        /// How many places there are.
        int placeCount() {
            return runsAt.length;
        }

        boolean runsAt(int place) {
            return runsAt[place];
        }

        boolean runs() {
            return runs;
        }
    }
}
