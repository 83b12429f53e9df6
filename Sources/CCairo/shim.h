#include <cairo.h>
#include <pango/pangocairo.h>

// Swift cannot call what is a cast macro or a bit field in C.

/// Whether the glyph is the box that Pango draws when no font has the character.
static inline int coupon_glyph_is_unknown(PangoGlyph glyph) { return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0; }

/// The kind of the image's pixels that both cairo and libjpeg-turbo take without a change.
static inline cairo_format_t coupon_pixel_format(void) { return CAIRO_FORMAT_ARGB32; }
