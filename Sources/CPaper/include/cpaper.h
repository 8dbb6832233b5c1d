#ifndef CPAPER_H
#define CPAPER_H

#include <stddef.h>

/* Pages of a PDF, and texts set in lines, by Pango and Cairo. Lengths are points (1/72 inch), y grows downwards.
   A press and what was made with it are used on one thread at a time. */

typedef struct paper_press paper_press;
typedef struct paper_text paper_text;

enum { PAPER_LEFT = 0, PAPER_CENTRE = 1, PAPER_RIGHT = 2 };

/* NULL: no memory, or no fonts. `created` is ISO 8601. */
paper_press *paper_press_new(double width, double height, const char *title, const char *author, const char *created);

/* Ends the document and answers its bytes, which belong to the press. NULL: Cairo failed; `paper_press_problem` says why. */
const unsigned char *paper_press_finish(paper_press *press, size_t *length);
const char *paper_press_problem(paper_press *press);
void paper_press_free(paper_press *press);

/* A text of any length, broken into lines no wider than `width` by Unicode's rules for `zh`. */
paper_text *paper_text_new(paper_press *press, const char *utf8, double size, int bold, double width, int align);
int paper_text_lines(const paper_text *text);
/* The width of its widest line. */
double paper_text_width(const paper_text *text);
void paper_text_free(paper_text *text);

/* One line of a text, its baseline at y. */
void paper_draw_line(paper_press *press, paper_text *text, int line, double x, double baseline);
void paper_draw_rule(paper_press *press, double x1, double y1, double x2, double y2, double width);
void paper_fill(paper_press *press, double x, double y, double width, double height, double grey);
void paper_next_page(paper_press *press);

#endif
