#include <zint.h>

/// Swift sees the table of modules as a tuple of 200 tuples; zint packs a row into bytes, lowest bit first.
static inline int coupon_zint_is_dark(const struct zint_symbol *symbol, int row, int column) {
    return symbol->encoded_data[row][column / 8] >> (column % 8) & 1;
}
