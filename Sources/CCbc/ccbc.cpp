#include "ccbc.h"

#include <cstdio>
#include <vector>

#include <coin/CbcEventHandler.hpp>
#include <coin/CbcModel.hpp>
#include <coin/CbcSolver.hpp>
#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>
#include <coin/OsiClpSolverInterface.hpp>

struct cbc_program {
    ClpSimplex simplex;
    std::vector<int> integers;
};

cbc_program *cbc_new(int rows, const double *lower, const double *upper) {
    cbc_program *program = new cbc_program;
    program->simplex.setLogLevel(0);
    program->simplex.resize(rows, 0);
    for (int row = 0; row < rows; row++) program->simplex.setRowBounds(row, lower[row], upper[row]);
    return program;
}

void cbc_free(cbc_program *program) { delete program; }

void cbc_add_columns(cbc_program *program, int count, const double *lower, const double *upper, const double *objective,
                     const char *integer, const int *starts, const int *rows, const double *elements) {
    int first = program->simplex.numberColumns();
    program->simplex.addColumns(count, lower, upper, objective, starts, rows, elements);
    for (int column = 0; column < count; column++)
        if (integer[column]) program->integers.push_back(first + column);
}

void cbc_remove_columns(cbc_program *program, int count, const int *columns) {
    std::vector<char> gone(program->simplex.numberColumns(), 0);
    for (int place = 0; place < count; place++) gone[columns[place]] = 1;
    std::vector<int> shifted(gone.size(), 0);
    int left = 0;
    for (size_t column = 0; column < gone.size(); column++) {
        shifted[column] = left;
        if (!gone[column]) left++;
    }
    std::vector<int> integers;
    for (int column : program->integers)
        if (!gone[column]) integers.push_back(shifted[column]);
    program->integers = integers;
    program->simplex.deleteColumns(count, columns);
}

void cbc_set_column_bounds(cbc_program *program, int column, double lower, double upper) {
    program->simplex.setColumnBounds(column, lower, upper);
}

void cbc_set_row_bounds(cbc_program *program, int row, double lower, double upper) {
    program->simplex.setRowBounds(row, lower, upper);
}

int cbc_relax(cbc_program *program, double seconds) {
    program->simplex.setMaximumSeconds(seconds);
    program->simplex.dual();
    switch (program->simplex.status()) {
    case 0: return 0;
    case 1: return 1;
    default: return 2;
    }
}

double cbc_objective(const cbc_program *program) { return program->simplex.objectiveValue(); }
const double *cbc_values(const cbc_program *program) { return program->simplex.primalColumnSolution(); }
const double *cbc_sums(const cbc_program *program) { return program->simplex.primalRowSolution(); }
const double *cbc_prices(const cbc_program *program) { return program->simplex.dualRowSolution(); }

namespace {

class Watcher : public CbcEventHandler {
  public:
    Watcher(cbc_watch watch, void *context) : watch(watch), context(context) {}
    CbcEventHandler *clone() const override { return new Watcher(*this); }

    CbcAction event(CbcEvent) override {
        const CbcModel *model = getModel();
        if (!watch || !model) return noAction;
        return watch(context, model->getObjValue(), model->getBestPossibleObjValue(), model->getNodeCount()) ? stop
                                                                                                           : noAction;
    }

  private:
    cbc_watch watch;
    void *context;
};

int no_callback(CbcModel *, int) { return 0; }

} // namespace

int cbc_search(cbc_program *program, cbc_limits limits, cbc_watch watch, void *context, double *values,
               double *objective, double *bound) {
    // A copy: Cbc scales, strengthens and cuts what it is given.
    ClpSimplex &simplex = program->simplex;
    OsiClpSolverInterface solver;
    solver.messageHandler()->setLogLevel(0);
    solver.loadProblem(*simplex.matrix(), simplex.columnLower(), simplex.columnUpper(), simplex.objective(),
                       simplex.rowLower(), simplex.rowUpper());
    int columns = solver.getNumCols();
    for (int column : program->integers) solver.setInteger(column);

    CbcModel model(solver);
    CbcSolverUsefulData useful;
    useful.useSignalHandler_ = false;
    useful.noPrinting_ = true;
    CbcMain0(model, useful);
    model.setLogLevel(0);
    Watcher watcher(watch, context);
    model.passInEventHandler(&watcher);
    if (limits.cutoff < 1e30) model.setCutoff(limits.cutoff);
    char seconds[32], ratio[32], nodes[32], seed[32];
    std::snprintf(seconds, sizeof seconds, "%.3f", limits.seconds);
    std::snprintf(ratio, sizeof ratio, "%.9f", limits.ratio);
    std::snprintf(nodes, sizeof nodes, "%d", limits.nodes);
    std::snprintf(seed, sizeof seed, "%d", limits.seed);
    const char *arguments[] = {"cbc",   "-log",     "0",   "-timeMode",       "elapsed", "-sec",  seconds, "-ratio",
                               ratio,   "-maxNodes", nodes, "-randomCbcSeed", seed,      "-solve", "-quit"};
    CbcMain1(sizeof arguments / sizeof *arguments, arguments, model, no_callback, useful);

    *bound = model.getBestPossibleObjValue();
    const double *best = model.bestSolution();
    if (!best) return model.isProvenInfeasible() ? CBC_IMPOSSIBLE : CBC_NOTHING;
    for (int column = 0; column < columns; column++) values[column] = best[column];
    *objective = model.getObjValue();
    return model.isProvenOptimal() ? CBC_OPTIMAL : CBC_FEASIBLE;
}
