#include "cpaper.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

struct paper_press {
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoFontMap *fonts;
    PangoContext *context;
    unsigned char *bytes;
    size_t length, room;
};

struct paper_text {
    PangoLayout *layout;
    double width;
    int align;
};

static cairo_status_t take(void *closure, const unsigned char *data, unsigned int length) {
    paper_press *press = closure;
    if (press->length + length > press->room) {
        size_t room = (press->length + length) * 2;
        unsigned char *bytes = realloc(press->bytes, room);
        if (!bytes) return CAIRO_STATUS_NO_MEMORY;
        press->bytes = bytes;
        press->room = room;
    }
    memcpy(press->bytes + press->length, data, length);
    press->length += length;
    return CAIRO_STATUS_SUCCESS;
}

paper_press *paper_press_new(double width, double height, const char *title, const char *author, const char *created) {
    paper_press *press = calloc(1, sizeof *press);
    if (!press) return NULL;
    press->surface = cairo_pdf_surface_create_for_stream(take, press, width, height);
    cairo_pdf_surface_set_metadata(press->surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(press->surface, CAIRO_PDF_METADATA_AUTHOR, author);
    cairo_pdf_surface_set_metadata(press->surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    press->cairo = cairo_create(press->surface);
    /* A font map of its own: the default one belongs to a thread, and we may come by any. */
    press->fonts = pango_cairo_font_map_new();
    if (!press->fonts) {
        paper_press_free(press);
        return NULL;
    }
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(press->fonts), 72);
    press->context = pango_font_map_create_context(press->fonts);
    pango_context_set_language(press->context, pango_language_from_string("zh-cn"));
    return press;
}

const unsigned char *paper_press_finish(paper_press *press, size_t *length) {
    cairo_show_page(press->cairo);
    cairo_surface_finish(press->surface);
    if (cairo_surface_status(press->surface) != CAIRO_STATUS_SUCCESS) return NULL;
    *length = press->length;
    return press->bytes;
}

const char *paper_press_problem(paper_press *press) {
    return cairo_status_to_string(cairo_surface_status(press->surface));
}

void paper_press_free(paper_press *press) {
    if (!press) return;
    if (press->context) g_object_unref(press->context);
    if (press->cairo) cairo_destroy(press->cairo);
    if (press->surface) {
        cairo_surface_finish(press->surface);
        cairo_surface_destroy(press->surface);
    }
    if (press->fonts) g_object_unref(press->fonts);
    free(press->bytes);
    free(press);
}

paper_text *paper_text_new(paper_press *press, const char *utf8, double size, int bold, double width, int align) {
    paper_text *text = calloc(1, sizeof *text);
    if (!text) return NULL;
    text->layout = pango_layout_new(press->context);
    text->width = width;
    text->align = align;
    PangoFontDescription *font = pango_font_description_from_string("Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif");
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(text->layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(text->layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(text->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(text->layout, utf8, -1);
    return text;
}

int paper_text_lines(const paper_text *text) { return pango_layout_get_line_count(text->layout); }

double paper_text_width(const paper_text *text) {
    PangoRectangle logical;
    pango_layout_get_extents(text->layout, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

void paper_text_free(paper_text *text) {
    if (!text) return;
    g_object_unref(text->layout);
    free(text);
}

void paper_draw_line(paper_press *press, paper_text *text, int line, double x, double baseline) {
    PangoLayoutLine *set = pango_layout_get_line_readonly(text->layout, line);
    if (!set) return;
    PangoRectangle logical;
    pango_layout_line_get_extents(set, NULL, &logical);
    double room = text->width - (double)logical.width / PANGO_SCALE;
    if (text->align == PAPER_CENTRE) x += room / 2;
    if (text->align == PAPER_RIGHT) x += room;
    cairo_set_source_rgb(press->cairo, 0, 0, 0);
    cairo_move_to(press->cairo, x, baseline);
    pango_cairo_show_layout_line(press->cairo, set);
}

void paper_draw_rule(paper_press *press, double x1, double y1, double x2, double y2, double width) {
    cairo_set_source_rgb(press->cairo, 0, 0, 0);
    cairo_set_line_width(press->cairo, width);
    cairo_move_to(press->cairo, x1, y1);
    cairo_line_to(press->cairo, x2, y2);
    cairo_stroke(press->cairo);
}

void paper_fill(paper_press *press, double x, double y, double width, double height, double grey) {
    cairo_set_source_rgb(press->cairo, grey, grey, grey);
    cairo_rectangle(press->cairo, x, y, width, height);
    cairo_fill(press->cairo);
}

void paper_next_page(paper_press *press) { cairo_show_page(press->cairo); }
