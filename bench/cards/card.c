// The same card as BuiltInTemplates.all[0] with the same calls, in plain C: what the Swift renderer is measured against.
//
// usage: card SAMPLE.jpg COUNT      prints {"card_ms": …, "bytes": …}
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <turbojpeg.h>
#include <zint.h>

enum { WIDTH = 640, HEIGHT = 960, QUIET = 10, QUALITY = 92 };

typedef struct { int x, y, width, height; } Frame;

static const Frame recipient = {48, 502, 544, 40}, message = {48, 542, 544, 34}, validity = {48, 608, 544, 40},
                   barcode = {16, 642, 608, 200};

static cairo_surface_t *surface;
static cairo_t *cairo;
static PangoLayout *layout;
static uint32_t *base;

static PangoFontDescription *font(int size, PangoWeight weight) {
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, "Noto Sans CJK KR,Noto Sans KR,sans-serif");
    pango_font_description_set_weight(font, weight);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    return font;
}

static void restore(Frame area) {
    cairo_surface_flush(surface);
    uint32_t *pixels = (uint32_t *)cairo_image_surface_get_data(surface);
    for (int row = area.y; row < area.y + area.height; row++)
        memcpy(pixels + row * WIDTH + area.x, base + row * WIDTH + area.x, (size_t)area.width * 4);
    cairo_surface_mark_dirty(surface);
}

static void text(const char *words, PangoFontDescription *font, PangoAlignment alignment, double gray, Frame frame) {
    int height = 0;
    pango_layout_set_text(layout, words, -1);
    pango_layout_set_width(layout, frame.width * PANGO_SCALE);
    pango_layout_set_alignment(layout, alignment);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_height(layout, -1);
    pango_layout_get_pixel_size(layout, NULL, &height);
    cairo_save(cairo);
    cairo_rectangle(cairo, frame.x, frame.y, frame.width, frame.height);
    cairo_clip(cairo);
    cairo_set_source_rgb(cairo, gray, gray, gray);
    cairo_move_to(cairo, frame.x, frame.y + (frame.height - height) / 2);
    pango_cairo_show_layout(cairo, layout);
    cairo_restore(cairo);
}

static void bars(const char *digits) {
    struct zint_symbol *symbol = ZBarcode_Create();
    symbol->symbology = BARCODE_CODE128;
    symbol->show_hrt = 0;
    if (ZBarcode_Encode(symbol, (const unsigned char *)digits, (int)strlen(digits)) >= ZINT_ERROR_TOO_LONG) abort();
    int module = barcode.width / (symbol->width + 2 * QUIET), width = symbol->width * module;
    int left = (barcode.x + (barcode.width - width) / 2 + 4) / 8 * 8;
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_rectangle(cairo, barcode.x, barcode.y, barcode.width, barcode.height);
    cairo_fill(cairo);
    cairo_surface_flush(surface);
    uint32_t *pixels = (uint32_t *)cairo_image_surface_get_data(surface);
    for (int row = barcode.y + 16; row < barcode.y + barcode.height - 60; row++) {
        uint32_t *pixel = pixels + row * WIDTH + left;
        for (int index = 0; index < symbol->width; index++) {
            uint32_t value = symbol->encoded_data[0][index / 8] >> (index % 8) & 1 ? 0xFF000000 : 0xFFFFFFFF;
            for (int step = 0; step < module; step++) *pixel++ = value;
        }
    }
    cairo_surface_mark_dirty(surface);
    ZBarcode_Delete(symbol);
}

static int later(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

static double milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void load(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) abort();
    static unsigned char bytes[1 << 20];
    unsigned long length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    base = malloc(WIDTH * HEIGHT * 4);
    tjhandle decoder = tjInitDecompress();
    if (tjDecompress2(decoder, bytes, length, (unsigned char *)base, WIDTH, 0, HEIGHT, TJPF_BGRA, 0)) abort();
    tjDestroy(decoder);
    // The sample's own words go: on this template they all stand on white.
    const Frame own[] = {recipient, message, validity, barcode};
    for (int index = 0; index < 4; index++)
        for (int row = own[index].y; row < own[index].y + own[index].height; row++)
            memset(base + row * WIDTH + own[index].x, 0xFF, (size_t)own[index].width * 4);
}

int main(int count, char **words) {
    if (count != 3) return 64;
    load(words[1]);
    int cards = atoi(words[2]);
    surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
    cairo = cairo_create(surface);
    PangoContext *context = pango_font_map_create_context(pango_cairo_font_map_get_default());
    pango_context_set_language(context, pango_language_from_string("ko"));
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    layout = pango_layout_new(context);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    PangoFontDescription *large = font(26, PANGO_WEIGHT_NORMAL), *small = font(21, PANGO_WEIGHT_NORMAL),
                         *bold = font(25, PANGO_WEIGHT_BOLD), *number = font(30, PANGO_WEIGHT_BOLD);
    restore((Frame){0, 0, WIDTH, HEIGHT});

    const char *names[] = {"홍길동", "김철수", "이영희", "남궁민수"};
    tjhandle encoder = tjInitCompress();
    unsigned long capacity = tjBufSize(WIDTH, HEIGHT, TJSAMP_420);
    unsigned char *buffer = tjAlloc((int)capacity);
    double *times = malloc(sizeof(double) * (size_t)cards);
    unsigned long total = 0;
    for (int card = -50; card < cards; card++) {
        int round = card < 0 ? 0 : card;
        char line[100], digits[20], groups[30];
        double started = milliseconds();
        snprintf(digits, sizeof digits, "%lld", 100000000000LL + round * 7919LL);
        snprintf(groups, sizeof groups, "%.4s %.4s %.4s", digits, digits + 4, digits + 8);
        snprintf(line, sizeof line, "%s 님께 드립니다", names[round % 4]);
        restore(recipient), restore(message), restore(validity), restore(barcode);
        text(line, large, PANGO_ALIGN_LEFT, 0.2, recipient);
        text("한 해 동안 함께해 주셔서 고맙습니다.", small, PANGO_ALIGN_LEFT, 0.45, message);
        text("유효기간 2026.12.31까지", bold, PANGO_ALIGN_CENTER, 0.1, validity);
        bars(digits);
        text(groups, number, PANGO_ALIGN_CENTER, 0.07, (Frame){24, 782, 592, 60});
        unsigned long length = capacity;
        if (tjCompress2(encoder, cairo_image_surface_get_data(surface), WIDTH, WIDTH * 4, HEIGHT, TJPF_BGRX, &buffer,
                        &length, TJSAMP_420, QUALITY, TJFLAG_NOREALLOC))
            abort();
        unsigned char *copy = malloc(length);
        memcpy(copy, buffer, length);
        if (card >= 0) times[card] = milliseconds() - started, total += length;
        free(copy);
    }
    qsort(times, (size_t)cards, sizeof *times, later);
    printf("{\"card_ms\": %f, \"bytes\": %lu}\n", times[cards / 2], total / (unsigned long)cards);
    return 0;
}
