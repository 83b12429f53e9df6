import Drawing

/// A drawn area or line.
package struct CardShape: Sendable, Hashable {
    package var outline: Outline
    package var fill: Paint?
    package var stroke: Stroke?
    package var shadow: Shadow?

    package init(_ outline: Outline, fill: Paint? = nil, stroke: Stroke? = nil, shadow: Shadow? = nil) {
        (self.outline, self.fill, self.stroke, self.shadow) = (outline, fill, stroke, shadow)
    }
}

/// `{"outline": "rectangle", "radius": 16, "fill": "#FFFFFF"}`, `{"outline": "path", "path": "M 0 0 L 100 50 Z"}`.
extension CardShape: Codable {
    private enum Key: String, CodingKey { case outline, radius, path, fill, stroke, shadow }
    private enum Name: String, Codable { case rectangle, ellipse, line, path }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        switch try values.decode(Name.self, forKey: .outline) {
        case .rectangle: outline = .rectangle(radius: try values.decodeIfPresent(Int.self, forKey: .radius) ?? 0)
        case .ellipse: outline = .ellipse
        case .line: outline = .line
        case .path:
            guard let path = VectorPath(try values.decode(String.self, forKey: .path)) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .path, in: values, debugDescription: "not a path of M, L, C and Z")
            }
            outline = .path(path)
        }
        fill = try values.decodeIfPresent(Paint.self, forKey: .fill)
        stroke = try values.decodeIfPresent(Stroke.self, forKey: .stroke)
        shadow = try values.decodeIfPresent(Shadow.self, forKey: .shadow)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch outline {
        case .rectangle(let radius):
            try values.encode(Name.rectangle, forKey: .outline)
            try values.encode(radius, forKey: .radius)
        case .ellipse: try values.encode(Name.ellipse, forKey: .outline)
        case .line: try values.encode(Name.line, forKey: .outline)
        case .path(let path):
            try values.encode(Name.path, forKey: .outline)
            try values.encode(path.text, forKey: .path)
        }
        try values.encodeIfPresent(fill, forKey: .fill)
        try values.encodeIfPresent(stroke, forKey: .stroke)
        try values.encodeIfPresent(shadow, forKey: .shadow)
    }
}
