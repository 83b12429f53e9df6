import CCairo
import Foundation

/// A line around or through a shape.
package struct Stroke: Sendable, Hashable, Codable {
    package var color: Color
    package var width: Double
    /// Lengths of dash and gap; empty for a full line.
    package var dash: [Double]?

    package init(color: Color, width: Double, dash: [Double]? = nil) {
        (self.color, self.width, self.dash) = (color, width, dash)
    }
}

/// A soft shadow below a shape.
package struct Shadow: Sendable, Hashable, Codable {
    package var color: Color
    /// How far it reaches beyond the shape.
    package var blur: Int
    /// How far it is moved down.
    package var drop: Int

    package init(color: Color, blur: Int, drop: Int) {
        (self.color, self.blur, self.drop) = (color, blur, drop)
    }
}

/// The outline of something drawn inside a frame.
package enum Outline: Sendable, Hashable {
    case rectangle(radius: Int)
    case ellipse
    /// From the frame's top left corner to its bottom right one.
    case line
    /// Segments in a square of 100 × 100 that is stretched to the frame.
    case path(VectorPath)
}

extension Canvas {
    package func fill(_ outline: Outline, in frame: Frame, with paint: Paint) {
        trace(outline, in: frame)
        set(paint, over: frame)
        cairo_fill(context)
    }

    package func stroke(_ outline: Outline, in frame: Frame, with stroke: Stroke) {
        trace(outline, in: frame)
        set(stroke.color)
        cairo_set_line_width(context, stroke.width)
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        let dash = stroke.dash ?? []
        cairo_set_dash(context, dash, Int32(dash.count), 0)
        cairo_stroke(context)
    }

    /// A shadow as stacked outlines of little opacity: cairo has no blur, and this is drawn once a campaign.
    package func drop(_ shadow: Shadow, below outline: Outline, in frame: Frame) {
        let steps = max(1, shadow.blur)
        for step in 0..<steps {
            let spread = shadow.blur - step
            let wide = frame.inset(by: -spread)
            let moved = Frame(x: wide.x, y: wide.y + shadow.drop, width: wide.width, height: wide.height)
            let grown: Outline
            if case .rectangle(let radius) = outline {
                grown = .rectangle(radius: radius + spread)
            } else {
                grown = outline
            }
            trace(grown, in: moved)
            // Squared, so that the edge fades out instead of ending.
            let share = Double(step + 1) / Double(steps)
            set(shadow.color.opacity(2 * share / Double(steps)))
            cairo_fill(context)
        }
    }

    /// Scales `raster` into `frame`. `covering` fills the frame and cuts what is over; otherwise all of it is visible.
    package func draw(_ raster: Raster, in frame: Frame, covering: Bool, outline: Outline = .rectangle(radius: 0)) {
        let (wide, high) = (Double(frame.width) / Double(raster.width), Double(frame.height) / Double(raster.height))
        let scale = covering ? max(wide, high) : min(wide, high)
        cairo_save(context)
        defer { cairo_restore(context) }
        trace(outline, in: frame)
        cairo_clip(context)
        cairo_translate(
            context, Double(frame.x) + (Double(frame.width) - Double(raster.width) * scale) / 2,
            Double(frame.y) + (Double(frame.height) - Double(raster.height) * scale) / 2)
        cairo_scale(context, scale, scale)
        var pixels = raster.pixels
        pixels.withUnsafeMutableBytes { bytes in
            let surface = cairo_image_surface_create_for_data(
                bytes.bindMemory(to: UInt8.self).baseAddress, coupon_pixel_format(), Int32(raster.width),
                Int32(raster.height), Int32(raster.width * 4))
            defer { cairo_surface_destroy(surface) }
            cairo_set_source_surface(context, surface, 0, 0)
            cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_BEST)
            // Without it the edge of a shrunk picture mixes with nothing and gets a dark or bright seam.
            cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
            cairo_rectangle(context, 0, 0, Double(raster.width), Double(raster.height))
            cairo_fill(context)
            cairo_set_source_rgb(context, 0, 0, 0)
            cairo_surface_finish(surface)
        }
    }

    func set(_ color: Color) {
        cairo_set_source_rgba(
            context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
            Double(color.alpha) / 255)
    }

    private func set(_ paint: Paint, over frame: Frame) {
        switch paint {
        case .solid(let color): set(color)
        case .gradient(let from, let to, let angle):
            let (middleX, middleY) = (
                Double(frame.x) + Double(frame.width) / 2, Double(frame.y) + Double(frame.height) / 2
            )
            let radians = angle * .pi / 180
            // Long enough that both colours reach their corners.
            let half = (abs(cos(radians)) * Double(frame.width) + abs(sin(radians)) * Double(frame.height)) / 2
            let (dx, dy) = (cos(radians) * half, sin(radians) * half)
            let pattern = cairo_pattern_create_linear(middleX - dx, middleY - dy, middleX + dx, middleY + dy)
            for (offset, color) in [(0.0, from), (1.0, to)] {
                cairo_pattern_add_color_stop_rgba(
                    pattern, offset, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
                    Double(color.alpha) / 255)
            }
            cairo_set_source(context, pattern)
            cairo_pattern_destroy(pattern)
        }
    }

    private func trace(_ outline: Outline, in frame: Frame) {
        let (x, y) = (Double(frame.x), Double(frame.y))
        let (width, height) = (Double(frame.width), Double(frame.height))
        cairo_new_path(context)
        switch outline {
        case .rectangle(let radius):
            let r = min(Double(radius), width / 2, height / 2)
            guard r > 0 else {
                cairo_rectangle(context, x, y, width, height)
                return
            }
            cairo_arc(context, x + width - r, y + r, r, -.pi / 2, 0)
            cairo_arc(context, x + width - r, y + height - r, r, 0, .pi / 2)
            cairo_arc(context, x + r, y + height - r, r, .pi / 2, .pi)
            cairo_arc(context, x + r, y + r, r, .pi, 3 * .pi / 2)
            cairo_close_path(context)
        case .ellipse:
            cairo_save(context)
            cairo_translate(context, x + width / 2, y + height / 2)
            cairo_scale(context, max(0.01, width / 2), max(0.01, height / 2))
            cairo_arc(context, 0, 0, 1, 0, 2 * .pi)
            cairo_restore(context)
        case .line:
            cairo_move_to(context, x, y)
            cairo_line_to(context, x + width, y + height)
        case .path(let path):
            for segment in path.segments {
                let points = segment.points.map { (x: x + $0.x * width / 100, y: y + $0.y * height / 100) }
                switch segment.command {
                case .move: cairo_move_to(context, points[0].x, points[0].y)
                case .line: cairo_line_to(context, points[0].x, points[0].y)
                case .curve:
                    cairo_curve_to(
                        context, points[0].x, points[0].y, points[1].x, points[1].y, points[2].x, points[2].y)
                case .close: cairo_close_path(context)
                }
            }
        }
    }
}
