import Drawing

/// An element is one flat object that says its kind: `{"kind": "field", "frame": {…}, "field": "recipient", …}`.
extension CardElement: Codable {
    private enum Key: String, CodingKey { case kind, frame, with, shape, text, style, field, pattern, picture, barcode }
    private enum Name: String, Codable { case shape, label, field, productImage, barcode }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        frame = try values.decode(Frame.self, forKey: .frame)
        with = try values.decodeIfPresent(CardField.self, forKey: .with)
        switch try values.decode(Name.self, forKey: .kind) {
        case .shape: kind = .shape(try values.decode(CardShape.self, forKey: .shape))
        case .label:
            kind = .label(
                try values.decode(String.self, forKey: .text), try values.decode(TextStyle.self, forKey: .style))
        case .field:
            kind = .field(
                try values.decode(CardField.self, forKey: .field),
                pattern: try values.decodeIfPresent(String.self, forKey: .pattern) ?? "{}",
                try values.decode(TextStyle.self, forKey: .style))
        case .productImage: kind = .productImage(try values.decode(PicturePlace.self, forKey: .picture))
        case .barcode: kind = .barcode(try values.decode(BarcodePlace.self, forKey: .barcode))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(frame, forKey: .frame)
        try values.encodeIfPresent(with, forKey: .with)
        switch kind {
        case .shape(let shape):
            try values.encode(Name.shape, forKey: .kind)
            try values.encode(shape, forKey: .shape)
        case .label(let text, let style):
            try values.encode(Name.label, forKey: .kind)
            try values.encode(text, forKey: .text)
            try values.encode(style, forKey: .style)
        case .field(let field, let pattern, let style):
            try values.encode(Name.field, forKey: .kind)
            try values.encode(field, forKey: .field)
            try values.encode(pattern, forKey: .pattern)
            try values.encode(style, forKey: .style)
        case .productImage(let place):
            try values.encode(Name.productImage, forKey: .kind)
            try values.encode(place, forKey: .picture)
        case .barcode(let place):
            try values.encode(Name.barcode, forKey: .kind)
            try values.encode(place, forKey: .barcode)
        }
    }
}
