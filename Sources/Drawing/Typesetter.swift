import CCairo

/// Sets texts with Pango. Belongs to one thread: Pango's font map is a thread's own.
package final class Typesetter {
    /// Debian calls it `Noto Sans CJK KR`, Google's files `Noto Sans KR`: the same letters.
    private static let families = "Noto Sans CJK KR,Noto Sans KR,sans-serif"

    private let context: OpaquePointer
    private let layout: OpaquePointer
    private var fonts: [Font: OpaquePointer] = [:]
    private var options: OpaquePointer?

    private struct Font: Hashable {
        let size: Int
        let weight: TextStyle.Weight
    }

    package init() throws(DrawingError) {
        guard let map = pango_cairo_font_map_get_default(), let context = pango_font_map_create_context(map),
            let layout = pango_layout_new(context)
        else { throw .outOfMemory }
        (self.context, self.layout) = (context, layout)
        pango_context_set_language(context, pango_language_from_string("ko"))
        pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
        let options = cairo_font_options_create()
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        // Unhinted: letters keep their shape and spacing at every size, as on the phone's own screen.
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        self.options = options
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
        pango_layout_set_auto_dir(layout, 0)
        pango_layout_set_text(layout, "가나다 ABC 123", -1)
        guard pango_layout_get_unknown_glyphs_count(layout) == 0 else { throw .noKoreanFont }
    }

    deinit {
        for font in fonts.values { pango_font_description_free(font) }
        cairo_font_options_destroy(options)
        g_object_unref(UnsafeMutableRawPointer(layout))
        g_object_unref(UnsafeMutableRawPointer(context))
    }

    /// What became of a text.
    package struct Setting: Sendable, Equatable {
        /// In pixels, from the top of the first line to the bottom of the last.
        package var height: Int
        package var lines: Int
        package var size: Int
        /// Whether the text was cut with an ellipsis.
        package var isCut: Bool
        /// Pixels by which the lines were set narrower than the frame.
        package var indent = 0
        /// Letters left out because no font has them.
        package var dropped: Int
    }

    /// Sets `text` for `width` × `height` pixels: smaller if it must, with fewer lines if it must, cut if it must.
    ///
    /// What no font can draw is left out, so that nobody reads boxes.
    @discardableResult
    package func set(_ raw: String, style: TextStyle, width: Int, height: Int) -> Setting {
        let printable = PrintableText(raw, lines: style.lines > 1)
        var text = style.lines > 1 ? printable.keepingWords : printable.text
        var dropped = 0
        var setting = attempt(text, style: style, width: width, height: height)
        // A dropped letter can make another visible that was cut before; the text only gets shorter, so this ends.
        while pango_layout_get_unknown_glyphs_count(layout) > 0 {
            let shorter = withoutUnknownLetters(text)
            guard shorter.text.utf8.count < text.utf8.count else { break }
            text = shorter.text
            dropped += shorter.dropped
            setting = attempt(text, style: style, width: width, height: height)
        }
        if style.balanced, setting.lines > 1, !setting.isCut { balance(&setting, width: width) }
        setting.dropped = dropped
        return setting
    }

    /// Finds the narrowest width that needs no more lines, so that no line is much shorter than the others.
    private func balance(_ setting: inout Setting, width: Int) {
        var (tooNarrow, enough) = (width / setting.lines / 2, width)
        while enough - tooNarrow > 4 {
            let middle = (tooNarrow + enough) / 2
            pango_layout_set_width(layout, Int32(middle) * PANGO_SCALE)
            let tried = measure(size: setting.size, lines: setting.lines)
            // A word of its own line that is broken inside would be no gain, nor would a cut.
            if tried.lines <= setting.lines && !tried.isCut { enough = middle } else { tooNarrow = middle }
        }
        pango_layout_set_width(layout, Int32(enough) * PANGO_SCALE)
        setting = measure(size: setting.size, lines: setting.lines)
        setting.indent = width - enough
    }

    /// Draws what was set last into `frame`, clipped to it.
    func draw(_ setting: Setting, style: TextStyle, in frame: Frame, on canvas: Canvas) {
        let cairo = canvas.context
        let space = frame.height - setting.height
        let top: Int
        switch style.position {
        case .top: top = 0
        case .middle: top = space / 2
        case .bottom: top = space
        }
        cairo_save(cairo)
        cairo_rectangle(cairo, Double(frame.x), Double(frame.y), Double(frame.width), Double(frame.height))
        cairo_clip(cairo)
        canvas.set(style.color)
        let left =
            switch style.alignment {
            case .left: 0
            case .center: setting.indent / 2
            case .right: setting.indent
            }
        cairo_move_to(cairo, Double(frame.x + left), Double(frame.y + top))
        pango_cairo_show_layout(cairo, layout)
        cairo_restore(cairo)
    }

    private func attempt(_ text: String, style: TextStyle, width: Int, height: Int) -> Setting {
        pango_layout_set_text(layout, text, Int32(text.utf8.count))
        pango_layout_set_width(layout, Int32(width) * PANGO_SCALE)
        pango_layout_set_alignment(layout, style.alignment.pango)
        pango_layout_set_line_spacing(layout, style.leading == 1 ? 0 : Float(style.leading))
        track(style.tracking)
        let smallest = min(style.size, max(6, style.smallest ?? style.size))
        var size = style.size
        while true {
            pango_layout_set_font_description(layout, font(size: size, weight: style.weight))
            var lines = max(1, style.lines)
            var setting = measure(size: size, lines: lines)
            while setting.height > height, lines > 1 {
                lines -= 1
                setting = measure(size: size, lines: lines)
            }
            guard setting.isCut || setting.height > height, size > smallest else { return setting }
            size = max(smallest, size - max(1, size / 12))
        }
    }

    private func measure(size: Int, lines: Int) -> Setting {
        pango_layout_set_height(layout, Int32(-lines))
        var height: Int32 = 0
        pango_layout_get_pixel_size(layout, nil, &height)
        let count = Int(pango_layout_get_line_count(layout))
        return Setting(
            height: Int(height), lines: count, size: size, isCut: pango_layout_is_ellipsized(layout) != 0, dropped: 0)
    }

    private func track(_ tracking: Double) {
        guard tracking != 0 else {
            pango_layout_set_attributes(layout, nil)
            return
        }
        let attributes = pango_attr_list_new()
        pango_attr_list_insert(
            attributes, pango_attr_letter_spacing_new(Int32((tracking * Double(PANGO_SCALE)).rounded())))
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
    }

    private func font(size: Int, weight: TextStyle.Weight) -> OpaquePointer? {
        if let font = fonts[Font(size: size, weight: weight)] { return font }
        let font = pango_font_description_new()
        pango_font_description_set_family(font, Self.families)
        pango_font_description_set_weight(font, weight == .bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_font_description_set_absolute_size(font, Double(size) * Double(PANGO_SCALE))
        fonts[Font(size: size, weight: weight)] = font
        return font
    }

    /// The text without the characters whose glyph is a box.
    private func withoutUnknownLetters(_ text: String) -> (text: String, dropped: Int) {
        var unknown: Set<Int> = []
        guard let iterator = pango_layout_get_iter(layout) else { return (text, 0) }
        repeat {
            guard let run = pango_layout_iter_get_run_readonly(iterator)?.pointee, let glyphs = run.glyphs?.pointee,
                let item = run.item?.pointee
            else { continue }
            for index in 0..<Int(glyphs.num_glyphs) where coupon_glyph_is_unknown(glyphs.glyphs[index].glyph) != 0 {
                unknown.insert(Int(item.offset + glyphs.log_clusters[index]))
            }
        } while pango_layout_iter_next_run(iterator) != 0
        pango_layout_iter_free(iterator)

        var kept = ""
        var (offset, dropped) = (0, 0)
        for character in text {
            let end = offset + character.utf8.count
            if !(offset..<end).contains(where: unknown.contains) {
                // Not two spaces where something between them has gone.
                if character != " " || kept.last != " " || dropped == 0 { kept.append(character) }
            } else if character == "\u{2028}" {
                kept.append(" ")  // a line end in the last allowed line, where Pango would draw it
            } else {
                dropped += 1
            }
            offset = end
        }
        return (kept, dropped)
    }
}

extension TextStyle.Alignment {
    fileprivate var pango: PangoAlignment {
        switch self {
        case .left: PANGO_ALIGN_LEFT
        case .center: PANGO_ALIGN_CENTER
        case .right: PANGO_ALIGN_RIGHT
        }
    }
}

extension Canvas {
    /// Sets `text` inside `frame`. Nothing is drawn outside it.
    @discardableResult
    package func draw(_ text: String, style: TextStyle, in frame: Frame, with typesetter: Typesetter)
        -> Typesetter.Setting
    {
        let setting = typesetter.set(text, style: style, width: frame.width, height: frame.height)
        typesetter.draw(setting, style: style, in: frame, on: self)
        return setting
    }
}
