#ifndef CCBC_H
#define CCBC_H

/* Linear programs by Clp and mixed-integer programs by Cbc (COIN-OR, EPL-2.0), flat: minimise, subject to rows between
   bounds. Columns come later, as column generation wants it, and the last basis is kept between two runs. A program is
   used on one thread at a time. */

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cbc_program cbc_program;

/* An empty program with so many rows; infinite bounds are beyond 1e30. */
cbc_program *cbc_new(int rows, const double *lower, const double *upper);
void cbc_free(cbc_program *program);

/* Columns by their elements, column by column: `starts` has one more number than there are columns. `integer` is 1 where
   only whole values are allowed. */
void cbc_add_columns(cbc_program *program, int count, const double *lower, const double *upper, const double *objective,
                     const char *integer, const int *starts, const int *rows, const double *elements);
void cbc_remove_columns(cbc_program *program, int count, const int *columns);
void cbc_set_column_bounds(cbc_program *program, int column, double lower, double upper);
void cbc_set_row_bounds(cbc_program *program, int row, double lower, double upper);

/* The linear relaxation from the last basis. 0: solved; 1: has no solution; 2: stopped or given up. */
int cbc_relax(cbc_program *program, double seconds);
double cbc_objective(const cbc_program *program);
/* Of the last relaxation: a value for each column; what each row adds up to; a price for each row. */
const double *cbc_values(const cbc_program *program);
const double *cbc_sums(const cbc_program *program);
const double *cbc_prices(const cbc_program *program);

/* Is asked while Cbc searches, at every node and solution: the best objective and the best bound so far. Anything but 0
   ends the search at once with what it has. */
typedef int (*cbc_watch)(void *context, double best, double bound, int nodes);

typedef struct {
    double seconds;        /* wall clock */
    double ratio;          /* ends when this close to the bound, as a share */
    double cutoff;         /* only solutions below it are wanted; beyond 1e30: any */
    int nodes;             /* of the search tree at most */
    int seed;
} cbc_limits;

enum { CBC_OPTIMAL = 0, CBC_FEASIBLE = 1, CBC_NOTHING = 2, CBC_IMPOSSIBLE = 3 };

/* Whole values for the integer columns. Writes a value for each column where it answers CBC_OPTIMAL (nothing is better,
   within the ratio) or CBC_FEASIBLE (was ended before that was known), the objective of it, and the bound. */
int cbc_search(cbc_program *program, cbc_limits limits, cbc_watch watch, void *context, double *values,
               double *objective, double *bound);

#ifdef __cplusplus
}
#endif
#endif
