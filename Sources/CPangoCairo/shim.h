/* Known to CPaper alone, which is C: Swift does not read GLib's headers well. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
